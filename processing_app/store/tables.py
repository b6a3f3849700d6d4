"""The centre's tables. Sums in minor units, times in milliseconds UTC."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

from common import credentials, queue
from common.reporting import tables as reporting
from processing_app.store import (
    barcode_tables,
    domain_tables,
    intent_tables,
    kiosk_tables,
    notice_tables,
    qr_key_tables,
    reader_tables,
    repair_tables,
    statistics_tables,
    token_tables,
    wallet_book_tables,
    wallet_difference_tables,
    wallet_tables,
    webhook_tables,
)

UPGRADES = (
    "CREATE TABLE decisions (id INTEGER NOT NULL, at INTEGER NOT NULL, payment_id VARCHAR NOT NULL, "
    "task_id INTEGER NOT NULL, kind VARCHAR NOT NULL, principal VARCHAR NOT NULL, reason VARCHAR NOT NULL, "
    "PRIMARY KEY (id))",
    "CREATE INDEX decisions_of_payment ON decisions (payment_id)",
    "ALTER TABLE agents ADD COLUMN threshold INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE agents ADD COLUMN blocked_at INTEGER",
    "CREATE TABLE told (agent_id INTEGER NOT NULL, terminal VARCHAR NOT NULL, payment_id VARCHAR NOT NULL, "
    "provider_id INTEGER NOT NULL, account VARCHAR NOT NULL, inserted INTEGER NOT NULL, agent_fee INTEGER NOT NULL, "
    "amount INTEGER NOT NULL, currency VARCHAR NOT NULL, state VARCHAR NOT NULL, reason VARCHAR NOT NULL, "
    "at INTEGER NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (agent_id, terminal, payment_id))",
    "CREATE TABLE terminals (agent_id INTEGER NOT NULL, terminal VARCHAR NOT NULL, told_at INTEGER NOT NULL, "
    "complete_at INTEGER, PRIMARY KEY (agent_id, terminal))",
    "CREATE TABLE reconciliations (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, who VARCHAR NOT NULL, "
    "started INTEGER NOT NULL, ended INTEGER, since INTEGER NOT NULL, until INTEGER NOT NULL, "
    "provider_id INTEGER NOT NULL, state VARCHAR NOT NULL, outcome BLOB NOT NULL)",
    "CREATE TABLE differences (reconciliation_id INTEGER NOT NULL, number INTEGER NOT NULL, kind VARCHAR NOT NULL, "
    "data BLOB NOT NULL, PRIMARY KEY (reconciliation_id, number))",
    "ALTER TABLE payments ADD COLUMN attempts INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE payments ADD COLUMN answered_ms INTEGER DEFAULT '0' NOT NULL",
    *reporting.UPGRADES,
    "ALTER TABLE agents ADD COLUMN checks_per_minute INTEGER DEFAULT '600' NOT NULL",
    *domain_tables.UPGRADES,
    *intent_tables.UPGRADES,
    *kiosk_tables.UPGRADES,
    *reader_tables.UPGRADES,
    *repair_tables.UPGRADES,
    *statistics_tables.UPGRADES,
    *token_tables.UPGRADES,
    *webhook_tables.UPGRADES,
    "CREATE INDEX tasks_of_banks ON tasks (\"key\") WHERE kind != 'credit'",
    *wallet_tables.UPGRADES,
    *barcode_tables.UPGRADES,
    *wallet_book_tables.UPGRADES,
    *notice_tables.UPGRADES,
    *wallet_difference_tables.UPGRADES,
    *qr_key_tables.UPGRADES,
    "DROP INDEX tasks_of_banks",
    'CREATE INDEX tasks_of_key ON tasks ("key")',
    wallet_difference_tables.SETTLED,
)
"""What brings an older file up to the next version, one statement a version: the n-th of a file of version n."""
VERSION = 1 + len(UPGRADES)
TABLES = MetaData()

EVENTS = Table(
    "events",
    TABLES,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("stream", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("trace", String, nullable=False),
    Column("principal", String, nullable=False),
    Column("on_behalf_of", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("stream", "version"),
)
"""Append-only: what happened, in the order it was committed."""

BALANCES = Table(
    "balances",
    TABLES,
    Column("account", String, primary_key=True),
    Column("currency", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("lowest", Integer, nullable=False),
    CheckConstraint("amount >= lowest", name="not_below_its_bound"),
)
"""Projection: every ledger account but the holds, whose balances stand in `payments.held`."""

PAYMENTS = Table(
    "payments",
    TABLES,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("payment_id", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("agent_id", Integer, nullable=False),
    Column("terminal", String, nullable=False),
    Column("provider_id", Integer, nullable=False),
    Column("account", String, nullable=False),
    Column("inserted", Integer, nullable=False),
    Column("agent_fee", Integer, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("processing_fee", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("status", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("answered_ms", Integer, nullable=False, server_default="0"),
    CheckConstraint("held >= 0", name="a_hold_is_never_negative"),
)
"""Projection: a row a payment, at the position of its first event; found by id through the log.

