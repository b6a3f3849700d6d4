"""Payments of wallets: the state that their events make, and a projection of it, a row each. Minor units, ms UTC."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    ColumnElement,
    MetaData,
    Select,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Row, Statement
from common.errors import Broken
from common.principal import Principal
from common.status import Status
from processing_app.core import payment, wallet_payment
from processing_app.core.events import Event, PaymentCaptured
from processing_app.core.payment import Payment
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.store import log
from processing_app.store.tables import EVENTS
from processing_app.store.wallet_tables import payments

_P = payments(MetaData())
_NEVER: Any = literal_column("0")
"""As it stands in the partial indexes, which a parameter could not match."""
_CHANGED = ("status", "version", "reason", "reference", "held", "confirm_until", "changed", "ended")
_new = insert(_P).values({column.name: bindparam(column.name) for column in _P.columns})
_PUT = Statement(
    _new.on_conflict_do_update(index_elements=[_P.c.payment_id], set_={name: _new.excluded[name] for name in _CHANGED})
)
_shown = select(_P, EVENTS.c.data).join(EVENTS, EVENTS.c.position == _P.c.position)
_ONE = Statement(_shown.where(_P.c.payment_id == bindparam("payment_id")))
_BY_ENDING = Statement(
    select(_P.c.position, _P.c.payment_id)
    .where(_P.c.payment_id.like(bindparam("ending")))
    .order_by(_P.c.position.desc())
    .limit(bindparam("limit"))
)


def _newest(of_side: ColumnElement[bool]) -> Select[tuple[int]]:
    """Places of one side's newest payments before a position."""
    mine = select(_P.c.position).where(of_side, _P.c.position < bindparam("before"))
    newest = mine.order_by(_P.c.position.desc()).limit(bindparam("limit")).subquery()
    return select(newest.c.position)


_sent = _newest(_P.c.sender == bindparam("side"))
_got = _newest(and_(_P.c.recipient == bindparam("side"), _P.c.ended > _NEVER))
_own = union_all(_sent, _got).subquery()
_OWN = Statement(
    _shown.join(_own, _own.c.position == _P.c.position).order_by(_P.c.position.desc()).limit(bindparam("limit"))
)
_DONE = Statement(
    _shown.where(_P.c.recipient == bindparam("recipient"), _P.c.ended > _NEVER, _P.c.ended > bindparam("after"))
    .order_by(_P.c.ended)
    .limit(bindparam("limit"))
)
_WAITING = Statement(
    _shown.where(_P.c.confirm_until > _NEVER, _P.c.confirm_until > bindparam("now"), _P.c.sender == bindparam("sender"))
    .order_by(_P.c.position)
    .limit(bindparam("limit"))
)
_UNCONFIRMED = Statement(
    select(func.count().label("number")).where(_P.c.confirm_until > _NEVER, _P.c.confirm_until > bindparam("now"))
)
_EXPIRED = Statement(
    select(_P.c.payment_id)
    .where(
        _P.c.confirm_until > _NEVER,
        or_(_P.c.confirm_until <= bindparam("now"), _P.c.confirm_until > bindparam("furthest")),
    )
    .order_by(_P.c.confirm_until)
    .limit(bindparam("limit"))
)
_HELD = Statement(select(func.sum(_P.c.held).label("held")).where(_P.c.held > _NEVER))
_EVERY = Statement(
    select(_P).where(_P.c.position > bindparam("after")).order_by(_P.c.position).limit(bindparam("limit"))
)
_CLEAR = Statement(delete(_P))
_STARTED = msgspec.json.Decoder(WalletPaymentStarted)


class Shown(NamedTuple):
    """A payment as its row has it, with what it began with."""

    row: Row
    began: WalletPaymentStarted


def stream(payment_of: WalletPaymentStarted) -> str:
    """Where a payment's events stand."""
    of = log.transfer if payment_of.way in wallet_payment.TRANSFERS else log.intent
    return of(payment_of.payment_id)


