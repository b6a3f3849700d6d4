"""Tests of the shell of every window."""
