"""Reconciliations of wallets and what they found, as rows; and what of the books they compare."""

from typing import Any

import msgspec
from sqlalchemy import MetaData, and_, bindparam, func, insert, literal_column, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from common.database import Connection, Row, Statement
from processing_app.core import ledger
from processing_app.core.wallet_reconciliation import Discrepancy, Entry, Paid
from processing_app.store import log
from processing_app.store.tables import EVENTS
from processing_app.store.wallet_book_tables import lines
from processing_app.store.wallet_difference_tables import differences, reconciliations, registers, schedule
from processing_app.store.wallet_tables import payments

_METADATA = MetaData()
_R, _D, _S = reconciliations(_METADATA), differences(_METADATA), schedule(_METADATA)
_L, _P = lines(_METADATA), payments(_METADATA)
_E = EVENTS.c
_NEVER: Any = literal_column("0")
_IN_PERIOD = and_(_E.at >= bindparam("since"), _E.at < bindparam("until"), _E.position <= bindparam("up_to"))
_TOUCHING = Statement(
    select(EVENTS)
    .where(_E.position > bindparam("after"), _IN_PERIOD, func.instr(_E.data, bindparam("name")) > 0)
    .order_by(_E.position)
    .limit(bindparam("limit"))
)
_LINES = Statement(select(_L).where(_L.c.at >= bindparam("since"), _L.c.at < bindparam("until")))
_LAST_LINE = Statement(
    select(_L.c.payment_id).where(_L.c.wallet_id == bindparam("wallet_id")).order_by(_L.c.line.desc()).limit(1)
)
_PAID = Statement(
    select(_P).where(
        _P.c.ended > _NEVER,
        _P.c.recipient.like("provider:%"),
        _P.c.changed >= bindparam("since"),
        _P.c.changed < bindparam("until"),
    )
)
_WAS_PAID = Statement(
    select(_P.c.position).where(
        _P.c.payment_id == bindparam("payment_id"), _P.c.recipient == bindparam("recipient"), _P.c.ended > _NEVER
    )
)
_ADD = Statement(insert(_R).returning(_R.c.id))
_ADD_DIFFERENCE = Statement(insert(_D).values({column.name: bindparam(column.name) for column in _D.columns}))
_NEWEST = Statement(select(_R).order_by(_R.c.id.desc()).limit(bindparam("limit")))
_ONE = Statement(select(_R).where(_R.c.id == bindparam("id")))
_OF = and_(_D.c.reconciliation_id == bindparam("id"), or_(bindparam("kind") == "", _D.c.kind == bindparam("kind")))
_PAGE = Statement(
    select(_D).where(_OF, _D.c.number > bindparam("after")).order_by(_D.c.number).limit(bindparam("limit"))
)
_BY_SCHEDULE = Statement(select(_R.c.id).where(_R.c.who == bindparam("who"), _R.c.since == bindparam("since")).limit(1))
_HOUR = Statement(select(_S.c.hour).where(_S.c.id == 1))
_new = upsert(_S).values(id=1, hour=bindparam("hour"))
_SET_HOUR = Statement(_new.on_conflict_do_update(index_elements=[_S.c.id], set_={"hour": _new.excluded.hour}))
_G = registers(_METADATA)
_SETTLED = Statement(select(_G))
_at = upsert(_G).values(provider_id=bindparam("provider_id"), position=bindparam("position"))
_SETTLE = Statement(
    _at.on_conflict_do_update(index_elements=[_G.c.provider_id], set_={"position": _at.excluded.position})
)
PAGE = 2_000
NAME = b'"' + ledger.WALLET.encode()


def of_ledger(db: Connection, since: int, until: int, up_to: int, after: int = 0) -> list[Entry]:
    """What the events of a period, up to a position, moved on wallets: from the log itself, and from nothing else."""
    found: list[Entry] = []
    while rows := db.all(_TOUCHING, since=since, until=until, up_to=up_to, after=after, name=NAME, limit=PAGE):
        for row in rows:
            found += _entries(log.stored(row))
        after = rows[-1]["position"]
    return found


def of_book(db: Connection, since: int, until: int) -> list[Entry]:
    """The lines of all statements in a period."""
    return [
        Entry(row["wallet_id"], row["position"], row["payment_id"], row["amount"])
        for row in db.all(_LINES, since=since, until=until)
    ]


def last_payment(db: Connection, wallet_id: str) -> str:
    """The payment of a statement's last line; empty without one."""
    row = db.one(_LAST_LINE, wallet_id=wallet_id)
    return row["payment_id"] if row is not None else ""


def paid(db: Connection, since: int, until: int) -> list[tuple[Paid, int]]:
    """What came to providers in a period, and when."""
    return [(_paid(row), row["changed"]) for row in db.all(_PAID, since=since, until=until)]


def was_paid(db: Connection, provider_id: int, payment_id: str) -> bool:
    """Whether a payment ever came to a provider."""
    return db.one(_WAS_PAID, payment_id=payment_id, recipient=f"provider:{provider_id}") is not None


def add(db: Connection, found: list[Discrepancy], counts: dict[str, int], unread: dict[int, str], **row: object) -> int:
    """Keep a reconciliation; its number."""
    kept = db.one(_ADD, **row, counts=msgspec.json.encode(counts), unread=msgspec.json.encode(unread))
    assert kept is not None
    for number, one in enumerate(found, 1):
        db.run(
            _ADD_DIFFERENCE, reconciliation_id=kept["id"], number=number, **(one._asdict() | {"kind": one.kind.value})
        )
    return int(kept["id"])


def newest(db: Connection, limit: int) -> list[Row]:
    """The latest ones, newest first."""
    return db.all(_NEWEST, limit=limit)


def find(db: Connection, number: int) -> Row | None:
    """One of them."""
    return db.one(_ONE, id=number)


def page(db: Connection, number: int, kind: str, *, after: int, limit: int) -> list[Row]:
    """What one of them found, of one kind or (empty) of all, after a discrepancy's number."""
    return db.all(_PAGE, id=number, kind=kind, after=after, limit=limit)


def was_done(db: Connection, who: str, since: int) -> bool:
    """Whether somebody has reconciled the period that begins then."""
    return db.one(_BY_SCHEDULE, who=who, since=since) is not None


def hour(db: Connection, usual: int) -> int:
    """After which hour it comes by itself; -1: never."""
    row = db.one(_HOUR)
    return row["hour"] if row is not None else usual


def set_hour(db: Connection, hour_: int) -> None:
    """From now on after that hour."""
    db.run(_SET_HOUR, hour=hour_)


def settled(db: Connection) -> dict[int, str]:
    """Up to where each provider's register is about days that were reconciled."""
    return {row["provider_id"]: row["position"] for row in db.all(_SETTLED)}


def settle(db: Connection, positions: dict[int, str]) -> None:
    """From now on these."""
    for provider_id, position in positions.items():
        db.run(_SETTLE, provider_id=provider_id, position=position)


def _paid(row: Row) -> Paid:
    return Paid(int(row["recipient"].partition(":")[2]), row["payment_id"], row["amount"], row["currency"])


def _entries(stored: log.Stored) -> list[Entry]:
    moved: dict[str, int] = {}
    for posting in stored.event.postings:
        moved[posting.source] = moved.get(posting.source, 0) - posting.amount
        moved[posting.destination] = moved.get(posting.destination, 0) + posting.amount
    payment_id = getattr(stored.event, "payment_id", "")
    return [
        Entry(account.split(":")[1], stored.position, payment_id, amount)
        for account, amount in moved.items()
        if amount and account.startswith(ledger.WALLET)
    ]
