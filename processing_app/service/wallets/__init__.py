"""Wallets: their contracts, payments between them and to providers, codes that pay, notices, their own book."""
