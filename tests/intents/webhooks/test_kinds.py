"""What shops subscribe to is what their events are rendered as: the two tables of names agree for every event."""

from typing import Any, get_args

import pytest

from common.principal import SYSTEM
from common.protocol.shop.webhooks import EventType
from processing_app.core import intent_events as stored_as
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured, PaymentRefunded
from processing_app.core.intent_events import INTENT_KINDS, CardShown
from processing_app.service.intents import shown
from processing_app.service.webhooks.kinds import OF_EVENTS, of_change
from processing_app.service.webhooks.telling import NoTokens
from processing_app.store.log import Stored
from tests.intents.behind import AMOUNT, CART

GIVEN: dict[str, Any] = {
    "intent_id": "I", "pos_id": "TEST", "product": "p", "description": "", "cart": CART, "amount": AMOUNT,
    "currency": "RUB", "due_at": 1, "external_id": "", "fingerprint": "", "metadata": {}, "domain_revision": 1,
    "reason": "r", "payment_id": "1", "means": "card", "bank": "simulated", "operation": "authorize", "state": b"",
    "ask_at": 0, "interaction": {"interactionType": "QrCodeDisplayRequest", "qrCode": "q"}, "reference": "R",
    "info": {}, "failure": "authorization_failed:insufficient_funds", "fiscal_number": 1, "refund_id": "1",
    "chargeback_id": "1", "levy": 1, "code": "123456789", "kiosk_payment": "k", "until": 1, "act": "fail", "by": "o",
    "card": CardShown("424242", "4242", "visa"), "resource": "r", "session": "s", "reversal_id": "",
}  # fmt: skip
ALL = (*INTENT_KINDS, PaymentCaptured, PaymentCancelled, PaymentRefunded)

BEFORE: tuple[type[Event], ...] = (
    stored_as.IntentCreated, stored_as.PaymentStarted, stored_as.RefundStarted, stored_as.ChargebackOpened,
)  # fmt: skip
"""What later events are told by."""
NO_NEWS = {(stored_as.ChargebackRejected, "payment.captured")}
"""A dispute that the shop has won makes its payment captured again, and nothing is captured a second time."""


def made(kind: type[Event]) -> Event:
    """An event of this kind with something in every field that it cannot be without."""
    return kind(**{name: GIVEN[name] for name in kind.__struct_fields__ if name in GIVEN})


def stored(version: int, event: Event) -> Stored:
    return Stored(version, "intent/I", version, 0, "", str(SYSTEM), "", event, b"")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_an_event_means_to_receivers_what_its_rendering_says(kind: type[Event]) -> None:
    history = [stored(n, made(one)) for n, one in enumerate((*BEFORE, kind), 1)]

    rendered = [change for event in shown.events(history, NoTokens(), after=len(BEFORE)) for change in event.changes]
    called = [name for name in map(of_change, rendered) if name is not None]

    assert tuple(name for name in called if (kind, name) not in NO_NEWS) == OF_EVENTS.get(kind, ())


def test_every_name_that_can_be_subscribed_to_is_one_of_some_event() -> None:
    assert {name for names in OF_EVENTS.values() for name in names} == set(get_args(EventType))
