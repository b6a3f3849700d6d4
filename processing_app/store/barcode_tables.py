"""The tables of barcodes: pools and what was used. Minor units, ms UTC."""

from sqlalchemy import MetaData

UPGRADES: tuple[str, ...] = ()
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
