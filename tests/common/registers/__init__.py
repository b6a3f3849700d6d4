"""Tests of registers as files."""
