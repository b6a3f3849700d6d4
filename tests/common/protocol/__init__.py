"""Messages, cards and dialects of the exchange protocol."""
