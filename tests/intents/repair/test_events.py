"""Events that a person adds: of a given list, each after those before it, with the postings of the centre."""

from collections.abc import Iterator

import pytest

from common.clock import VirtualClock
from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core.intent import IntentStatus
from processing_app.service.asks import repairs as asks
from tests.intents.bank.conftest import SUM
from tests.intents.repair.workshop import Workshop


@pytest.fixture(scope="module")
def garbled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workshop, str]]:
    """An intent stopped at its authorization, of which nothing that is refused here may change anything."""
    with Workshop(tmp_path_factory.mktemp("garbled"), VirtualClock()) as opened:
        yield opened, opened.garbled("authorize")


def test_a_whole_story_may_be_told(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    workshop.add(
        name,
        asks.Authorized(payment_id="1", reference="R-1"),
        asks.Captured(payment_id="1", reference="R-2"),
        asks.ReceiptPrinted(payment_id="1", fiscal_number=123, shift=7),
    )

    assert workshop.kinds(name)[-5:] == [
        "IntentRevived", "BankAuthorized", "CaptureRequested", "PaymentCaptured", "ReceiptFixed",
    ]  # fmt: skip
    assert workshop.state(name).status is IntentStatus.PAID
    assert workshop.balances() == {"bank:simulated:settlement": -SUM, "pos:cups:settlement": SUM}
    assert workshop.tasks() == []


@pytest.mark.parametrize(
    ("operation", "events", "status"),
    [
        ("authorize", [asks.Failed(payment_id="1", failure="authorization_failed:unknown")], Status.FAILED),
        ("cancel", [asks.Cancelled(payment_id="1")], Status.CANCELLED),
        ("refund", [asks.Refunded(payment_id="1", refund_id="1", reference="R")], Status.REFUNDED),
        ("refund", [asks.RefundLost(payment_id="1", refund_id="1")], Status.CAPTURED),
    ],
)
def test_each_event_does_what_the_banks_word_would(
    workshop: Workshop, operation: str, events: list[asks.AddedEvent], status: Status
) -> None:
    name = workshop.garbled(operation)

    workshop.add(name, *events)

    assert workshop.payment(name).status is status
    assert sum(workshop.balances().values()) == 0


def test_a_failure_may_be_voided_and_the_intent_withdrawn(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    workshop.add(
        name,
        asks.Failed(payment_id="1", failure="authorization_failed:unknown", detail="seen in the bank's books"),
        asks.Voided(payment_id="1", reference="V"),
        asks.Withdrawn(),
    )

    assert workshop.kinds(name)[-3:] == ["PaymentFailed", "PaymentVoided", "IntentCancelled"]
    assert (workshop.state(name).status, workshop.tasks()) == (IntentStatus.CANCELLED, [])


@pytest.mark.parametrize(
    "events",
    [
        [asks.Captured(payment_id="1", reference="R")],
        [asks.Cancelled(payment_id="1")],
        [asks.Voided(payment_id="1", reference="R")],
        [asks.Refunded(payment_id="1", refund_id="1", reference="R")],
        [asks.DisputeWon(payment_id="1", chargeback_id="1")],
        [asks.DisputeLost(payment_id="1", chargeback_id="1")],
        [asks.PayerDid(payment_id="2")],
        [asks.Authorized(payment_id="1", reference="R"), asks.Failed(payment_id="1", failure="rejected_by_inspector")],
        [asks.Authorized(payment_id="1", reference="R"), asks.Authorized(payment_id="1", reference="other")],
    ],
    ids=lambda events: "+".join(type(one).__name__ for one in events),
)
def test_what_cannot_follow_is_refused_whole(garbled: tuple[Workshop, str], events: list[asks.AddedEvent]) -> None:
    workshop, name = garbled
    before, books = workshop.kinds(name), workshop.balances()

    with pytest.raises(Broken, match="invalid_transition"):
        workshop.add(name, *events)

    assert (workshop.kinds(name), workshop.balances()) == (before, books)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [asks.Authorized(payment_id="1", reference=" ")],
        [asks.Failed(payment_id="1", failure="bad_luck")],
        [asks.PayerDid(payment_id="1")],
        [asks.CodeReleased()],
        [asks.CaptureWanted(payment_id="1")],
        [asks.CancelWanted(payment_id="1")],
        [asks.ReceiptPrinted(payment_id="1", fiscal_number=1)],
        [asks.PayerDid(payment_id="1")] * 21,
    ],
    ids=lambda events: "+".join(dict.fromkeys(type(one).__name__ for one in events)) or "nothing",
)
def test_what_is_not_whole_or_changes_nothing_is_a_no(
    garbled: tuple[Workshop, str], events: list[asks.AddedEvent]
) -> None:
    workshop, name = garbled
    before = workshop.kinds(name)

    with pytest.raises(Rejected):
        workshop.add(name, *events)

    assert workshop.kinds(name) == before


def test_a_hold_is_captured_in_part_or_given_back(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    failed = asks.Failed(payment_id="1", failure="authorization_failed:unknown")
    workshop.add(name, failed, asks.Voided(payment_id="1", reference="V"))
    workshop.pay(name, hold=True)
    workshop.run()
    workshop.stop(name, "nothing")
    workshop.add(name, asks.CaptureWanted(payment_id="2", amount=100))
    workshop.run()

    assert workshop.payment(name, "2").captured == 100


def test_a_hold_is_given_back_by_the_bank(workshop: Workshop) -> None:
    workshop.open_shop()
    name = workshop.create()
    workshop.pay(name, hold=True)
    workshop.run()
    workshop.stop(name, "nothing")

    workshop.add(name, asks.CancelWanted(payment_id="1"))
    workshop.run()

    assert workshop.payment(name).status is Status.CANCELLED
    assert workshop.acts(name)[-1][0] == "cancel"
