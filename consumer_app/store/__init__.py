"""What the consumer keeps: contracts in a file, as the task asks; uses, news and balances in SQLite."""
