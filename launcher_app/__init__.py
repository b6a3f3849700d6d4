"""Starts and watches the roles; talks to them by commands and doors only."""
