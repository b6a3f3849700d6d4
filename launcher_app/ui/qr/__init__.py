"""The workbench's window: a code taken apart, and one put together."""
