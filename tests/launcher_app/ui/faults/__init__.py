"""The dock of faults and the orange bar."""
