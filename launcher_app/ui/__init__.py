"""The launcher's window: the four roles as a list."""
