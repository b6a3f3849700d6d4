"""Whole roles of a stranger to be graded: each is right, and makes one mistake when it is told to."""
