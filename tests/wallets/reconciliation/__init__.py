"""Ledger, wallet service and providers, compared."""
