"""Tests of what the roles share."""
