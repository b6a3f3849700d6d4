"""The consumer's tables. Times are milliseconds UTC, sums minor units."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, String, Table

from common import credentials

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
