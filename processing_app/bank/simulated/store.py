"""What the simulated bank keeps in bank.db: payments that it heard of, everything it did, its mood. No card's data."""

from typing import NamedTuple

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, MetaData, String, Table, insert, select, update
from sqlalchemy import bindparam as named

from common.database import Connection, Row, Statement
from processing_app.bank.simulated.moods import Mood, Set

TABLES = MetaData()
_PAYMENTS = Table(
    "payments",
    TABLES,
    Column("id", String, primary_key=True),
    Column("bank", String, nullable=False),
    Column("means", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("shop", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("failure", String, nullable=False),
    Column("captured", Integer, nullable=False),
    Column("refunded", Integer, nullable=False),
    Column("secure", String, nullable=False),
    Column("eci", String, nullable=False),
    Column("challenge", String, nullable=False),
    Column("tag", String, nullable=False),
    Column("until", Integer, nullable=False),
    Column("proof", String, nullable=False),
    Column("proven", Boolean, nullable=False),
    Column("tries", Integer, nullable=False),
    CheckConstraint("captured <= amount AND refunded <= captured AND refunded >= 0", name="never_above"),
)
Index("by_challenge", _PAYMENTS.c.challenge)
_ACTS = Table(
    "acts",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("bank", String, nullable=False),
    Column("operation", String, nullable=False),
    Column("operation_id", String, nullable=False),
    Column("payment", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("failure", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("at", Integer, nullable=False),
)
Index("once", _ACTS.c.operation_id, _ACTS.c.operation, unique=True)
Index("of_payment", _ACTS.c.payment)
_MOODS = Table(
    "moods",
    TABLES,
    Column("bank", String, primary_key=True),
    Column("mood", String, nullable=False),
    Column("pause_ms", Integer, nullable=False),
    Column("times", Integer, nullable=False),
)

_ADD = Statement(insert(_PAYMENTS))
_FIND = Statement(select(_PAYMENTS).where(_PAYMENTS.c.id == named("id")))
_CHALLENGED = Statement(select(_PAYMENTS).where(_PAYMENTS.c.challenge == named("challenge")))
_WAITING = Statement(select(_PAYMENTS).where(_PAYMENTS.c.means == "link", _PAYMENTS.c.verdict == "pending"))
_CHANGE = Statement(
    update(_PAYMENTS)
    .where(_PAYMENTS.c.id == named("of"))
    .values(
        {
            name: named(name)
            for name in ("verdict", "failure", "captured", "refunded", "eci", "proof", "proven", "tries")
        }
    )
)
_ACT = Statement(insert(_ACTS))
_DONE = Statement(
    select(_ACTS).where(_ACTS.c.operation_id == named("operation_id"), _ACTS.c.operation == named("operation"))
)
_RECENT = Statement(select(_ACTS).order_by(_ACTS.c.number.desc()).limit(named("limit")))
_OF_PAYMENT = Statement(select(_ACTS).where(_ACTS.c.payment == named("payment")).order_by(_ACTS.c.number.desc()))
_MOOD_ADD = Statement(insert(_MOODS))
_MOOD_CHANGE = Statement(
    update(_MOODS)
    .where(_MOODS.c.bank == named("of"))
    .values(mood=named("mood"), pause_ms=named("pause_ms"), times=named("times"))
)
_MOOD_ALL = Statement(select(_MOODS))


class Heard(NamedTuple):
    """A payment as the bank knows it.

    `verdict` is pending, approved, refused, cancelled or fenced: a fenced id was given back before it was heard of.
    `challenge` is what the payer's page is found by, `proof` what it gave him for a yes or a no (`proven`).
    """

    id: str
    bank: str
    means: str
    amount: int
    currency: str
    shop: str
    verdict: str
    failure: str = ""
    captured: int = 0
    refunded: int = 0
    secure: str = ""
    eci: str = ""
    challenge: str = ""
    tag: str = ""
    until: int = 0
    proof: str = ""
    proven: bool = False
    tries: int = 0


class Act(NamedTuple):
    """Something the bank did or refused, in minor units; `at` in milliseconds UTC."""

    number: int
    bank: str
    operation: str
    operation_id: str
    payment: str
    amount: int
    failure: str
    reference: str
    at: int


def add(db: Connection, heard: Heard) -> Heard:
    """The bank hears of a payment."""
    db.run(_ADD, **heard._asdict())
    return heard


def change(db: Connection, heard: Heard) -> Heard:
    """A payment as it is now."""
    values = heard._asdict()
    changed = {name: values[name] for name in _CHANGE.names if name != "of"}
    db.run(_CHANGE, of=heard.id, **changed)
    return heard


def find(db: Connection, payment: str) -> Heard | None:
    """What is known of a payment."""
    return _heard(db.one(_FIND, id=payment))


def challenged(db: Connection, challenge: str) -> Heard | None:
    """Whose page this is."""
    return _heard(db.one(_CHALLENGED, challenge=challenge)) if challenge else None


def waiting(db: Connection) -> list[Heard]:
    """Payments by link whose payer has not confirmed."""
    return [one for row in db.all(_WAITING) if (one := _heard(row)) is not None]


def act(db: Connection, bank: str, operation: str, operation_id: str, payment: str, amount: int, failure: str,
        reference: str, at: int) -> None:  # fmt: skip
    """It did, or refused, an operation: once and for ever."""
    db.run(
        _ACT, bank=bank, operation=operation, operation_id=operation_id, payment=payment, amount=amount,
        failure=failure, reference=reference, at=at,
    )  # fmt: skip


def done(db: Connection, operation: str, operation_id: str) -> Act | None:
    """What it did under this id before."""
    row = db.one(_DONE, operation=operation, operation_id=operation_id)
    return Act._make(tuple(row)) if row is not None else None


def acts(db: Connection, payment: str, limit: int) -> list[Act]:
    """The newest acts, or all of one payment."""
    rows = db.all(_OF_PAYMENT, payment=payment) if payment else db.all(_RECENT, limit=limit)
    return [Act._make(tuple(row)) for row in rows]


def moods(db: Connection) -> dict[str, Set]:
    """The mood of each bank that has one."""
    return {row["bank"]: Set(Mood(row["mood"]), row["pause_ms"], row["times"]) for row in db.all(_MOOD_ALL)}


def set_mood(db: Connection, bank: str, mood: Set) -> None:
    """It stays so until it passes or is changed, over restarts too."""
    values = {"mood": mood.mood.value, "pause_ms": mood.pause_ms, "times": mood.times}
    if db.run(_MOOD_CHANGE, of=bank, **values) == 0:
        db.run(_MOOD_ADD, bank=bank, **values)


def _heard(row: Row | None) -> Heard | None:
    return Heard._make(tuple(row)) if row is not None else None
