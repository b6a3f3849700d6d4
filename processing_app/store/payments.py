"""The projection of payments: a row each, changed in the commit of every event of it."""

from sqlalchemy import bindparam, delete, func, insert, select, update

from common.database import Connection, Row, Statement
from common.status import Status
from processing_app.core.events import PaymentAuthorized
from processing_app.core.payment import Payment
from processing_app.store.tables import EVENTS, PAYMENTS

AUTHORIZED = Status.AUTHORIZED.value
_P = PAYMENTS.c
_ADD = Statement(insert(PAYMENTS))
_CHANGE = Statement(
    update(PAYMENTS)
    .where(_P.position == bindparam("of"))
    .values(
        status=bindparam("status"), held=bindparam("held"), reason=bindparam("reason"),
        reference=bindparam("reference"), changed=bindparam("changed"), attempts=bindparam("attempts"),
        answered_ms=bindparam("answered_ms"),
    )
)  # fmt: skip
_OF_STREAM = Statement(
    select(PAYMENTS)
    .join(EVENTS, EVENTS.c.position == _P.position)
    .where(EVENTS.c.stream == bindparam("stream"), EVENTS.c.version == 1)
)
_OF_AGENT = Statement(
    select(PAYMENTS)
    .where(_P.agent_id == bindparam("agent_id"), _P.position > bindparam("after"))
    .order_by(_P.position)
    .limit(bindparam("limit"))
)
_OF_PROVIDER = Statement(
    select(PAYMENTS)
    .where(_P.provider_id == bindparam("provider_id"), _P.position > bindparam("after"))
    .order_by(_P.position)
    .limit(bindparam("limit"))
)
_BY_ENDING = Statement(
    select(_P.position, _P.payment_id)
    .where(_P.payment_id.like(bindparam("ending")))
    .order_by(_P.position.desc())
    .limit(bindparam("limit"))
)
_EVERY = Statement(
    select(PAYMENTS).where(_P.position > bindparam("after")).order_by(_P.position).limit(bindparam("limit"))
)
_COUNT = Statement(
    select(_P.status, func.count().label("number"), func.sum(_P.amount).label("amount")).group_by(_P.status)
)
_HELD = Statement(select(func.sum(_P.held).label("held")))
_CLEAR = Statement(delete(PAYMENTS))


def add(db: Connection, position: int, terms: PaymentAuthorized, at: int) -> None:
    """A payment was authorized; its row joins the group's."""
    db.gather(
        _ADD, position=position, payment_id=terms.payment_id, number=terms.number, agent_id=terms.agent_id,
        terminal=terms.terminal, provider_id=terms.provider_id, account=terms.account, inserted=terms.inserted,
        agent_fee=terms.agent_fee, amount=terms.amount, processing_fee=terms.processing_fee,
        held=terms.amount + terms.processing_fee, currency=terms.currency, status=AUTHORIZED,
        reason="", reference="", at=at, changed=at, attempts=0, answered_ms=0,
    )  # fmt: skip


def change(db: Connection, position: int, payment: Payment, at: int) -> None:
    """Something happened to a payment."""
    terms = payment.authorized
    held = terms.amount + terms.processing_fee if payment.status is Status.AUTHORIZED else 0
    values = {"status": payment.status.value, "held": held, "reason": payment.reason, "reference": payment.reference}
    db.gather(_CHANGE, of=position, changed=at, **payment.tried._asdict(), **values)


def of_stream(db: Connection, stream: str) -> Row | None:
    """The row of one payment."""
    return db.one(_OF_STREAM, stream=stream)


def of_agent(db: Connection, agent_id: int, after: int, limit: int) -> list[Row]:
    """An agent's payments after a position."""
    return db.all(_OF_AGENT, agent_id=agent_id, after=after, limit=limit)


def of_provider(db: Connection, provider_id: int, after: int, limit: int) -> list[Row]:
    """A provider's payments after a position."""
    return db.all(_OF_PROVIDER, provider_id=provider_id, after=after, limit=limit)


def by_ending(db: Connection, id_ending: str, limit: int) -> list[Row]:
    """Places and ids of the payments whose id ends so; the newest first."""
    return db.all(_BY_ENDING, ending=f"%{id_ending}", limit=limit)


def every(db: Connection, after: int, limit: int) -> list[Row]:
    """All payments in order, a page."""
    return db.all(_EVERY, after=after, limit=limit)


def count(db: Connection) -> list[Row]:
    """How many payments and how much money is in each status."""
    return db.all(_COUNT)


def held(db: Connection) -> int:
    """The sum of all holds, minor units."""
    row = db.one(_HELD)
    return (row["held"] or 0) if row is not None else 0


def clear(db: Connection) -> None:
    """Drop the projection, to be made again."""
    db.run(_CLEAR)
