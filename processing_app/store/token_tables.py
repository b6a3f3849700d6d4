"""The tables of tokens: signing keys, shop keys, what was revoked, who acted for whom. Times in ms UTC.

No key that signs is here: a copy of the database lets nobody in.
"""

from typing import NamedTuple

from sqlalchemy import Column, Index, Integer, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE token_keys (kid VARCHAR NOT NULL, made_at INTEGER NOT NULL, ends_at INTEGER, PRIMARY KEY (kid))",
    "CREATE TABLE shop_keys (key_id VARCHAR NOT NULL, shop_id VARCHAR NOT NULL, name VARCHAR NOT NULL, "
    "kid VARCHAR NOT NULL, issued_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, revoked_at INTEGER, "
    "principal VARCHAR NOT NULL, PRIMARY KEY (key_id))",
    "CREATE INDEX shop_keys_of_shop ON shop_keys (shop_id)",
    "CREATE TABLE revoked_tokens (token_id VARCHAR NOT NULL, at INTEGER NOT NULL, ends_at INTEGER NOT NULL, "
    "principal VARCHAR NOT NULL, PRIMARY KEY (token_id))",
    "CREATE TABLE token_floors (subject VARCHAR NOT NULL, not_before INTEGER NOT NULL, ends_at INTEGER NOT NULL, "
    "principal VARCHAR NOT NULL, PRIMARY KEY (subject))",
    "CREATE TABLE impersonations (token_id VARCHAR NOT NULL, principal VARCHAR NOT NULL, "
    "on_behalf_of VARCHAR NOT NULL, reason VARCHAR NOT NULL, at INTEGER NOT NULL, ends_at INTEGER NOT NULL, "
    "PRIMARY KEY (token_id))",
)
"""What brings them into an older file, one statement a version."""


class TokenTables(NamedTuple):
    """All of them."""

    keys: Table
    shop_keys: Table
    revoked: Table
    floors: Table
    impersonations: Table


def tables(metadata: MetaData) -> TokenTables:
    """`ends_at` is when nothing can come of a row any more, and it may go; of the current key it is empty."""
    keys = Table(
        "token_keys",
        metadata,
        Column("kid", String, primary_key=True),
        Column("made_at", Integer, nullable=False),
        Column("ends_at", Integer),
    )
    shop_keys = Table(
        "shop_keys",
        metadata,
        Column("key_id", String, primary_key=True),
        Column("shop_id", String, nullable=False),
        Column("name", String, nullable=False),
        Column("kid", String, nullable=False),
        Column("issued_at", Integer, nullable=False),
        Column("ends_at", Integer, nullable=False),
        Column("revoked_at", Integer),
        Column("principal", String, nullable=False),
    )
    Index("shop_keys_of_shop", shop_keys.c.shop_id)
    revoked = Table(
        "revoked_tokens",
        metadata,
        Column("token_id", String, primary_key=True),
        Column("at", Integer, nullable=False),
        Column("ends_at", Integer, nullable=False),
        Column("principal", String, nullable=False),
    )
    return TokenTables(keys, shop_keys, revoked, _floors(metadata), _impersonations(metadata))


def _floors(metadata: MetaData) -> Table:
    """Tokens of a subject that were issued before a moment are worth nothing any more."""
    return Table(
        "token_floors",
        metadata,
        Column("subject", String, primary_key=True),
        Column("not_before", Integer, nullable=False),
        Column("ends_at", Integer, nullable=False),
        Column("principal", String, nullable=False),
    )


def _impersonations(metadata: MetaData) -> Table:
    """Who got a token to act for whom, why and until when; kept for ever."""
    return Table(
        "impersonations",
        metadata,
        Column("token_id", String, primary_key=True),
        Column("principal", String, nullable=False),
        Column("on_behalf_of", String, nullable=False),
        Column("reason", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("ends_at", Integer, nullable=False),
    )
