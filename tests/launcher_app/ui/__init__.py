"""Tests of the launcher's window."""