`attempts` is how many answers its end took, `answered_ms` how long the last of them; 0: not known.
"""

DIRECTORY = Table(
    "directory",
    TABLES,
    Column("version", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("entries", LargeBinary, nullable=False),
)
"""Every version of the directory that any terminal was ever shown."""

PROVIDERS = Table(
    "providers",
    TABLES,
    Column("provider_id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("card", LargeBinary, nullable=False),
    Column("retry", LargeBinary, nullable=False),
    Column("timeout_ms", Integer, nullable=False),
    Column("lanes", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    Column("paused", String, nullable=False),
    Column("code_table", LargeBinary),
)
"""Contracts with providers; `card` without its password, `paused` is the code of the fault that stopped its lane."""

AGENTS = Table(
    "agents",
    TABLES,
    Column("agent_id", Integer, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("login", String, nullable=False),
    Column("credit_limit", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("blocked", Integer, nullable=False),
    Column("expires", Integer),
    Column("made", Integer, nullable=False),
    Column("threshold", Integer, nullable=False, server_default="0"),
    Column("blocked_at", Integer),
    Column("checks_per_minute", Integer, nullable=False, server_default="600"),
)
"""Contracts with agents; a deposit below `threshold` calls for a top-up, `blocked_at` is since when it is blocked."""

TARIFFS = Table(
    "tariffs",
    TABLES,
    Column("agent_id", Integer, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("ranges", LargeBinary, nullable=False),
)
"""The processing commission of each agent by revision with its effective moment."""

ALARMS = Table(
    "alarms",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("about", String, nullable=False),
    Column("code", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("seen", Integer, nullable=False),
)
"""What a person must look at."""

DECISIONS = Table(
    "decisions",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("payment_id", String, nullable=False),
    Column("task_id", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("principal", String, nullable=False),
    Column("reason", String, nullable=False),
)
"""What persons decided about payments and why: retried, settled, reversed, left with a note. Append-only."""
Index("decisions_of_payment", DECISIONS.c.payment_id)

TOLD = Table(
    "told",
    TABLES,
    Column("agent_id", Integer, primary_key=True),
    Column("terminal", String, primary_key=True),
    Column("payment_id", String, primary_key=True),
    Column("provider_id", Integer, nullable=False),
    Column("account", String, nullable=False),
    Column("inserted", Integer, nullable=False),
    Column("agent_fee", Integer, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
)
"""Agents' own registers, as their terminals told them."""

TERMINALS = Table(
    "terminals",
    TABLES,
    Column("agent_id", Integer, primary_key=True),
    Column("terminal", String, primary_key=True),
    Column("told_at", Integer, nullable=False),
    Column("complete_at", Integer),
)
"""When each terminal told its register last, and when it last had nothing more to tell."""

RECONCILIATIONS = Table(
    "reconciliations",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("who", String, nullable=False),
    Column("started", Integer, nullable=False),
    Column("ended", Integer),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("provider_id", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("outcome", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""Comparisons of registers: when, by whom, of which period, and what came of them."""

DIFFERENCES = Table(
    "differences",
    TABLES,
    Column("reconciliation_id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""What each comparison found."""

CREDENTIALS = credentials.table(TABLES)
TASKS = queue.table(TABLES)
Index("tasks_of_key", TASKS.c.key)
reporting.tables(TABLES)
domain_tables.tables(TABLES)
intent_tables.tables(TABLES)
kiosk_tables.tables(TABLES)
reader_tables.tables(TABLES)
repair_tables.tables(TABLES)
statistics_tables.tables(TABLES)
token_tables.tables(TABLES)
webhook_tables.tables(TABLES)
wallet_tables.tables(TABLES)
barcode_tables.tables(TABLES)
wallet_book_tables.tables(TABLES)
notice_tables.tables(TABLES)
wallet_difference_tables.tables(TABLES)
qr_key_tables.tables(TABLES)
