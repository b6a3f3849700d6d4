"""What the provider keeps: tables and queries, without rules."""
