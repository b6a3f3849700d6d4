"""Stored events as shops and payers are shown them: one rendering for the feed, the webhooks and the time machine."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from common.clock import moment
from common.protocol.shop import events as told
from common.protocol.shop.events import AnyChange, IntentEvent
from common.protocol.shop.parts import Interaction
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured, PaymentRefunded
from processing_app.core.intent_events import (
    BankAuthorized,
    CashAuthorized,
    ChargebackAccepted,
    ChargebackOpened,
    ChargebackRejected,
    IntentCancelled,
    IntentCreated,
    IntentOverdue,
    InteractionCompleted,
    InteractionRequested,
    KioskCodeIssued,
    PaymentFailed,
    PaymentStarted,
    ReceiptFixed,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)
from processing_app.service.intents import looks
from processing_app.service.intents.cards import Shown
from processing_app.service.intents.looks import problem
from processing_app.store.log import Stored

PAID = told.PaymentIntentStatusChanged(status="paid")
Telling = Callable[["Teller", Stored, Any], list[AnyChange]]


class Teller:
    """Tells the events of one intent, given in order; internal ones are hidden, so that public ids may skip."""

    def __init__(self, cards: Shown) -> None:
        """Nothing is told yet; tokens of cards are asked of the vault."""
        self.cards = cards
        self.intent_id = ""
        self.due_at = 0
        self.opened: dict[tuple[str, str], ChargebackOpened] = {}

    def learn(self, stored: Stored) -> None:
        """Remember what later events are told by."""
        event = stored.event
        if isinstance(event, IntentCreated):
            self.intent_id, self.due_at = event.intent_id, event.due_at
        elif isinstance(event, ChargebackOpened):
            self.opened[event.payment_id, event.chargeback_id] = event

    def changes(self, stored: Stored) -> list[AnyChange]:
        """What an event changed, as others see it; nothing of an internal one."""
        self.learn(stored)
        telling = TOLD.get(type(stored.event))
        return telling(self, stored, stored.event) if telling is not None else []


def events(history: Iterable[Stored], cards: Shown, *, after: int = 0) -> Iterator[IntentEvent]:
    """The public events of an intent's whole stream, those after an event's id."""
    teller = Teller(cards)
    for stored in history:
        if stored.version <= after:
            teller.learn(stored)
        elif changes := teller.changes(stored):
            yield IntentEvent(id=stored.version, created_at=moment(stored.at), changes=changes)


def _created(teller: Teller, stored: Stored, event: IntentCreated) -> list[AnyChange]:
    return [told.PaymentIntentCreated(payment_intent=looks.created(event, stored.at))]


def _cancelled(teller: Teller, stored: Stored, event: IntentCancelled) -> list[AnyChange]:
    return [told.PaymentIntentStatusChanged(status="cancelled", reason=event.reason)]


def _overdue(teller: Teller, stored: Stored, event: IntentOverdue) -> list[AnyChange]:
    return [told.PaymentIntentStatusChanged(status="overdue")]


def _started(teller: Teller, stored: Stored, event: PaymentStarted) -> list[AnyChange]:
    return [told.PaymentStarted(payment=looks.started(teller.intent_id, event, stored.at, teller.cards.shown))]


def _requested(teller: Teller, stored: Stored, event: InteractionRequested) -> list[AnyChange]:
    interaction = msgspec.convert(event.interaction, Interaction)
    return [told.PaymentInteractionRequested(payment_id=event.payment_id, user_interaction=interaction)]


def _completed(teller: Teller, stored: Stored, event: InteractionCompleted) -> list[AnyChange]:
    return [told.PaymentInteractionCompleted(payment_id=event.payment_id)]


def _authorized(teller: Teller, stored: Stored, event: BankAuthorized | CashAuthorized) -> list[AnyChange]:
    return [told.PaymentStatusChanged(payment_id=event.payment_id, status="authorized")]


def _failed(teller: Teller, stored: Stored, event: PaymentFailed) -> list[AnyChange]:
    return [told.PaymentStatusChanged(payment_id=event.payment_id, status="failed", error=problem(event.failure))]


def _captured(teller: Teller, stored: Stored, event: PaymentCaptured) -> list[AnyChange]:
    """A capture, even a partial one, makes the intent paid."""
    return [told.PaymentStatusChanged(payment_id=event.payment_id, status="captured", amount=event.amount), PAID]


def _given_back(teller: Teller, stored: Stored, event: PaymentCancelled) -> list[AnyChange]:
    return [told.PaymentStatusChanged(payment_id=event.payment_id, status="cancelled")]


def _refunded(teller: Teller, stored: Stored, event: PaymentRefunded) -> list[AnyChange]:
    return [told.PaymentStatusChanged(payment_id=event.payment_id, status="refunded")]


def _receipt(teller: Teller, stored: Stored, event: ReceiptFixed) -> list[AnyChange]:
    return [
        told.PaymentReceiptFixed(
            payment_id=event.payment_id, fiscal_number=event.fiscal_number, ofd_external_id=event.ofd_external_id,
            shift=event.shift,
        )
    ]  # fmt: skip


def _code(teller: Teller, stored: Stored, event: KioskCodeIssued) -> list[AnyChange]:
    return [told.KioskCodeIssued(short_payment_id=event.code, due_date=moment(teller.due_at))]


def _refund_started(teller: Teller, stored: Stored, event: RefundStarted) -> list[AnyChange]:
    return [told.RefundStarted(payment_id=event.payment_id, refund=looks.refund_started(event, stored.at))]


def _refund_succeeded(teller: Teller, stored: Stored, event: RefundSucceeded) -> list[AnyChange]:
    return [told.RefundStatusChanged(payment_id=event.payment_id, refund_id=event.refund_id, status="succeeded")]


def _refund_failed(teller: Teller, stored: Stored, event: RefundFailed) -> list[AnyChange]:
    return [
        told.RefundStatusChanged(
            payment_id=event.payment_id, refund_id=event.refund_id, status="failed", error=problem(event.failure)
        )
    ]


def _disputed(teller: Teller, stored: Stored, event: ChargebackOpened) -> list[AnyChange]:
    return [
        told.ChargebackCreated(payment_id=event.payment_id, chargeback=looks.chargeback_opened(event, stored.at)),
        told.PaymentStatusChanged(payment_id=event.payment_id, status="chargeback"),
    ]


def _won(teller: Teller, stored: Stored, event: ChargebackRejected) -> list[AnyChange]:
    return [_decided(teller, event), told.PaymentStatusChanged(payment_id=event.payment_id, status="captured")]


def _lost(teller: Teller, stored: Stored, event: ChargebackAccepted) -> list[AnyChange]:
    return [_decided(teller, event)]


def _decided(teller: Teller, event: ChargebackRejected | ChargebackAccepted) -> AnyChange:
    opened = teller.opened[event.payment_id, event.chargeback_id]
    return told.ChargebackStatusChanged(
        payment_id=event.payment_id, chargeback_id=event.chargeback_id, stage=looks.stage(opened.stage),
        status="rejected" if isinstance(event, ChargebackRejected) else "accepted",
    )  # fmt: skip


TOLD: dict[type[Event], Telling] = {
    IntentCreated: _created,
    IntentCancelled: _cancelled,
    IntentOverdue: _overdue,
    PaymentStarted: _started,
    InteractionRequested: _requested,
    InteractionCompleted: _completed,
    BankAuthorized: _authorized,
    CashAuthorized: _authorized,
    PaymentFailed: _failed,
    PaymentCaptured: _captured,
    PaymentCancelled: _given_back,
    PaymentRefunded: _refunded,
    ReceiptFixed: _receipt,
    KioskCodeIssued: _code,
    RefundStarted: _refund_started,
    RefundSucceeded: _refund_succeeded,
    RefundFailed: _refund_failed,
    ChargebackOpened: _disputed,
    ChargebackRejected: _won,
    ChargebackAccepted: _lost,
}
"""Every event that others are told of; the rest are internal."""
