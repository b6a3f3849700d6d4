"""What persons decided about payments, as rows: append-only, read with a payment's story and the queue of reviews."""

from sqlalchemy import bindparam, func, insert, select

from common.database import Connection, Row, Statement
from processing_app.store.tables import ALARMS, DECISIONS

RETRIED = "retried"
NOTED = "noted"
_D = DECISIONS.c
_ADD = Statement(insert(DECISIONS))
_OF_PAYMENT = Statement(select(DECISIONS).where(_D.payment_id == bindparam("payment_id")).order_by(_D.id))
_RETRIED = Statement(
    select(_D.task_id, func.count().label("number")).where(_D.kind == bindparam("kind")).group_by(_D.task_id)
)
_NOTES = Statement(
    select(_D.task_id, _D.reason, func.max(_D.id).label("last")).where(_D.kind == bindparam("kind")).group_by("task_id")
)
_SET_ASIDE = Statement(
    select(ALARMS.c.about, func.max(ALARMS.c.at).label("at"))
    .where(ALARMS.c.about.like("payment:%"))
    .group_by(ALARMS.c.about)
)


def add(db: Connection, *, at: int, payment_id: str, task_id: int, kind: str, principal: str, reason: str) -> None:
    """Write down who decided what, and why."""
    db.run(_ADD, at=at, payment_id=payment_id, task_id=task_id, kind=kind, principal=principal, reason=reason)


def of_payment(db: Connection, payment_id: str) -> list[Row]:
    """Everything that was decided about a payment, in order."""
    return db.all(_OF_PAYMENT, payment_id=payment_id)


def retried(db: Connection) -> dict[int, int]:
    """How often a person tried each task again."""
    return {row["task_id"]: row["number"] for row in db.all(_RETRIED, kind=RETRIED)}


def notes(db: Connection) -> dict[int, str]:
    """The last note on each task."""
    return {row["task_id"]: row["reason"] for row in db.all(_NOTES, kind=NOTED)}


def set_aside(db: Connection) -> dict[str, int]:
    """When each payment was last set aside for a person, from the alarms it made."""
    return {row["about"].partition(":")[2]: row["at"] for row in db.all(_SET_ASIDE)}
