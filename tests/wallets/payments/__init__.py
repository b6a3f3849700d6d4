"""The payment service of wallets: its doors, its refusals, its races."""
