"""The consumer's window: contracts with all that can be done under them, and what providers tell."""
