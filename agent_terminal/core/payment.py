"""A payment as its terminal knows it, from the number's check to the centre's last word."""

from enum import StrEnum

from common.errors import Broken


class State(StrEnum):
    """Where a payment is. `dropped` never had any cash; every other end says where its cash is."""

    CREATED = "created"
    DROPPED = "dropped"
    TO_SEND = "to_send"
    SENT = "sent"
    CAPTURED = "captured"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    REVIEW = "review"


class Fact(StrEnum):
    """What happened to it."""

    PAID = "paid"
    DROPPED = "dropped"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    STOPPED = "stopped"
    RETRIED = "retried"
    CAPTURED = "captured"
    CANCELLED = "cancelled"


TRANSITIONS: dict[tuple[State, Fact], State] = {
    (State.CREATED, Fact.PAID): State.TO_SEND,
    (State.CREATED, Fact.DROPPED): State.DROPPED,
    (State.TO_SEND, Fact.ACCEPTED): State.SENT,
    (State.TO_SEND, Fact.REFUSED): State.REFUSED,
    (State.TO_SEND, Fact.STOPPED): State.REVIEW,
    (State.SENT, Fact.STOPPED): State.REVIEW,
    (State.REVIEW, Fact.RETRIED): State.TO_SEND,
    (State.SENT, Fact.CAPTURED): State.CAPTURED,
    (State.SENT, Fact.CANCELLED): State.CANCELLED,
}

CASH_RETURNED = frozenset({State.CANCELLED, State.REFUSED})
"""Their cash is on claim slips, or was taken for another number."""


def after(state: State, fact: Fact) -> State:
    """The state a fact leads to; Broken `invalid_transition` where none does."""
    if (state, fact) not in TRANSITIONS:
        raise Broken("invalid_transition", f"{state} · {fact}")
    return TRANSITIONS[state, fact]
