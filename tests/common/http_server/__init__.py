"""Tests of a role's HTTP face."""
