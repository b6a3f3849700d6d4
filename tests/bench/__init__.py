"""Measured claims: how fast and how large the roles are, always beside references taken in the same run."""
