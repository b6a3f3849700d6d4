"""The simulated bank: test cards, 3-D Secure with a page of its own, payments by link, moods for lessons and tests."""
