"""The executor of wallets' payments: the bank of accounts, attempts, dead letters, books."""
