"""Wallets, through the centre's public faces and part by part."""
