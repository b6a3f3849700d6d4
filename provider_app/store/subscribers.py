"""Subscribers: who they are, their numbers and balances. A passport is written here and read by no list."""

from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update

from common.database import Connection, Row, Statement
from provider_app.core.payments import Account
from provider_app.store.tables import SUBSCRIBERS

_T = SUBSCRIBERS
_SHOWN = [column for column in _T.c if column.name not in ("passport", "sought")]
_ONE = Statement(select(*_SHOWN).where(_T.c.number == bindparam("number")))
_FOUND = Statement(
    select(*_SHOWN)
    .where(_T.c.sought.like(bindparam("pattern"), escape="\\"), _T.c.number > bindparam("after"))
    .order_by(_T.c.number)
    .limit(bindparam("limit"))
)
_ADD = Statement(insert(_T))
_BALANCE = Statement(update(_T).where(_T.c.number == bindparam("of")).values(balance=bindparam("balance")))
_BLOCKED = Statement(update(_T).where(_T.c.number == bindparam("of")).values(blocked=bindparam("blocked")))
_NEWS = Statement(update(_T).where(_T.c.number == bindparam("of")).values(news_url=bindparam("news_url")))


class Subscriber(NamedTuple):
    """A subscriber without what only the contract on paper needs."""

    number: str
    full_name: str
    email: str
    tariff: str
    balance: int
    blocked: bool
    news_url: str
    signed_at: int

    @property
    def account(self) -> Account:
        """What money sees of a subscriber."""
        return Account(self.number, self.balance, self.blocked)


def find(db: Connection, number: str) -> Subscriber | None:
    """One subscriber."""
    row = db.one(_ONE, number=number)
    return _subscriber(row) if row is not None else None


def search(db: Connection, words: str, *, after: str, limit: int) -> list[Subscriber]:
    """Subscribers whose number, name or e-mail holds the words, by number."""
    sought = words.casefold().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [_subscriber(row) for row in db.all(_FOUND, pattern=f"%{sought}%", after=after, limit=limit)]


def add(db: Connection, new: Subscriber, *, passport: str) -> None:
    """A new subscriber."""
    sought = f"{new.number} {new.full_name} {new.email}".casefold()
    db.run(_ADD, **new._asdict(), passport=passport, sought=sought)


def set_balance(db: Connection, number: str, balance: int) -> None:
    """The balance after an operation, in that operation's unit of work."""
    db.run(_BALANCE, of=number, balance=balance)


def set_blocked(db: Connection, number: str, *, blocked: bool) -> None:
    """Block or unblock."""
    db.run(_BLOCKED, of=number, blocked=int(blocked))


def set_news_url(db: Connection, number: str, url: str) -> None:
    """Where the subscriber's program wants to hear of credits."""
    db.run(_NEWS, of=number, news_url=url)


def _subscriber(row: Row) -> Subscriber:
    return Subscriber(*(row[name] for name in Subscriber._fields))._replace(blocked=bool(row["blocked"]))
