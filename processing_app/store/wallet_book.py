"""The wallet service's own rows: a balance and a statement for each wallet, made of the log and of nothing else."""

from typing import NamedTuple

from sqlalchemy import MetaData, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from common.database import Connection, Row, Statement
from processing_app.store import wallet_book_tables

_METADATA = MetaData()
_B = wallet_book_tables.balances(_METADATA)
_L = wallet_book_tables.lines(_METADATA)
_OF = Statement(select(_B).where(_B.c.wallet_id == bindparam("wallet_id")))
_EVERY = Statement(select(_B).order_by(_B.c.wallet_id))
_new = upsert(_B).values({column.name: bindparam(column.name) for column in _B.columns})
_SET = Statement(
    _new.on_conflict_do_update(
        index_elements=[_B.c.wallet_id], set_={name: _new.excluded[name] for name in ("balance", "lines")}
    )
)
_ADD = Statement(insert(_L).values({column.name: bindparam(column.name) for column in _L.columns}))
_PAGE = Statement(
    select(_L)
    .where(
        _L.c.wallet_id == bindparam("wallet_id"),
        _L.c.line < bindparam("before"),
        _L.c.at >= bindparam("since"),
        _L.c.at < bindparam("until"),
    )
    .order_by(_L.c.line.desc())
    .limit(bindparam("limit"))
)
_CLEAR = (Statement(delete(_B)), Statement(delete(_L)))
NEWEST = 1 << 62


class Movement(NamedTuple):
    """What one event did to one wallet: `amount` is signed, minor units; `at` in ms UTC."""

    wallet_id: str
    position: int
    payment_id: str
    at: int
    way: str
    amount: int
    with_whom: str
    returned: bool


def add(db: Connection, movements: list[Movement]) -> None:
    """The next lines of their wallets, and what these have then. A unit of work."""
    ends: dict[str, tuple[int, int]] = {}
    for one in movements:
        if one.wallet_id not in ends:
            ends[one.wallet_id] = balance(db, one.wallet_id)
        before, lines = ends[one.wallet_id]
        ends[one.wallet_id] = after, line = before + one.amount, lines + 1
        db.run(_ADD, **(one._asdict() | {"line": line, "balance": after, "returned": int(one.returned)}))
    for wallet_id, (after, lines) in ends.items():
        db.run(_SET, wallet_id=wallet_id, balance=after, lines=lines)


def balance(db: Connection, wallet_id: str) -> tuple[int, int]:
    """What a wallet has by its lines, and how many there are."""
    row = db.one(_OF, wallet_id=wallet_id)
    return (row["balance"], row["lines"]) if row is not None else (0, 0)


def every(db: Connection) -> list[Row]:
    """The balances of all wallets that ever had a line."""
    return db.all(_EVERY)


def page(db: Connection, wallet_id: str, *, before: int, since: int, until: int, limit: int) -> list[Row]:
    """Lines of a wallet before one (0: the newest), of a period in ms UTC, the newest first."""
    return db.all(_PAGE, wallet_id=wallet_id, before=before or NEWEST, since=since, until=until, limit=limit)


def clear(db: Connection) -> None:
    """Drop everything, to be made again."""
    for statement in _CLEAR:
        db.run(statement)
