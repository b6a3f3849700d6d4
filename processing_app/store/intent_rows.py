"""The projections of intents and of attempts to pay them: a row each, changed in the commit of every event of it."""

from typing import Any, NamedTuple

from sqlalchemy import MetaData, Table, bindparam, delete, func, literal_column, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Row, Statement
from processing_app.store.intent_tables import intents, payments

_I = intents(MetaData())
_P = payments(MetaData())
_NOTHING: Any = literal_column("''")
_NEVER: Any = literal_column("0")
"""As they stand in the partial indexes, which a parameter could not match."""
_CHANGED = ("status", "version", "changed", "stopped", "wake_at", "kiosk_code")
_PAYMENT_CHANGED = (
    "status", "failure", "reference", "changed", "held", "captured", "refunded", "refund_held", "chargeback_held",
)  # fmt: skip


def _put(table: Table, key: tuple[str, ...], changed: tuple[str, ...]) -> Statement:
    """A row as it is now: one statement for new rows and changed ones, so that a group writes them in their order."""
    new = insert(table).values({column.name: bindparam(column.name) for column in table.columns})
    now = {name: new.excluded[name] for name in changed}
    return Statement(new.on_conflict_do_update(index_elements=[table.c[name] for name in key], set_=now))


_PUT = _put(_I, ("intent_id",), _CHANGED)
_PUT_PAYMENT = _put(_P, ("intent_id", "n"), _PAYMENT_CHANGED)
_ONE = Statement(select(_I).where(_I.c.intent_id == bindparam("intent_id")))
_BY_EXTERNAL_ID = Statement(
    select(_I.c.intent_id).where(
        _I.c.external_id != _NOTHING, _I.c.shop_id == bindparam("shop_id"), _I.c.external_id == bindparam("external_id")
    ),
    keyed=True,
)
_BY_KIOSK_CODE = Statement(
    select(_I.c.intent_id).where(_I.c.kiosk_code != _NOTHING, _I.c.kiosk_code == bindparam("kiosk_code"))
)
_TO_WAKE = Statement(
    select(_I.c.intent_id)
    .where(_I.c.wake_at > _NEVER, _I.c.wake_at <= bindparam("now"))
    .order_by(_I.c.wake_at)
    .limit(bindparam("limit"))
)
_SLEEP = Statement(update(_I).where(_I.c.intent_id == bindparam("of")).values(wake_at=bindparam("wake_at")))
_PAYMENTS_OF = Statement(select(_P).where(_P.c.intent_id == bindparam("intent_id")).order_by(_P.c.n))
_HELD = Statement(select(func.sum(_P.c.held + _P.c.refund_held + _P.c.chargeback_held).label("held")))
_HELD_OF = Statement(
    select(
        func.coalesce(func.sum(_P.c.held), 0).label("authorized"),
        func.coalesce(func.sum(_P.c.refund_held), 0).label("refunds"),
        func.coalesce(func.sum(_P.c.chargeback_held), 0).label("chargebacks"),
    )
    .join(_I, _I.c.intent_id == _P.c.intent_id)
    .where(
        or_(_P.c.held > _NEVER, _P.c.refund_held > _NEVER, _P.c.chargeback_held > _NEVER),
        _I.c.pos_id == bindparam("pos_id"),
    )
)
_EVERY = Statement(
    select(_I).where(_I.c.position > bindparam("after")).order_by(_I.c.position).limit(bindparam("limit"))
)
_EVERY_PAYMENT = Statement(
    select(_P).where(_P.c.position > bindparam("after")).order_by(_P.c.position).limit(bindparam("limit"))
)
_CLEAR, _CLEAR_PAYMENTS = Statement(delete(_I)), Statement(delete(_P))


class Held(NamedTuple):
    """What is held of one POS's payments, refunds and disputes, in minor units."""

    authorized: int
    refunds: int
    chargebacks: int


def external(shop_id: str, external_id: str) -> tuple[str, str]:
    """What an intent that this group has only gathered is asked for by."""
    return (shop_id, external_id)


def put(db: Connection, key: tuple[str, str] | None, **values: Any) -> None:
    """An intent as it is now; the row joins the group's. `key` is `external` of a new one with a shop's number.

    `position` counts for a new row only, as everything else that never changes.
    """
    db.gather(_PUT, key, **values)


def put_payment(db: Connection, **values: Any) -> None:
    """An attempt as it is now; the row joins the group's. `position` as in `put`."""
    db.gather(_PUT_PAYMENT, **values)


def one(db: Connection, intent_id: str) -> Row | None:
    """The row of one intent."""
    return db.one(_ONE, intent_id=intent_id)


def by_external_id(db: Connection, shop_id: str, external_id: str) -> str | None:
    """The intent that a shop gave this number to."""
    db.settle(external(shop_id, external_id))
    row = db.one(_BY_EXTERNAL_ID, shop_id=shop_id, external_id=external_id)
    return row["intent_id"] if row is not None else None


def by_kiosk_code(db: Connection, kiosk_code: str) -> str | None:
    """The open intent that is paid at a kiosk by this code."""
    row = db.one(_BY_KIOSK_CODE, kiosk_code=kiosk_code)
    return row["intent_id"] if row is not None else None


def to_wake(db: Connection, now: int, limit: int) -> list[str]:
    """The intents to which time does something now, the longest overdue first."""
    return [row["intent_id"] for row in db.all(_TO_WAKE, now=now, limit=limit)]


def sleep(db: Connection, intent_id: str, wake_at: int) -> None:
    """Nothing has happened to an intent, but it is to be woken at another time; 0: never."""
    db.run(_SLEEP, of=intent_id, wake_at=wake_at)


def payments_of(db: Connection, intent_id: str) -> list[Row]:
    """The attempts to pay an intent, in order."""
    return db.all(_PAYMENTS_OF, intent_id=intent_id)


def held(db: Connection) -> int:
    """The sum of all holds of shops' payments, refunds and chargebacks, minor units."""
    row = db.one(_HELD)
    return (row["held"] or 0) if row is not None else 0


def held_of(db: Connection, pos_id: str) -> Held:
    """What is held for one POS; only the payments that have something held are looked at."""
    row = db.one(_HELD_OF, pos_id=pos_id)
    assert row is not None
    return Held(row["authorized"], row["refunds"], row["chargebacks"])


def every(db: Connection, after: int, limit: int) -> list[Row]:
    """All intents in order, a page."""
    return db.all(_EVERY, after=after, limit=limit)


def every_payment(db: Connection, after: int, limit: int) -> list[Row]:
    """All attempts in order, a page."""
    return db.all(_EVERY_PAYMENT, after=after, limit=limit)


def clear(db: Connection) -> None:
    """Drop both projections, to be made again."""
    db.run(_CLEAR)
    db.run(_CLEAR_PAYMENTS)
