"""The provider's tables; what can be said in SQL about money is said here, too."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from common import credentials, queue
from common.money import LARGEST
from common.reporting import tables as reporting
from provider_app.core.payments import LARGEST_BALANCE
from provider_app.store import accepting_tables

UPGRADES = (
    "ALTER TABLE subscribers ADD COLUMN contract INTEGER NOT NULL DEFAULT 0",
    "UPDATE subscribers SET contract = rowid",
    "CREATE UNIQUE INDEX subscribers_by_contract ON subscribers (contract)",
    *reporting.UPGRADES,
    *accepting_tables.UPGRADES,
)
"""What brings an older file up to the next version, one statement a version: the n-th of a file of version n."""
VERSION = 1 + len(UPGRADES)
METADATA = MetaData()
credentials.table(METADATA)
TASKS = queue.table(METADATA)
reporting.tables(METADATA)
ACCEPTANCE, ACCEPTED, NOTICES = accepting_tables.tables(METADATA)

PROVIDER = Table(
    "provider",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("name_ru", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("group_ru", String, nullable=False),
    Column("group_en", String, nullable=False),
)
TARIFFS = Table(
    "tariffs",
    METADATA,
    Column("code", String, primary_key=True),
    Column("name_ru", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("numbers", String, nullable=False),
)
SERVICES = Table(
    "services",
    METADATA,
    Column("tariff", String, ForeignKey("tariffs.code"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("label_ru", String, nullable=False),
    Column("label_en", String, nullable=False),
    Column("unit_ru", String, nullable=False),
    Column("unit_en", String, nullable=False),
    Column("price", Integer, CheckConstraint(f"price BETWEEN 0 AND {LARGEST}"), nullable=False),
    PrimaryKeyConstraint("tariff", "code"),
)
SUBSCRIBERS = Table(
    "subscribers",
    METADATA,
    Column("number", String, primary_key=True),
    Column("full_name", String, nullable=False),
    Column("passport", String, nullable=False),
    Column("email", String, nullable=False),
    Column("sought", String, nullable=False),
    Column("tariff", String, ForeignKey("tariffs.code"), nullable=False),
    Column("balance", Integer, CheckConstraint(f"balance BETWEEN 0 AND {LARGEST_BALANCE}"), nullable=False),
    Column("blocked", Integer, CheckConstraint("blocked IN (0, 1)"), nullable=False),
    Column("news_url", String, nullable=False),
    Column("signed_at", Integer, nullable=False),
    Column("contract", Integer, nullable=False),
)
Index("subscribers_by_contract", SUBSCRIBERS.c.contract, unique=True)
CONTRACTS = Table(
    "contracts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("dialect", String, CheckConstraint("dialect IN ('json', 'osmp')"), nullable=False),
    Column("fields", String, nullable=False),
    Column("codes", String, nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("maximum", Integer, nullable=False),
    Column("blocked", Integer, CheckConstraint("blocked IN (0, 1)"), nullable=False),
    Column("valid_until", Integer),
    Column("signed_at", Integer, nullable=False),
    CheckConstraint(f"1 <= minimum AND minimum <= maximum AND maximum <= {LARGEST}", name="limits"),
    sqlite_autoincrement=True,
)
OPERATIONS = Table(
    "operations",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("contract", Integer, ForeignKey("contracts.id"), nullable=False),
    Column("kind", String, CheckConstraint("kind IN ('credit', 'void', 'reverse')"), nullable=False),
    Column("payment_id", String, nullable=False),
    Column("operation_id", String, nullable=False),
    Column("payment_number", String, nullable=False),
    Column("account", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", String, CheckConstraint("currency = 'RUB'"), nullable=False),
    Column("fields", String, nullable=False),
    Column("content", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("accepted_at", Integer),
    Column("balance", Integer, CheckConstraint("balance >= 0"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("trace", String, nullable=False),
    CheckConstraint(f"CASE kind WHEN 'void' THEN amount = 0 ELSE amount BETWEEN 1 AND {LARGEST} END", name="sum"),
    UniqueConstraint("contract", "kind", "operation_id"),
    sqlite_autoincrement=True,
)
_ONE_OUTCOME = OPERATIONS.c.kind != "reverse"
Index(
    "one_outcome_per_payment",
    OPERATIONS.c.contract,
    OPERATIONS.c.payment_id,
    unique=True,
    sqlite_where=_ONE_OUTCOME,
    postgresql_where=_ONE_OUTCOME,
)
_REVERSALS = OPERATIONS.c.kind == "reverse"
Index(
    "one_reversal_per_payment",
    OPERATIONS.c.contract,
    OPERATIONS.c.payment_id,
    unique=True,
    sqlite_where=_REVERSALS,
    postgresql_where=_REVERSALS,
)
Index("operations_by_account", OPERATIONS.c.account)
REFUSALS = Table(
    "refusals",
    METADATA,
    Column("kind", String, CheckConstraint("kind IN ('credit', 'reverse', 'use')"), nullable=False),
    Column("owner", String, nullable=False),
    Column("operation_id", String, nullable=False),
    Column("content", String, nullable=False),
    Column("code", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("trace", String, nullable=False),
    PrimaryKeyConstraint("kind", "owner", "operation_id"),
)
USES = Table(
    "uses",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("number", String, ForeignKey("subscribers.number"), nullable=False),
    Column("use_id", String, nullable=False),
    Column("service", String, nullable=False),
    Column("unit_ru", String, nullable=False),
    Column("unit_en", String, nullable=False),
    Column("quantity", Integer, CheckConstraint("quantity >= 1"), nullable=False),
    Column("price", Integer, CheckConstraint("price >= 0"), nullable=False),
    Column("cost", Integer, CheckConstraint("cost = price * quantity"), nullable=False),
    Column("balance", Integer, CheckConstraint("balance >= 0"), nullable=False),
    Column("currency", String, CheckConstraint("currency = 'RUB'"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("trace", String, nullable=False),
    UniqueConstraint("number", "use_id"),
    sqlite_autoincrement=True,
)
CHECKS = Table(
    "checks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("contract", Integer, ForeignKey("contracts.id"), nullable=False),
    Column("payment_id", String, nullable=False),
    Column("account", String, nullable=False),
    Column("result", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("trace", String, nullable=False),
    sqlite_autoincrement=True,
)
