"""Orders of shops paid in cash at kiosks."""
