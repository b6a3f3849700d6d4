"""Tests of the consumer's window."""
