"""The consumer's tests."""
