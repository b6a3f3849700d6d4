"""Subscribers: who they are, their numbers and balances. A passport is read where a person asked for it, or masked."""

from functools import cache, reduce
from typing import Any, NamedTuple, cast

from sqlalchemy import and_, bindparam, func, insert, select, update

from common.database import Connection, Row, Statement
from provider_app.core.payments import Account
from provider_app.store.sheets import either, turned
from provider_app.store.tables import SUBSCRIBERS

_T = SUBSCRIBERS
_SHOWN = [column for column in _T.c if column.name not in ("passport", "sought")]
_ONE = Statement(select(*_SHOWN).where(_T.c.number == bindparam("number")))
_OF_CONTRACT = Statement(select(*_SHOWN).where(_T.c.contract == bindparam("contract")))
_WHERE = and_(
    _T.c.sought.like(bindparam("pattern"), escape="\\"),
    either("after", "", _T.c.number > bindparam("after")),
    either("tariff", "", _T.c.tariff == bindparam("tariff")),
    either("blocked", -1, _T.c.blocked == bindparam("blocked")),
)
_COUNT = Statement(select(func.count().label("count")).select_from(_T).where(_WHERE))
_OF_TARIFF = Statement(select(_T.c.tariff, func.count().label("count")).group_by(_T.c.tariff))
LONGEST_CONTRACT = 12
_SEPARATORS = (" ", "№", "/", "-")
_PLAIN: Any = reduce(lambda column, mark: func.replace(column, mark, ""), _SEPARATORS, cast(Any, _T.c.passport))
_SAME = func.lower(_PLAIN).in_((bindparam("lower"), bindparam("upper")))
_SAME_PASSPORT = Statement(select(*_SHOWN).where(_SAME).order_by(_T.c.contract))
_PASSPORT = Statement(select(_T.c.passport).where(_T.c.number == bindparam("number")))
_NEWEST = Statement(select(*_SHOWN).where(_T.c.blocked == 0).order_by(_T.c.contract.desc()).limit(1))
_LAST_CONTRACT = Statement(select(func.max(_T.c.contract).label("contract")))
_ADD = Statement(insert(_T))
_EDIT = Statement(
    update(_T)
    .where(_T.c.number == bindparam("of"))
    .values({name: bindparam(name) for name in ("full_name", "email", "sought")})
)
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
    contract: int = 0

    @property
    def account(self) -> Account:
        """What money sees of a subscriber."""
        return Account(self.number, self.balance, self.blocked)


def find(db: Connection, number: str) -> Subscriber | None:
    """One subscriber."""
    row = db.one(_ONE, number=number)
    return _subscriber(row) if row is not None else None


def of_contract(db: Connection, contract: str) -> Subscriber | None:
    """The subscriber of a contract, by its number however many zeros it was typed with."""
    if not (contract.isascii() and contract.isdecimal()) or len(contract) > LONGEST_CONTRACT:
        return None
    row = db.one(_OF_CONTRACT, contract=int(contract))
    return _subscriber(row) if row is not None else None


class Which(NamedTuple):
    """Which subscribers; what is empty (or -1) does not matter."""

    pattern: str = "%"
    after: str = ""
    tariff: str = ""
    blocked: int = -1


def search(
    db: Connection, which: Which, *, order: str = "number", descending: bool = False, offset: int = 0, limit: int
) -> list[tuple[Subscriber, str]]:
    """A page of subscribers with their passports, which the service masks."""
    rows = db.all(_page(order, descending), offset=offset, limit=limit, **which._asdict())
    return [(_subscriber(row), row["passport"]) for row in rows]


def count(db: Connection, which: Which) -> int:
    """How many they are on all pages."""
    row = db.one(_COUNT, **which._asdict())
    return row["count"] if row is not None else 0


def of_tariffs(db: Connection) -> dict[str, int]:
    """How many subscribers each tariff has."""
    return {row["tariff"]: row["count"] for row in db.all(_OF_TARIFF)}


def with_passport(db: Connection, compact: str) -> list[Subscriber]:
    """Who signed with the same passport."""
    return [_subscriber(row) for row in db.all(_SAME_PASSPORT, lower=compact, upper=compact.upper())]


def passport(db: Connection, number: str) -> str:
    """A subscriber's passport, whole."""
    row = db.one(_PASSPORT, number=number)
    return row["passport"] if row is not None else ""


def newest(db: Connection) -> Subscriber | None:
    """Who signed last and is not blocked."""
    row = db.one(_NEWEST)
    return _subscriber(row) if row is not None else None


def add(db: Connection, new: Subscriber, *, passport: str) -> Subscriber:
    """A new subscriber; the number of the contract is the next one."""
    row = db.one(_LAST_CONTRACT)
    made = new._replace(contract=((row["contract"] or 0) if row is not None else 0) + 1)
    db.run(_ADD, **made._asdict(), passport=passport, sought=_sought(made))
    return made


def edit(db: Connection, changed: Subscriber) -> None:
    """Keep the name and the e-mail."""
    db.run(_EDIT, of=changed.number, full_name=changed.full_name, email=changed.email, sought=_sought(changed))


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


def _sought(one: Subscriber) -> str:
    return f"{one.number} {one.full_name} {one.email}".casefold()


@cache
def _page(order: str, descending: bool) -> Statement:
    keys: list[Any] = [_T.c[order]] if order == "number" else [_T.c[order], _T.c.number]
    places = select(_T.c.number).where(_WHERE).order_by(*turned(keys, descending))
    places = places.limit(bindparam("limit")).offset(bindparam("offset"))
    rows = select(*_SHOWN, _T.c.passport).where(_T.c.number.in_(places.scalar_subquery()))
    return Statement(rows.order_by(*turned(keys, descending)))
