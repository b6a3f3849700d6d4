"""Tests of calling another role."""
