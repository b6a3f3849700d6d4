"""The hosted checkout page: its files and doors; what a browser makes of them is in tests/journeys."""
