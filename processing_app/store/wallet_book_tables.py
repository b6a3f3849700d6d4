"""The tables of the wallet service: its own balances and statements. Minor units, ms UTC."""

from sqlalchemy import MetaData

UPGRADES: tuple[str, ...] = ()
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
