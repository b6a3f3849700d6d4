"""Contracts of wallets and of providers that take payments by QR and barcode."""

from sqlalchemy import MetaData, and_, bindparam, func, insert, literal_column, or_, select, update

from common.database import Connection, Row, Statement
from processing_app.store import wallet_tables
from processing_app.store.tables import BALANCES

_METADATA = MetaData()
_W = wallet_tables.wallets(_METADATA)
_A = wallet_tables.acceptances(_METADATA)
_CHANGING = ("name", "phone", "email", "blocked", "per_operation", "per_day", "per_hour", "no_confirmation")
_WALLET = Statement(select(_W).where(_W.c.wallet_id == bindparam("wallet_id")))
_ADD = Statement(insert(_W).values({column.name: bindparam(column.name) for column in _W.columns}))
_CHANGE = Statement(
    update(_W).where(_W.c.wallet_id == bindparam("of")).values({name: bindparam(name) for name in _CHANGING})
)
_FOUND = and_(
    or_(
        bindparam("text") == "",
        func.instr(_W.c.wallet_id, bindparam("start")) == 1,
        func.instr(_W.c.phone, bindparam("start")) == 1,
        func.instr(_W.c.name, bindparam("text")) > 0,
        func.instr(_W.c.name, bindparam("capital")) > 0,
    ),
    or_(bindparam("blocked") == 0, _W.c.blocked != ""),
)
_PAGE = Statement(
    select(_W)
    .where(_FOUND)
    .order_by(literal_column("wallets.rowid").desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
"""In the order in which they were opened, as the table itself has it: a hundred thousand are not sorted for a page."""
_COUNT = Statement(select(func.count().label("found")).select_from(_W).where(_FOUND))
_SUM = Statement(
    select(func.sum(BALANCES.c.amount).label("balance")).where(
        BALANCES.c.account >= "wallet:", BALANCES.c.account < "wallet;"
    )
)
"""Of the accounts that begin with «wallet:», as their index has them."""
_ANY = Statement(select(_W.c.wallet_id).limit(1))
_ANY_EMAIL = Statement(select(_W.c.wallet_id).where(_W.c.email != "").limit(1))
_ACCEPTANCE = Statement(select(_A).where(_A.c.provider_id == bindparam("provider_id")))
_ACCEPTANCES = Statement(select(_A).order_by(_A.c.provider_id))
_OPEN = Statement(insert(_A).values({column.name: bindparam(column.name) for column in _A.columns}))
_TURN = Statement(update(_A).where(_A.c.provider_id == bindparam("of")).values(active=bindparam("active")))


def wallet(db: Connection, number: str) -> Row | None:
    """A wallet's contract by its number."""
    return db.one(_WALLET, wallet_id=number)


def any_wallet(db: Connection) -> bool:
    """Whether there is any at all."""
    return db.one(_ANY) is not None


def any_email(db: Connection) -> bool:
    """Whether any of them has an e-mail."""
    return db.one(_ANY_EMAIL) is not None


def add(db: Connection, **values: object) -> None:
    """A new contract."""
    db.run(_ADD, **values)


def change(db: Connection, row: Row, **values: object) -> None:
    """New terms; what is not given stays."""
    db.run(_CHANGE, of=row["wallet_id"], **{name: values.get(name, row[name]) for name in _CHANGING})


def page(db: Connection, text: str, start: str, *, blocked: bool, limit: int, offset: int) -> tuple[list[Row], int]:
    """Wallets whose name has `text` in it, or whose number or phone begins with `start`; how many there are in all.

    The newest first; every wallet when `text` is empty, only blocked ones if wanted.
    """
    found = {"text": text, "capital": text.capitalize(), "start": start, "blocked": int(blocked)}
    row = db.one(_COUNT, **found)
    assert row is not None
    return db.all(_PAGE, **found, limit=limit, offset=offset), row["found"]


def balance_of_all(db: Connection) -> int:
    """What is in all wallets, minor units."""
    row = db.one(_SUM)
    return (row["balance"] or 0) if row is not None else 0


def acceptance(db: Connection, provider_id: int) -> Row | None:
    """A provider's acceptance of payments by QR and barcode."""
    return db.one(_ACCEPTANCE, provider_id=provider_id)


def acceptances(db: Connection) -> list[Row]:
    """All of them."""
    return db.all(_ACCEPTANCES)


def open_acceptance(db: Connection, provider_id: int, login: str, now: int) -> None:
    """A provider takes them from now on."""
    db.run(_OPEN, provider_id=provider_id, login=login, active=1, made=now)


def turn_acceptance(db: Connection, provider_id: int, *, active: bool) -> None:
    """It takes them no more, or again."""
    db.run(_TURN, of=provider_id, active=int(active))
