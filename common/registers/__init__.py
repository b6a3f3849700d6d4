"""Registers as files, as the payment networks exchange them: written, read, and compared with our books."""
