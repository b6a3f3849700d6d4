"""The processing centre: connects agents to providers, holds the agents' money, keeps the books."""
