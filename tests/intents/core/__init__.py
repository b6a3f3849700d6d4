"""The rules of payment intents, without a database, a clock or a network."""
