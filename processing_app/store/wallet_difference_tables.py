"""The tables of what reconciliations of wallets found. Minor units, ms UTC."""

from sqlalchemy import MetaData

UPGRADES: tuple[str, ...] = ()
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
