"""What comes by QR and barcode, in SQL: the card in force, the payments with their turn, the notices taken."""

from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update

from common.database import Connection, Row, Statement
from common.words import Words
from provider_app.core.accepting import State, Taken
from provider_app.store.tables import ACCEPTANCE, ACCEPTED, NOTICES

_A, _P, _N = ACCEPTANCE.c, ACCEPTED.c, NOTICES.c
_GET = Statement(select(ACCEPTANCE))
_CLEAR = Statement(delete(ACCEPTANCE))
_PUT = Statement(insert(ACCEPTANCE).values({one.name: bindparam(one.name) for one in ACCEPTANCE.columns}))
_TELL = Statement(update(ACCEPTANCE).values(told_url=bindparam("url"), told_code=bindparam("code")))
_POSITION = Statement(update(ACCEPTANCE).values(position=bindparam("to")))
_SHOW = Statement(
    update(ACCEPTANCE).values(
        name=bindparam("now_name"),
        balance=bindparam("now_balance"),
        active=bindparam("now_active"),
        asked_at=bindparam("now_asked_at"),
        trouble="",
    )
)
_TROUBLE = Statement(update(ACCEPTANCE).values(trouble=bindparam("code")))
_ONE = Statement(select(ACCEPTED).where(_P.centre == bindparam("centre"), _P.payment_id == bindparam("payment_id")))
_ADD = Statement(insert(ACCEPTED))
_CHANGED = (
    "way", "state", "amount", "currency", "purpose", "payer", "wallet", "reason", "made_at", "changed_at",
    "waits_until", "due", "asked", "full", "done",
)  # fmt: skip
_CHANGE = Statement(
    update(ACCEPTED)
    .where(_P.centre == bindparam("of_centre"), _P.payment_id == bindparam("of_payment"))
    .values({name: bindparam(f"to_{name}") for name in _CHANGED})
)
_LAST_DONE = Statement(select(func.max(_P.done).label("last")).where(_P.centre == bindparam("centre")))
_DUE = Statement(
    select(ACCEPTED)
    .where(_P.centre == bindparam("centre"), _P.due > 0, _P.due <= bindparam("now"))
    .order_by(_P.due)
    .limit(bindparam("limit"))
)
_NEXT = Statement(select(func.min(_P.due).label("next")).where(_P.centre == bindparam("centre"), _P.due > 0))
_DONE = Statement(
    select(ACCEPTED)
    .where(_P.centre == bindparam("centre"), _P.done > bindparam("after"))
    .order_by(_P.done)
    .limit(bindparam("limit"))
)
_NOTICE = Statement(select(NOTICES).where(_N.centre == bindparam("centre"), _N.news_id == bindparam("news_id")))
_LAST_NOTICE = Statement(select(func.max(_N.sequence).label("last")).where(_N.centre == bindparam("centre")))
_TAKE = Statement(insert(NOTICES))


class Acceptance(NamedTuple):
    """The card in force. `position` is how far the centre's payments were read, `trouble` the code of the last silence.

    `contract` is whose centre may read the register of what came; 0 is the only one there is.
    """

    generation: int
    issuer: str
    number: str
    url: str
    centre: Words
    contract: int
    imported_at: int
    told_url: str
    told_code: str
    position: str
    name: str
    balance: int
    active: bool
    asked_at: int
    trouble: str

    @property
    def key(self) -> str:
        """Whose payments and notices are meant: a centre's provider."""
        return f"{self.issuer}/{self.number}"


def acceptance(db: Connection) -> Acceptance | None:
    """The card that was imported last."""
    row = db.one(_GET)
    if row is None:
        return None
    plain = {name: row[name] for name in Acceptance._fields if name != "centre"}
    return Acceptance(centre=Words(row["centre_ru"], row["centre_en"]), **{**plain, "active": bool(row["active"])})


def put(db: Connection, one: Acceptance) -> None:
    """This card instead of the one before."""
    values = one._asdict()
    centre: Words = values.pop("centre")
    db.run(_CLEAR)
    db.run(_PUT, id=1, centre_ru=centre.ru, centre_en=centre.en, **{**values, "active": int(one.active)})


def told(db: Connection, url: str, code: str) -> None:
    """The centre was told where to notify, or could not be."""
    db.run(_TELL, url=url, code=code)


def read_up_to(db: Connection, position: str) -> None:
    """How far the centre's payments were read."""
    db.run(_POSITION, to=position)


def shown(db: Connection, name: str, balance: int, *, active: bool, at: int) -> None:
    """What the centre says of us."""
    db.run(_SHOW, now_name=name, now_balance=balance, now_active=int(active), now_asked_at=at)


def trouble(db: Connection, code: str) -> None:
    """Why the centre could not be asked."""
    db.run(_TROUBLE, code=code)


def find(db: Connection, centre: str, payment_id: str) -> Taken | None:
    """One payment."""
    row = db.one(_ONE, centre=centre, payment_id=payment_id)
    return None if row is None else taken(row)


def save(db: Connection, centre: str, one: Taken) -> None:
    """A payment as it is now; the moment it is done it gets its number."""
    row = db.one(_ONE, centre=centre, payment_id=one.payment_id)
    done = row["done"] if row is not None else None
    if one.state is State.DONE and done is None:
        last = db.one(_LAST_DONE, centre=centre)
        done = 1 + ((last["last"] if last is not None else None) or 0)
    values: dict[str, Any] = {**asdict(one), "state": one.state.value, "full": int(one.full), "done": done}
    if row is None:
        db.run(_ADD, centre=centre, **values)
    else:
        changed = {f"to_{name}": values[name] for name in _CHANGED}
        db.run(_CHANGE, of_centre=centre, of_payment=one.payment_id, **changed)


def due(db: Connection, centre: str, *, now: int, limit: int) -> list[Taken]:
    """Payments the centre is to be asked about now."""
    return [taken(row) for row in db.all(_DUE, centre=centre, now=now, limit=limit)]


def next_due(db: Connection) -> int:
    """When the centre is to be asked about a payment next; 0 when nothing waits."""
    card = acceptance(db)
    row = db.one(_NEXT, centre=card.key) if card is not None else None
    return (row["next"] or 0) if row is not None else 0


def done(db: Connection, centre: str, *, after: int, limit: int) -> list[tuple[int, Taken]]:
    """Payments that are done, in the order in which that became known, each with its number."""
    return [(row["done"], taken(row)) for row in db.all(_DONE, centre=centre, after=after, limit=limit)]


def notice_digest(db: Connection, centre: str, news_id: str) -> str | None:
    """The digest of a notice that was taken before."""
    row = db.one(_NOTICE, centre=centre, news_id=news_id)
    return None if row is None else str(row["digest"])


def last_notice(db: Connection, centre: str) -> int:
    """The number of the last notice that was taken; 0 before the first."""
    row = db.one(_LAST_NOTICE, centre=centre)
    return (row["last"] or 0) if row is not None else 0


def take_notice(db: Connection, centre: str, news_id: str, *, sequence: int, digest: str, at: int) -> None:
    """Remember a notice: none with its number or an earlier one is taken again."""
    db.run(_TAKE, centre=centre, news_id=news_id, sequence=sequence, digest=digest, at=at)


def taken(row: Row) -> Taken:
    """A row as the rules see it."""
    plain = {name: row[name] for name in Taken.__slots__ if name not in ("state", "full")}
    return Taken(state=State(row["state"]), full=bool(row["full"]), **plain)