def load(db: Connection, payment_id: str) -> Payment | None:
    """A wallet's payment as its events make it, in a unit of work or a read; None when nothing has this id.

    Broken `payment_id_reused` when a kiosk's payment has it.
    """
    history = log.load_either(db, log.intent(payment_id), log.transfer(payment_id))
    if not history:
        return None
    if not isinstance(history[0].event, WalletPaymentStarted):
        raise Broken("payment_id_reused", payment_id)
    state = payment.NEW
    for stored in history:
        state = payment.evolve(state, stored.event, stored.at)
    return state


def save(db: Connection, before: Payment, events: Sequence[Event], who: Principal, now: int) -> Payment:
    """Append what happens to a payment, move its money and change its row; the payment after it. A unit of work."""
    after = before
    for event in events:
        after = payment.evolve(after, event, now)
    first = log.save(db, stream(after.of_wallet), before.version, events, who, now)
    done = [place for place, event in enumerate(events, first) if isinstance(event, PaymentCaptured)]
    put(db, after, first, now, ended=done[0] if done else 0)
    return after


def put(db: Connection, state: Payment, position: int, changed: int, *, ended: int = 0) -> None:
    """The row of a payment as it is now; it joins the group's. `position` counts for a new one only."""
    began = state.of_wallet
    db.gather(
        _PUT, None,
        position=position, payment_id=began.payment_id, number=began.number, way=began.way, sender=began.sender,
        recipient=began.recipient, amount=began.amount, currency=began.currency, at=state.at,
        **now(state), changed=changed, ended=ended,
    )  # fmt: skip


def now(state: Payment) -> dict[str, int | str]:
    """What of a payment's row changes with its events, besides when it changed and where it ended."""
    waits = wallet_payment.is_waiting(state)
    return {
        "status": state.status.value, "version": state.version,
        "reason": state.failure if state.status is Status.FAILED else state.reason, "reference": state.reference,
        "held": state.held, "confirm_until": state.of_wallet.confirm_until if waits else 0,
    }  # fmt: skip


def look(db: Connection, payment_id: str) -> Shown | None:
    """One payment, in a read."""
    row = db.one(_ONE, payment_id=payment_id)
    return _with_beginning(row) if row is not None else None


def of_wallet(db: Connection, number: str, before: int, limit: int) -> list[Shown]:
    """What a wallet has asked for, and what has come to it from others, newest first before a position."""
    return [_with_beginning(row) for row in db.all(_OWN, side=f"wallet:{number}", before=before, limit=limit)]


def done_to(db: Connection, recipient: str, after: int, limit: int) -> list[Shown]:
    """Payments whose money has come to a recipient, in that order, after a position."""
    return [_with_beginning(row) for row in db.all(_DONE, recipient=recipient, after=after, limit=limit)]


def waiting(db: Connection, number: str, now: int, limit: int) -> list[Shown]:
    """Charges of a wallet that wait for its holder's word still."""
    return [_with_beginning(row) for row in db.all(_WAITING, sender=f"wallet:{number}", now=now, limit=limit)]


def unconfirmed(db: Connection, now: int) -> int:
    """How many charges of all wallets wait for their holders' word still."""
    row = db.one(_UNCONFIRMED, now=now)
    return row["number"] if row is not None else 0


def expired(db: Connection, now: int, limit: int) -> list[str]:
    """Payments whose payer has not said a word in time, the longest overdue first.

    One that would wait for longer than any does began under a clock that was set back since.
    """
    furthest = now + wallet_payment.FURTHEST_MS
    return [row["payment_id"] for row in db.all(_EXPIRED, now=now, furthest=furthest, limit=limit)]


def by_ending(db: Connection, id_ending: str, limit: int) -> list[Row]:
    """Places and ids of the payments whose id ends so; the newest first."""
    return db.all(_BY_ENDING, ending=f"%{id_ending}", limit=limit)


def held(db: Connection) -> int:
    """The sum of all holds, minor units."""
    row = db.one(_HELD)
    return (row["held"] or 0) if row is not None else 0


def every(db: Connection, after: int, limit: int) -> list[Row]:
    """All payments in order, a page."""
    return db.all(_EVERY, after=after, limit=limit)


def clear(db: Connection) -> None:
    """Drop the projection, to be made again."""
    db.run(_CLEAR)


def _with_beginning(row: Row) -> Shown:
    return Shown(row, _STARTED.decode(row["data"]))
