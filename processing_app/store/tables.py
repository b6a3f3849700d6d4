"""The centre's tables. Sums in minor units, times in milliseconds UTC."""

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

from common import credentials, queue

VERSION = 1
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
    CheckConstraint("held >= 0", name="a_hold_is_never_negative"),
)
"""Projection: a row a payment, at the position of its first event; found by id through the log."""

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
)
"""Contracts with agents."""

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

CREDENTIALS = credentials.table(TABLES)
TASKS = queue.table(TABLES)
