"""The tables of keys that sign static QR codes; the private halves are in the secrets. Minor units, ms UTC."""

from sqlalchemy import MetaData

UPGRADES: tuple[str, ...] = ()
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
