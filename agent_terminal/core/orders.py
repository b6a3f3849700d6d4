"""What the terminal's long lists may be narrowed to and ordered by."""

from enum import StrEnum

from agent_terminal.core.payment import State


class Group(StrEnum):
    """Payments that are looked at together. `retry`: those of the unsent that the centre has not taken yet."""

    UNSENT = "unsent"
    RETRY = "retry"
    REVIEW = "review"
    SENT = "sent"
    CREDITED = "credited"
    REJECTED = "rejected"


class Order(StrEnum):
    """What a list of payments is ordered by; equals stand in the order of their acceptance."""

    TIME = "time"
    CHANGED = "changed"
    INSERTED = "inserted"
    AGENT_FEE = "agent_fee"
    AMOUNT = "amount"
    ACCOUNT = "account"
    PROVIDER = "provider"
    STATE = "state"


def groups(state: State, *, tried: bool, needs_review: bool) -> tuple[Group, ...]:
    """Where a payment belongs: `tried` that an attempt to send it failed, `needs_review` that the centre says so."""
    if state is State.TO_SEND:
        return (Group.UNSENT, Group.RETRY) if tried else (Group.UNSENT,)
    if state is State.REVIEW or (state is State.SENT and needs_review):
        return (Group.REVIEW,)
    return ALONE.get(state, ())


ALONE: dict[State, tuple[Group, ...]] = {
    State.SENT: (Group.SENT,),
    State.CAPTURED: (Group.CREDITED,),
    State.CANCELLED: (Group.REJECTED,),
    State.REFUSED: (Group.REJECTED,),
}
