"""What providers told: their news as it came, the balances they named, and whether they know our address."""

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from common.database import Connection, Row, Statement
from consumer_app.store.tables import ADDRESSES, BALANCES, CONTRACT_IDS, NEWS

_ADD = Statement(insert(NEWS))
_ONE = Statement(select(NEWS).where(NEWS.c.contract == bindparam("contract"), NEWS.c.news_id == bindparam("news_id")))
_BY_TIME = (NEWS.c.heard_at.desc(), NEWS.c.news_id.desc())
_NEWEST = Statement(select(NEWS).order_by(*_BY_TIME).limit(bindparam("limit")))
_OF = Statement(
    select(NEWS).where(NEWS.c.contract == bindparam("contract")).order_by(*_BY_TIME).limit(bindparam("limit"))
)
_BETWEEN = Statement(
    select(NEWS).where(
        NEWS.c.contract == bindparam("contract"),
        NEWS.c.heard_at >= bindparam("since"),
        NEWS.c.heard_at < bindparam("until"),
    )
)
_BALANCES = Statement(select(BALANCES))
_NEW_BALANCE = insert_or_update(BALANCES).values(
    contract=bindparam("contract"), balance=bindparam("balance"), at=bindparam("at")
)
_SET_BALANCE = Statement(
    _NEW_BALANCE.on_conflict_do_update(
        index_elements=[BALANCES.c.contract],
        set_={"balance": _NEW_BALANCE.excluded.balance, "at": _NEW_BALANCE.excluded.at},
        where=BALANCES.c.at <= _NEW_BALANCE.excluded.at,
    )
)
_FORGET_BALANCE = Statement(delete(BALANCES).where(BALANCES.c.contract == bindparam("contract")))
_ADDRESSES = Statement(select(ADDRESSES))
_NEW_ADDRESS = insert_or_update(ADDRESSES).values(
    contract=bindparam("contract"), url=bindparam("url"), code=bindparam("code")
)
_SET_ADDRESS = Statement(
    _NEW_ADDRESS.on_conflict_do_update(
        index_elements=[ADDRESSES.c.contract],
        set_={"url": _NEW_ADDRESS.excluded.url, "code": _NEW_ADDRESS.excluded.code},
    )
)
_FORGET_ADDRESS = Statement(delete(ADDRESSES).where(ADDRESSES.c.contract == bindparam("contract")))
_LAST_ID = Statement(select(func.max(CONTRACT_IDS.c.id).label("id")))
_TAKE_ID = Statement(insert(CONTRACT_IDS))


def body_of(db: Connection, contract: str, news_id: str) -> bytes | None:
    """The piece of news with this id, as it came."""
    row = find(db, contract, news_id)
    return bytes(row["body"]) if row is not None else None


def find(db: Connection, contract: str, news_id: str) -> Row | None:
    """The piece of news with this id."""
    return db.one(_ONE, contract=contract, news_id=news_id)


def between(db: Connection, contract: str, since: int, until: int) -> list[Row]:
    """The news heard in [since, until)."""
    return db.all(_BETWEEN, contract=contract, since=since, until=until)


def add(db: Connection, contract: str, news_id: str, body: bytes, now: int) -> None:
    """Keep a piece of news."""
    db.run(_ADD, contract=contract, news_id=news_id, body=body, heard_at=now)


def newest(db: Connection, contract: str, limit: int) -> list[Row]:
    """The newest news, of one contract or of all."""
    return db.all(_OF, contract=contract, limit=limit) if contract else db.all(_NEWEST, limit=limit)


def balances(db: Connection) -> dict[str, tuple[int, int]]:
    """The last balance heard of by contract, and when it was so."""
    return {row["contract"]: (row["balance"], row["at"]) for row in db.all(_BALANCES)}


def set_balance(db: Connection, contract: str, balance: int, at: int) -> None:
    """A balance as a provider named it; one of an earlier moment changes nothing."""
    db.run(_SET_BALANCE, contract=contract, balance=balance, at=at)


def forget_balance(db: Connection, contract: str) -> None:
    """What was heard was about another number."""
    db.run(_FORGET_BALANCE, contract=contract)


def addresses(db: Connection) -> dict[str, tuple[str, str]]:
    """By contract: our address as the provider was last offered it, and the code of what was in the way, if any."""
    return {row["contract"]: (row["url"], row["code"]) for row in db.all(_ADDRESSES)}


def set_address(db: Connection, contract: str, url: str, code: str) -> None:
    """The provider was told our address, or could not be."""
    db.run(_SET_ADDRESS, contract=contract, url=url, code=code)


def forget_address(db: Connection, contract: str) -> None:
    """Tell the provider our address anew."""
    db.run(_FORGET_ADDRESS, contract=contract)


def take_contract_id(db: Connection, above: int) -> int:
    """An id that no contract ever had, whatever has happened to the file."""
    row = db.one(_LAST_ID)
    taken: int = 1 + max(above, (row["id"] if row is not None else None) or 0)
    db.run(_TAKE_ID, id=taken)
    return taken
