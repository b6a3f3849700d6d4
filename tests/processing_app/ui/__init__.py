"""Tests of the centre's window."""
