"""Shops' intents in the centre's window: the list, one with its story, what is done with it, and its repair."""
