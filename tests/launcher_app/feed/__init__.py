"""The feed: tails, the join, the facts in bodies."""
