"""The centre's window: a file a tab, named as its operator names it."""
