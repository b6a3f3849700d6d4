"""Balances of ledger accounts: remembered beside the writer, written once a group, bounded below by a CHECK."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Row, Statement
from common.errors import Unavailable
from common.money import RUB
from processing_app.core import ledger
from processing_app.core.ledger import Posting
from processing_app.store.tables import BALANCES

_B = BALANCES.c
_ONE = Statement(select(_B.amount, _B.lowest).where(_B.account == bindparam("account")), keyed=True)
_ALL = Statement(select(BALANCES).order_by(_B.account))
_BESIDES_WALLETS = Statement(
    select(BALANCES).where(or_(_B.account < ledger.WALLET, _B.account >= ledger.WALLET[:-1] + ";")).order_by(_B.account)
)
_CLEAR = Statement(delete(BALANCES))
_upsert = insert(BALANCES).values(
    account=bindparam("account"), currency=bindparam("currency"), amount=bindparam("amount"), lowest=bindparam("lowest")
)
_SET = Statement(
    _upsert.on_conflict_do_update(
        index_elements=[_B.account], set_={"amount": _upsert.excluded.amount, "lowest": _upsert.excluded.lowest}
    )
)


class Book:
    """The balances that the writer remembers, with their lower bounds, and those not yet written."""

    __slots__ = ("amounts", "changed", "lowest")

    def __init__(self) -> None:
        self.amounts: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.changed: set[str] = set()


def of(db: Connection, account: str) -> int:
    """A ledger account's balance in minor units, inside the writer."""
    book = _book(db)
    if account not in book.amounts:
        row = db.one(_ONE, account=account)
        book.amounts[account] = row["amount"] if row is not None else 0
        book.lowest[account] = row["lowest"] if row is not None else ledger.lowest(account, 0)
    return book.amounts[account]


def snapshot(db: Connection, account: str) -> int:
    """A ledger account's committed balance, inside a read."""
    row = db.one(_ONE, account=account)
    return row["amount"] if row is not None else 0


def rows(db: Connection) -> list[Row]:
    """All written balances with their bounds and currencies."""
    return db.all(_ALL)


def every(db: Connection) -> dict[str, int]:
    """All written balances."""
    return {row["account"]: row["amount"] for row in db.all(_ALL)}


def besides_wallets(db: Connection) -> dict[str, int]:
    """The written balances of all accounts but wallets, of which there may be very many."""
    return {row["account"]: row["amount"] for row in db.all(_BESIDES_WALLETS)}


def bound(db: Connection, account: str, lowest: int) -> None:
    """Change how low an account may go (an agent's credit limit)."""
    book = _book(db)
    of(db, account)
    before = book.lowest[account]
    db.undo(lambda: book.lowest.__setitem__(account, before))
    book.lowest[account] = lowest
    _change(db, book, account)


def move(db: Connection, postings: Iterable[Posting]) -> None:
    """Carry out postings; `not_now` when one would take more than there is. Holds are kept with their payments."""
    book = _book(db)
    for posting in postings:
        source, to, amount = posting.source, posting.destination, posting.amount
        if not source.startswith(ledger.HOLDS):
            _add(db, book, source, -amount)
        if not to.startswith(ledger.HOLDS):
            _add(db, book, to, amount)


def forget(db: Connection) -> None:
    """The log went on without this writer: read balances anew."""
    db.memory.pop("book", None)


def rewrite(db: Connection, amounts: dict[str, int], lowest: dict[str, int]) -> None:
    """Replace all balances by recomputed ones."""
    forget(db)
    db.run(_CLEAR)
    for account, amount in amounts.items():
        db.run(_SET, account=account, currency=RUB, amount=amount, lowest=lowest[account])


def _add(db: Connection, book: Book, account: str, amount: int) -> None:
    before = of(db, account)
    after = before + amount
    if after < book.lowest[account] and amount < 0:
        raise Unavailable("not_now", "deposit")
    amounts = book.amounts
    db.undo(lambda: amounts.__setitem__(account, before))
    amounts[account] = after
    _change(db, book, account)


def _change(db: Connection, book: Book, account: str) -> None:
    if not book.changed:
        db.at_commit("balances", lambda: _write(db, book))
        db.undo(book.changed.clear)  # else a group that fails before it is written leaves nobody to write the next
    book.changed.add(account)


def _write(db: Connection, book: Book) -> None:
    for account in book.changed:
        values = {"account": account, "currency": RUB, "amount": book.amounts[account], "lowest": book.lowest[account]}
        db.raw.execute(_SET.sql, _SET.row(values))
    book.changed.clear()


def _book(db: Connection) -> Book:
    book: Book | None = db.memory.get("book")
    if book is None:
        book = db.memory["book"] = Book()
    return book
