"""Wallets in the centre's window: holders, providers that take QR and barcodes, QR keys, reconciliation, the bank."""
