"""Why a terminal takes no payments: reason codes that the payer's screen shows small, checked between payers only."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """The codes that support staff know."""

    CLOSED = "C-01"
    DISK = "S-03"
    LOGIN = "A-01"
    NO_CENTRE = "N-01"
    DEPOSIT = "A-02"
    CASSETTE_FULL = "H-01"
    CASSETTE_OUT = "H-02"
    JAM = "H-03"
    SILENT = "H-04"


DEPOSIT_GOOD_MS = 16 * 60 * 1000
"""A deposit not heard of for three polls is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """All that may stop a terminal. `available` is the deposit less what waits here to be sent; None: not known."""

    closed: bool
    disk_full: bool
    contract_wrong: bool
    least_payment: int | None
    available: int | None
    deposit_age_ms: int
    agent_blocked: bool
    hardware: Reason | None


def reasons(condition: Condition) -> tuple[Reason, ...]:
    """Every reason, the gravest first; empty when the next payer is welcome."""
    known = condition.least_payment is not None and condition.available is not None
    fresh = known and is_fresh(condition.deposit_age_ms)
    found = {
        Reason.CLOSED: condition.closed,
        Reason.DISK: condition.disk_full,
        Reason.LOGIN: condition.contract_wrong,
        Reason.NO_CENTRE: not fresh and not condition.contract_wrong,
        Reason.DEPOSIT: fresh and _too_little(condition),
    }
    hardware = (condition.hardware,) if condition.hardware is not None else ()
    return (*(reason for reason, holds in found.items() if holds), *hardware)


def is_fresh(age_ms: int) -> bool:
    """Whether what was heard so long ago still counts.

    Heard in the future is not: the clock was set back since, and what a wrong clock wrote down would stay fresh for as
    long as it was wrong.
    """
    return abs(age_ms) <= DEPOSIT_GOOD_MS


def _too_little(condition: Condition) -> bool:
    assert condition.available is not None
    assert condition.least_payment is not None
    return condition.agent_blocked or condition.available <= 0 or condition.available < condition.least_payment
