"""What each event adds to the statistics of the POS whose intent it is about: counts, and sums in minor units."""

from collections.abc import Callable
from typing import Any

from processing_app.core import ledger
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.intent_events import (
    BankAuthorized,
    CashAuthorized,
    ChargebackOpened,
    ChargebackRejected,
    IntentCancelled,
    IntentCreated,
    IntentOverdue,
    PaymentFailed,
    PaymentStarted,
    RefundFailed,
    RefundSucceeded,
)

Counts = dict[str, int]
"""Names of store/statistics_tables.py COUNTED, with what is added to each; what is not named stays."""


def counted(event: Event, began: IntentCreated) -> Counts:
    """What an event of an intent adds. An intent is captured once at the most: that makes it paid (seed 003)."""
    count = _COUNTED.get(type(event))
    counts = count(event, began) if count is not None else {}
    fees = _moved(event, lambda one: one.destination) - _moved(event, lambda one: one.source)
    return counts | {"fees": fees} if fees else counts


def add(sums: Counts, more: Counts) -> None:
    """Add up in place."""
    for name, number in more.items():
        sums[name] = sums.get(name, 0) + number


def _moved(event: Event, side: Callable[[ledger.Posting], str]) -> int:
    """How much of the centre's own commission an event moved, on one side."""
    return sum(one.amount for one in event.postings if side(one) == ledger.COMMISSION)


def _out_of(event: Event, kind: str) -> int:
    """How much left a hold: what a refund or a dispute has ended with is told by its postings alone."""
    return sum(one.amount for one in event.postings if one.source.startswith(kind))


_COUNTED: dict[type[Event], Callable[[Any, IntentCreated], Counts]] = {
    IntentCreated: lambda event, _: {"intents": 1, "intents_amount": event.amount},
    IntentOverdue: lambda *_: {"overdue": 1},
    IntentCancelled: lambda *_: {"cancelled": 1},
    PaymentStarted: lambda *_: {"payments": 1},
    PaymentFailed: lambda *_: {"failed": 1},
    BankAuthorized: lambda *_: {"authorized": 1},
    CashAuthorized: lambda *_: {"authorized": 1},
    PaymentCancelled: lambda *_: {"given_back": 1},
    PaymentCaptured: lambda event, began: {"paid": 1, "captured": 1, "captured_amount": event.amount or began.amount},
    RefundSucceeded: lambda event, _: {"refunds": 1, "refunded_amount": _out_of(event, "refund:")},
    RefundFailed: lambda *_: {"refunds_failed": 1},
    ChargebackOpened: lambda event, _: {"chargebacks": 1, "charged_back_amount": event.amount},
    ChargebackRejected: lambda event, _: {"chargebacks_won": 1, "won_amount": _out_of(event, "chargeback:")},
}
