"""Tokens of shops, payers and accounts: their form, their ends, their keys."""
