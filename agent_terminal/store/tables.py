"""The terminal's tables; sums are in minor units, times in milliseconds UTC."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, text

from common import credentials, queue
from common.reporting import tables as reporting

UPGRADES = (
    "ALTER TABLE payments ADD COLUMN told VARCHAR DEFAULT '' NOT NULL",
    "CREATE INDEX payments_to_tell ON payments (accepted) WHERE accepted > 0 AND told != state",
    "ALTER TABLE encashments ADD COLUMN counted VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE encashments ADD COLUMN in_doubt VARCHAR DEFAULT '[]' NOT NULL",
    "ALTER TABLE encashments ADD COLUMN reason VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE encashments ADD COLUMN who VARCHAR DEFAULT '' NOT NULL",
    "CREATE TABLE prints (id INTEGER NOT NULL, made INTEGER NOT NULL, changed INTEGER NOT NULL, kind VARCHAR NOT NULL, "
    "document VARCHAR NOT NULL, session_id VARCHAR NOT NULL, wanted_by VARCHAR NOT NULL, copy INTEGER NOT NULL, state "
    "VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL, file VARCHAR NOT NULL, PRIMARY KEY (id))",
    "CREATE INDEX prints_by_state ON prints (state, id)",
    "CREATE INDEX prints_by_document ON prints (document)",
    "CREATE INDEX prints_by_session ON prints (session_id)",
    "ALTER TABLE sessions ADD COLUMN searched_from VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE sessions ADD COLUMN scanned VARCHAR DEFAULT '' NOT NULL",
    "CREATE TABLE rejects (slot INTEGER NOT NULL, reason INTEGER NOT NULL, number INTEGER NOT NULL, "
    "PRIMARY KEY (slot, reason))",
    *reporting.UPGRADES,
)
"""What makes a file of version 1 one of version 2, and so on: a statement a version, never changed afterwards."""
VERSION = 1 + len(UPGRADES)
TABLES = MetaData()

queue.table(TABLES)
credentials.table(TABLES)
reporting.tables(TABLES)


def _text(name: str) -> Column[str]:
    return Column(name, String, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


settings = Table("settings", TABLES, Column("name", String, primary_key=True), _text("value"))

directory = Table(
    "directory",
    TABLES,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _number("taken"),
    _text("body"),
)

sessions = Table(
    "sessions",
    TABLES,
    Column("id", String, primary_key=True),
    _text("stage"),
    _text("language"),
    _number("roof"),
    _number("started"),
    _number("changed"),
    _number("deadline"),
    _number("held"),
    _number("warned"),
    _text("chosen_group"),
    _text("draft"),
    _text("target"),
    _text("notice"),
    _text("refusal"),
    _text("refusal_detail"),
    Column("searched_from", String, nullable=False, server_default=""),
    Column("scanned", String, nullable=False, server_default=""),
)
Index("sessions_by_stage", sessions.c.stage)
Index("sessions_by_start", sessions.c.started)

payments = Table(
    "payments",
    TABLES,
    Column("payment_id", String, primary_key=True),
    _text("session_id"),
    _text("terminal"),
    _text("state"),
    _number("provider_id"),
    _text("provider_ru"),
    _text("provider_en"),
    _text("account"),
    _text("fields"),
    _number("directory_version"),
    _text("currency"),
    _number("inserted"),
    _number("agent_fee"),
    _number("amount"),
    _number("made"),
    _number("accepted"),
    _number("changed"),
    _number("asked"),
    _text("number"),
    _text("reason"),
    _text("reference"),
    _number("needs_review"),
    Column("told", String, nullable=False, server_default=""),
)
TO_TELL = text("accepted > 0 AND told != state")
"""What the centre was not told of yet; in these words the index below answers it."""
Index("payments_to_tell", payments.c.accepted, sqlite_where=TO_TELL, postgresql_where=TO_TELL)
Index("payments_by_state", payments.c.state, payments.c.asked)
Index("payments_by_session", payments.c.session_id)
Index("payments_by_accepted", payments.c.accepted)

banknotes = Table(
    "banknotes",
    TABLES,
    Column("id", Integer, primary_key=True),
    _text("session_id"),
    _number("type"),
    _number("value"),
    _text("currency"),
    _text("state"),
    _number("decided"),
    _number("ended"),
    _number("encashment"),
)
Index("banknotes_by_state", banknotes.c.state, banknotes.c.encashment)
Index("banknotes_by_session", banknotes.c.session_id)

encashments = Table(
    "encashments",
    TABLES,
    Column("id", Integer, primary_key=True),
    _number("at"),
    _number("notes"),
    _number("total"),
    _text("counts"),
    Column("counted", String, nullable=False, server_default=""),
    Column("in_doubt", String, nullable=False, server_default="[]"),
    Column("reason", String, nullable=False, server_default=""),
    Column("who", String, nullable=False, server_default=""),
)

claim_slips = Table(
    "claim_slips",
    TABLES,
    Column("id", Integer, primary_key=True),
    _text("code"),
    _text("session_id"),
    _text("payment_id"),
    _number("amount"),
    _text("currency"),
    _text("reason"),
    _text("state"),
    _number("made"),
    _number("changed"),
)
Index("claim_slips_by_code", claim_slips.c.code)
Index("claim_slips_by_session", claim_slips.c.session_id)

receipts = Table(
    "receipts",
    TABLES,
    Column("number", Integer, primary_key=True),
    _text("payment_id"),
    _number("at"),
    _text("body"),
)
Index("receipts_by_payment", receipts.c.payment_id)

prints = Table(
    "prints",
    TABLES,
    Column("id", Integer, primary_key=True),
    _number("made"),
    _number("changed"),
    _text("kind"),
    _text("document"),
    _text("session_id"),
    _text("wanted_by"),
    _number("copy"),
    _text("state"),
    _text("reason"),
    _text("detail"),
    _text("file"),
)
Index("prints_by_state", prints.c.state, prints.c.id)
Index("prints_by_document", prints.c.document)
Index("prints_by_session", prints.c.session_id)

journal = Table(
    "journal",
    TABLES,
    Column("id", Integer, primary_key=True),
    _number("at"),
    _text("kind"),
    _text("session_id"),
    _text("detail"),
)

rejects = Table(
    "rejects",
    TABLES,
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("reason", Integer, primary_key=True, autoincrement=False),
    _number("number"),
)
