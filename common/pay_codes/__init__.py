"""Codes that pay, as texts: EMVCo of both sides, GOST R 56042, SBP links, our own links and barcodes; read and made."""
