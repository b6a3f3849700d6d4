"""What the simulated bank keeps of transfers in bank.db: each once for its payment's id, and the accounts' moods."""

from typing import NamedTuple

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, func, insert, select, update
from sqlalchemy import bindparam as named
from sqlalchemy.dialects.sqlite import insert as upsert

from common.database import Connection, Row, Statement
from processing_app.bank.simulated.account_moods import AccountMood, AccountSet
from processing_app.bank.simulated.store import TABLES

UPGRADES = (
    "CREATE TABLE transfers (number INTEGER NOT NULL, payment VARCHAR NOT NULL, bank VARCHAR NOT NULL, account VARCHAR "
    "NOT NULL, amount INTEGER NOT NULL, currency VARCHAR NOT NULL, verdict VARCHAR NOT NULL, reference VARCHAR NOT "
    "NULL, reason VARCHAR NOT NULL, at INTEGER NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (number), CONSTRAINT "
    "some_money CHECK (amount > 0))",
    "CREATE UNIQUE INDEX transferred_once ON transfers (payment)",
    "CREATE INDEX transfers_to ON transfers (account, number)",
    "CREATE TABLE account_moods (bank VARCHAR NOT NULL, account VARCHAR NOT NULL, mood VARCHAR NOT NULL, pause_ms "
    "INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (bank, account))",
)
"""What brings them into an older bank.db, one statement a version."""
VERSION = 1 + len(UPGRADES)
EVERY_ACCOUNT = ""
"""Whose mood is that of all accounts without one of their own."""
_TRANSFERS = Table(
    "transfers",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("payment", String, nullable=False),
    Column("bank", String, nullable=False),
    Column("account", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("due", Integer, nullable=False),
    CheckConstraint("amount > 0", name="some_money"),
)
Index("transferred_once", _TRANSFERS.c.payment, unique=True)
Index("transfers_to", _TRANSFERS.c.account, _TRANSFERS.c.number)
_MOODS = Table(
    "account_moods",
    TABLES,
    Column("bank", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("mood", String, nullable=False),
    Column("pause_ms", Integer, nullable=False),
    Column("times", Integer, nullable=False),
)
_T, _M = _TRANSFERS.c, _MOODS.c
_ADD = Statement(insert(_TRANSFERS))
_FIND = Statement(select(_TRANSFERS).where(_T.payment == named("payment")))
_DECIDE = Statement(
    update(_TRANSFERS).where(_T.payment == named("of")).values(verdict=named("verdict"), reference=named("reference"))
)
_TO = Statement(
    select(_TRANSFERS).where(_T.account == named("account")).order_by(_T.number.desc()).limit(named("limit"))
)
_NEWEST = Statement(select(_TRANSFERS).order_by(_T.number.desc()).limit(named("limit")))
_CAME = Statement(
    select(_T.bank, _T.account, func.count().label("number"), func.sum(_T.amount).label("amount"))
    .where(_T.verdict == "done")
    .group_by(_T.bank, _T.account)
    .order_by(_T.bank, _T.account)
)
_new = upsert(_MOODS).values({name: named(name) for name in ("bank", "account", "mood", "pause_ms", "times")})
_SET = Statement(
    _new.on_conflict_do_update(
        index_elements=[_M.bank, _M.account],
        set_={"mood": _new.excluded.mood, "pause_ms": _new.excluded.pause_ms, "times": _new.excluded.times},
    )
)
_ALL_MOODS = Statement(select(_MOODS).where(_M.mood != AccountMood.OK.value).order_by(_M.bank, _M.account))
_MOOD = Statement(select(_MOODS).where(_M.bank == named("bank"), _M.account == named("account")))


class Transfer(NamedTuple):
    """A transfer as the bank has it, minor units; `due` is when a slow one is decided, milliseconds UTC."""

    number: int
    payment: str
    bank: str
    account: str
    amount: int
    currency: str
    verdict: str
    reference: str
    reason: str
    at: int
    due: int


class Came(NamedTuple):
    """What has come to an account."""

    bank: str
    account: str
    number: int
    amount: int


def add(db: Connection, bank: str, payment: str, account: str, amount: int, currency: str, verdict: str,
        reference: str, reason: str, at: int, due: int) -> Transfer:  # fmt: skip
    """The bank hears of a transfer."""
    db.run(
        _ADD, payment=payment, bank=bank, account=account, amount=amount, currency=currency, verdict=verdict,
        reference=reference, reason=reason, at=at, due=due,
    )  # fmt: skip
    added = find(db, payment)
    assert added is not None
    return added


def find(db: Connection, payment: str) -> Transfer | None:
    """What it knows of a payment's transfer."""
    row = db.one(_FIND, payment=payment)
    return _transfer(row) if row is not None else None


def decide(db: Connection, transfer: Transfer, verdict: str, reference: str) -> Transfer:
    """A slow one has come to its end."""
    db.run(_DECIDE, of=transfer.payment, verdict=verdict, reference=reference)
    return transfer._replace(verdict=verdict, reference=reference)


def newest(db: Connection, account: str, limit: int) -> list[Transfer]:
    """The newest transfers, to one account or to all."""
    rows = db.all(_TO, account=account, limit=limit) if account else db.all(_NEWEST, limit=limit)
    return [_transfer(row) for row in rows]


def came(db: Connection) -> list[Came]:
    """All accounts that money has come to."""
    return [Came._make(tuple(row)) for row in db.all(_CAME)]


def mood(db: Connection, bank: str, account: str) -> tuple[str, AccountSet]:
    """How an account behaves now, and whose mood that is: its own, or that of all."""
    for whose in (account, EVERY_ACCOUNT):
        row = db.one(_MOOD, bank=bank, account=whose)
        if row is not None and row["mood"] != AccountMood.OK.value:
            return whose, _set(row)
    return account, AccountSet()


def moods(db: Connection) -> list[tuple[str, str, AccountSet]]:
    """Every mood but «ok»: the bank, the account, and how it behaves."""
    return [(row["bank"], row["account"], _set(row)) for row in db.all(_ALL_MOODS)]


def set_mood(db: Connection, bank: str, account: str, given: AccountSet) -> None:
    """It stays so until it passes or is changed, over restarts too."""
    db.run(_SET, bank=bank, account=account, mood=given.mood.value, pause_ms=given.pause_ms, times=given.times)


def _transfer(row: Row) -> Transfer:
    return Transfer._make(tuple(row))


def _set(row: Row) -> AccountSet:
    return AccountSet(AccountMood(row["mood"]), row["pause_ms"], row["times"])
