"""Tests: a mirror of the code, and beside it what the roles do together."""
