"""The tables of notices of payments: receivers, and what they are told. Minor units, ms UTC."""

from sqlalchemy import MetaData

UPGRADES: tuple[str, ...] = ()
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
