"""Tests of wallets' tab in the centre's window."""
