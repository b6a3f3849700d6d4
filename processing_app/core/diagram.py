"""Automata drawn from their tables, in mermaid, as seed 003 draws them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from common.status import Status
from processing_app.core import intent, payment, payment_parts
from processing_app.core.events import Event, PaymentAuthorized, PaymentCaptured, PaymentRefunded
from processing_app.core.intent_events import (
    IntentCancelled,
    IntentCreated,
    IntentOverdue,
    PaymentStarted,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)
from processing_app.core.wallet_events import WalletPaymentStarted

INTENT_WORDS: dict[type[Event], str] = {
    IntentCreated: "createPaymentIntent",
    PaymentAuthorized: "createPaymentIntent",
    WalletPaymentStarted: "createPaymentIntent",
    PaymentStarted: "createPayment",
    PaymentCaptured: "createPayment",
    IntentCancelled: "cancel",
    IntentOverdue: "timeout",
}
PAYMENT_WORDS: dict[type[Event], str] = {
    PaymentCaptured: "partial/full_capture",
    RefundSucceeded: "partial_refund",
    PaymentRefunded: "reversal/refund",
}
REFUND_WORDS: dict[type[Event], str] = {RefundStarted: "createRefund", RefundFailed: "errorCode, errorReason"}
LOOPS: frozenset[tuple[StrEnum, type[Event]]] = frozenset(
    {
        (intent.IntentStatus.UNPAID, PaymentStarted),
        (Status.CAPTURED, RefundSucceeded),
    }
)
"""Of the steps that lead nowhere else, those that are drawn."""


def intent_arrows() -> list[str]:
    """An intent's arrows."""
    return arrows(intent.INTENT_TRANSITIONS, INTENT_WORDS)


def payment_arrows() -> list[str]:
    """A payment's arrows."""
    return arrows(payment.TRANSITIONS, PAYMENT_WORDS)


def refund_arrows() -> list[str]:
    """A refund's arrows."""
    return arrows(payment_parts.REFUND_TRANSITIONS, REFUND_WORDS)


def arrows(table: Mapping[Any, StrEnum], words: Mapping[type[Event], str]) -> list[str]:
    """Every step to another state, and the loops that are drawn, in the table's order; each arrow once."""
    drawn: dict[str, None] = {}
    for (before, event), after in table.items():
        if before is after and (before, event) not in LOOPS:
            continue
        begins = before.value.capitalize() if before is not None else "[*]"
        word = f": {words[event]}" if event in words else ""
        drawn[f"{begins} --> {after.value.capitalize()}{word}"] = None
    return list(drawn)
