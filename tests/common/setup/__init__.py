"""Tests of the set-up: the environment that the first command makes."""
