"""A shift's money: what came in, where it is, and whether sessions and the cassette agree with it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from agent_terminal.core.payment import CASH_RETURNED, State
from agent_terminal.store import shift as store
from agent_terminal.store.banknotes import Encashment
from agent_terminal.store.papers import SlipState
from agent_terminal.store.shift import EVER, Span
from common.database import Connection, Row


@dataclass(frozen=True, slots=True)
class Paid:
    """Payments together."""

    number: int = 0
    inserted: int = 0
    agent_fee: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """Of [since, until). Payments are counted by where they are now, whenever that was settled.

    `held_before` is reckoned onward from the terminal's first note, `held_after` back from what the sessions hold now:
    they agree with what happened in between only if nothing was lost anywhere.
    """

    held_before: int
    inserted: int
    taken_back: int
    credited: Paid
    sent: Paid
    unsent: Paid
    review: Paid
    returned: Paid
    kept: int
    held_after: int
    slips: dict[SlipState, tuple[int, int]]
    encashments: list[Encashment]
    cassette_before: Counter[int]
    notes: Counter[int]
    doubtful: Counter[int]
    cassette_after: Counter[int]
    last_encashed: int | None

    @property
    def number(self) -> int:
        """How many payments there were."""
        return sum(one.number for one in (self.credited, self.sent, self.unsent, self.review, self.returned))

    @property
    def difference(self) -> int:
        """Of the cash inside: 0 when all of it is somewhere, once."""
        elsewhere = sum(one.inserted for one in (self.sent, self.unsent, self.review, self.returned))
        credited = self.credited.amount + self.credited.agent_fee
        gone = credited + elsewhere + self.kept
        return self.held_before + self.inserted + self.taken_back - gone - self.held_after

    @property
    def collected(self) -> Counter[int]:
        """How many notes of each value were taken out, as it was written down at the time."""
        found: Counter[int] = Counter()
        for made in self.encashments:
            found.update({one.value: one.number for one in made.counts})
        return found

    @property
    def miscounted(self) -> Counter[int]:
        """How many notes more (or less) than booked were counted by hand, by value."""
        found: Counter[int] = Counter()
        for made in self.encashments:
            if made.counted is not None:
                found.update({one.value: one.number for one in made.counted})
                found.subtract({one.value: one.number for one in made.counts})
        return found

    @property
    def taken_out(self) -> int:
        """All that encashments took, by the books."""
        return sum(made.total for made in self.encashments)

    @property
    def cassette_difference(self) -> int:
        """Of the cassette: 0 when it holds what came in and was not taken out."""
        return worth(self.cassette_before) + self.inserted - self.taken_out - worth(self.cassette_after)


def shift(db: Connection, since: int, until: int) -> Shift:
    """The shift of a period, from one snapshot."""
    span = Span(since, until)
    states = store.by_state(db, span)
    return Shift(
        held_before=_into_sessions(db, Span(EVER.since, since)),
        inserted=store.inserted(db, span),
        taken_back=store.taken_back(db, span),
        credited=_paid(row for row in states if row["state"] == State.CAPTURED),
        sent=_paid(row for row in states if row["state"] == State.SENT and not row["needs_review"]),
        unsent=_paid(row for row in states if row["state"] == State.TO_SEND),
        review=_paid(row for row in states if _in_review(row)),
        returned=_paid(row for row in states if row["state"] in CASH_RETURNED),
        kept=store.kept_for_payers(db, span),
        held_after=store.held_now(db) - _into_sessions(db, Span(until, EVER.until)),
        slips=store.slips(db, span),
        encashments=store.encashments(db, span),
        cassette_before=Counter(store.in_cassette(db, since)),
        notes=Counter(store.notes(db, span)),
        doubtful=Counter(store.doubtful(db, span)),
        cassette_after=Counter(store.in_cassette(db, until)),
        last_encashed=store.last_encashed(db, until),
    )


def worth(notes: Counter[int]) -> int:
    """What so many notes of each value are together."""
    return sum(value * number for value, number in notes.items())


def _into_sessions(db: Connection, span: Span) -> int:
    """How much more the sessions hold after a period than before it."""
    paid = _paid(store.by_state(db, span)).inserted
    return store.inserted(db, span) + store.taken_back(db, span) - paid - store.kept_for_payers(db, span)


def _in_review(row: Row) -> bool:
    return row["state"] == State.REVIEW or (row["state"] == State.SENT and bool(row["needs_review"]))


def _paid(rows: Iterable[Row]) -> Paid:
    found = list(rows)
    names = ("number", "inserted", "agent_fee", "amount")
    return Paid(*(sum(row[name] for row in found) for name in names))
