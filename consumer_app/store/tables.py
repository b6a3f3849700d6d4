"""The consumer's tables. Times are milliseconds UTC, sums minor units."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, String, Table

from common import credentials

UPGRADES = (
    "CREATE TABLE wallet_payments (payment_id VARCHAR NOT NULL, wallet VARCHAR NOT NULL, way VARCHAR NOT NULL, body "
    "BLOB NOT NULL, told VARCHAR NOT NULL, amount INTEGER NOT NULL, currency VARCHAR NOT NULL, made_at INTEGER NOT "
    "NULL, state VARCHAR NOT NULL, attempts INTEGER NOT NULL, ask_after INTEGER NOT NULL, code VARCHAR NOT NULL, ru "
    "VARCHAR NOT NULL, en VARCHAR NOT NULL, shown BLOB, PRIMARY KEY (payment_id))",
    "CREATE INDEX wallet_payments_by_time ON wallet_payments (wallet, made_at)",
    "CREATE INDEX wallet_payments_open ON wallet_payments (ask_after) WHERE ask_after > 0",
    "CREATE TABLE notices_seen (wallet VARCHAR NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (wallet))",
)
"""What brings an older file up to the next version, one statement a version: the n-th of a file of version n."""
VERSION = 1 + len(UPGRADES)
METADATA = MetaData()
credentials.table(METADATA)

CONTRACT_IDS = Table(
    "contract_ids",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
)

# What was sent is kept as it was sent: a repeat is the same request, whatever has been edited since.
USES = Table(
    "uses",
    METADATA,
    Column("use_id", String, primary_key=True),
    Column("contract", String, nullable=False, index=True),
    Column("number", String, nullable=False),
    Column("service", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("path", String, nullable=False),
    Column("body_kind", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", Integer, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("ru", String, nullable=False),
    Column("en", String, nullable=False),
    Column("cost", Integer),
    Column("balance", Integer),
    Column("currency", String, nullable=False),
)

NEWS = Table(
    "news",
    METADATA,
    Column("contract", String, nullable=False),
    Column("news_id", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("heard_at", Integer, nullable=False),
    PrimaryKeyConstraint("contract", "news_id"),
)
Index("news_by_time", NEWS.c.heard_at)

BALANCES = Table(
    "balances",
    METADATA,
    Column("contract", String, primary_key=True),
    Column("balance", Integer, nullable=False),
    Column("at", Integer, nullable=False),
)

ADDRESSES = Table(
    "addresses",
    METADATA,
    Column("contract", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("code", String, nullable=False),
)

# What was asked is kept as it was asked: a repeat is the same words under the same id. `told` is whom the payer saw,
# `ask_after` when the centre is asked next, 0 when there is nothing more to ask; `shown` is its last answer.
WALLET_PAYMENTS = Table(
    "wallet_payments",
    METADATA,
    Column("payment_id", String, primary_key=True),
    Column("wallet", String, nullable=False),
    Column("way", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("told", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("made_at", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("ask_after", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("ru", String, nullable=False),
    Column("en", String, nullable=False),
    Column("shown", LargeBinary),
)
Index("wallet_payments_by_time", WALLET_PAYMENTS.c.wallet, WALLET_PAYMENTS.c.made_at)
Index("wallet_payments_open", WALLET_PAYMENTS.c.ask_after, sqlite_where=WALLET_PAYMENTS.c.ask_after > 0)

NOTICES_SEEN = Table(
    "notices_seen",
    METADATA,
    Column("wallet", String, primary_key=True),
    Column("sequence", Integer, nullable=False),
)
