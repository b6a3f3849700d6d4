"""Tests of the processing centre."""
