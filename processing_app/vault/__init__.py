"""The card vault: the only place where a card's number is read and kept; its own database, keys and door."""
