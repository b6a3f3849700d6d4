"""The show and the checklist."""
