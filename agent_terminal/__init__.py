"""The agent: a self-service terminal that takes cash and pays for its payers."""
