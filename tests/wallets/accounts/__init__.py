"""Contracts of wallets and of acceptances: the operator's desk, and what their holders see of them."""
