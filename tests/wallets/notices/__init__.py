"""Tests of notices of payments."""
