"""The wallet in a consumer's program."""
