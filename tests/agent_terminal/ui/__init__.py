"""Tests of the terminal's windows."""
