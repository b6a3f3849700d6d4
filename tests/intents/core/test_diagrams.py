"""The automata are those of seed 003: its drawings stand here word for word, and ours are drawn from the tables."""

import itertools
import re
from enum import StrEnum

import pytest

from common.errors import Broken
from common.status import Status
from processing_app.core import chargeback, diagram, intent, payment
from processing_app.core.events import Event
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.intent_events import ChargebackOpened, PaymentFailed, RefundStarted
from processing_app.core.kinds import KINDS
from processing_app.core.payment import Payment
from processing_app.core.payment_parts import (
    CHARGEBACK_TRANSITIONS,
    REFUND_TRANSITIONS,
    Chargeback,
    ChargebackStatus,
    Refund,
    RefundStatus,
)
from tests.intents.core.examples import CREATED, DISPUTE, KIOSK, OF_INTENTS, OF_PAYMENTS, REFUND, STARTED

INTENT = """
stateDiagram-v2

[*] --> Unpaid: createPaymentIntent
Unpaid --> Unpaid: createPayment
Unpaid --> Paid: createPayment
Unpaid --> Cancelled: cancel
Unpaid --> Overdue: timeout
"""
PAYMENT = """
classDiagram

    Created --> Failed
    Created --> Authorized
    Authorized --> Cancelled
    Authorized --> Captured: partial/full_capture
    Captured --> Captured: partial_refund
    Captured --> Refunded: reversal/refund
    Captured --> Chargeback
    Chargeback --> Captured

    class Failed {
        errorCode
        errorDescription
    }

    class Authorized {
        transactionInfo:
            recurrent_token
            rrn, aac
            xid, etc
    }

    class Chargeback {
        accept
        reject
        pre_arbitration
        arbitration
    }
"""
OF_REFUND = """
stateDiagram-v2

[*] --> Pending: createRefund
Pending --> Succeeded
Pending --> Failed: errorCode, errorReason
"""
STAYS = {
    Status.CREATED: (
        "PaymentStarted BankStepped InteractionRequested InteractionCompleted WalletPaymentStarted PayerConfirmed"
    ),
    Status.FAILED: "BankStepped CancelRequested PaymentVoided",
    Status.AUTHORIZED: "BankStepped CaptureRequested CancelRequested",
    Status.CANCELLED: "",
    Status.CAPTURED: (
        "BankStepped RefundStarted RefundSucceeded RefundFailed ReceiptFixed RefundRequested RefundRefused"
    ),
    Status.REFUNDED: "ReceiptFixed",
    Status.CHARGEBACK: "BankStepped RefundSucceeded RefundFailed ReceiptFixed ChargebackAccepted",
}
MOVES = {
    (Status.CREATED, "PaymentFailed"): Status.FAILED,
    (Status.CREATED, "PaymentAuthorized"): Status.AUTHORIZED,
    (Status.CREATED, "BankAuthorized"): Status.AUTHORIZED,
    (Status.CREATED, "CashAuthorized"): Status.AUTHORIZED,
    (Status.CREATED, "WalletAuthorized"): Status.AUTHORIZED,
    (Status.AUTHORIZED, "PaymentCancelled"): Status.CANCELLED,
    (Status.AUTHORIZED, "PaymentCaptured"): Status.CAPTURED,
    (Status.CAPTURED, "PaymentRefunded"): Status.REFUNDED,
    (Status.CAPTURED, "ChargebackOpened"): Status.CHARGEBACK,
    (Status.CHARGEBACK, "ChargebackRejected"): Status.CAPTURED,
}
ALWAYS = "BankStepped CancelRequested PaymentVoided KioskReleased IntentStopped IntentRevived"
INTENT_STAYS = {
    IntentStatus.UNPAID: (
        "PaymentStarted InteractionRequested InteractionCompleted BankAuthorized CashAuthorized PaymentFailed "
        f"CaptureRequested PaymentCancelled KioskCodeIssued KioskReserved PayerConfirmed WalletAuthorized {ALWAYS}"
    ),
    IntentStatus.PAID: (
        "ReceiptFixed RefundStarted RefundSucceeded RefundFailed RefundRequested RefundRefused PaymentRefunded "
        f"ChargebackOpened ChargebackRejected ChargebackAccepted {ALWAYS}"
    ),
    IntentStatus.CANCELLED: ALWAYS,
    IntentStatus.OVERDUE: ALWAYS,
}
INTENT_MOVES = {
    (None, "IntentCreated"): IntentStatus.UNPAID,
    (None, "PaymentAuthorized"): IntentStatus.UNPAID,
    (None, "WalletPaymentStarted"): IntentStatus.UNPAID,
    (IntentStatus.UNPAID, "PaymentCaptured"): IntentStatus.PAID,
    (IntentStatus.UNPAID, "IntentCancelled"): IntentStatus.CANCELLED,
    (IntentStatus.UNPAID, "IntentOverdue"): IntentStatus.OVERDUE,
}
EVERY = [*OF_INTENTS, *OF_PAYMENTS]


@pytest.mark.parametrize(
    ("seed", "ours"),
    [
        (INTENT, diagram.intent_arrows()),
        (PAYMENT, diagram.payment_arrows()),
        (OF_REFUND, diagram.refund_arrows()),
    ],
    ids=["intent", "payment", "refund"],
)
def test_our_drawing_is_the_seeds(seed: str, ours: list[str]) -> None:
    assert ours == [line.strip() for line in seed.splitlines() if "-->" in line]


def test_what_the_seed_writes_into_its_states_is_there() -> None:
    of_dispute = set(re.search(r"class Chargeback \{([^}]+)\}", PAYMENT)[1].split())  # type: ignore[index]

    assert {"accept", "reject"} <= of_dispute <= {*dir(chargeback), *chargeback.STAGES}
    assert {"failure", "detail"} <= set(PaymentFailed.__struct_fields__)


@pytest.mark.parametrize(
    ("status", "event"),
    list(itertools.product(Status, EVERY)),
    ids=lambda part: getattr(part, "value", type(part).__name__),
)
def test_a_payment_may_do_what_the_table_says_and_nothing_else(status: Status, event: Event) -> None:
    name = type(event).__name__
    wanted = MOVES.get((status, name)) or (status if name in STAYS[status].split() else None)

    assert moved(status, event) == (wanted.value if wanted else "invalid_transition")


@pytest.mark.parametrize(
    ("status", "event"),
    list(itertools.product([None, *IntentStatus], EVERY)),
    ids=lambda part: getattr(part, "value", type(part).__name__),
)
def test_an_intent_may_do_what_the_table_says_and_nothing_else(status: IntentStatus | None, event: Event) -> None:
    name = type(event).__name__
    stays = status if status is not None and name in INTENT_STAYS[status].split() else None

    assert intent.INTENT_TRANSITIONS.get((status, type(event))) == (INTENT_MOVES.get((status, name)) or stays)


@pytest.mark.parametrize("event", EVERY, ids=lambda event: type(event).__name__)
def test_an_event_that_an_intent_does_not_have_in_its_table_is_refused(event: Event) -> None:
    for status in IntentStatus:
        if (status, type(event)) not in intent.INTENT_TRANSITIONS:
            with pytest.raises(Broken, match="invalid_transition"):
                intent.evolve(Intent("i", status, 1, CREATED, payments={"1": of_status(Status.CAPTURED)}), event)


@pytest.mark.parametrize(
    ("status", "event"),
    list(itertools.product([None, *RefundStatus], ["RefundStarted", "RefundSucceeded", "RefundFailed"])),
)
def test_a_refund_ends_once(status: RefundStatus | None, event: str) -> None:
    refunds = {} if status is None else {"1": Refund("1", 100, 0, status)}
    before = Payment(Status.CAPTURED, 1, started=STARTED, captured=1000, refunds=refunds)
    wanted = {
        (None, "RefundStarted"): "pending",
        (RefundStatus.PENDING, "RefundSucceeded"): "succeeded",
        (RefundStatus.PENDING, "RefundFailed"): "failed",
    }.get((status, event))

    assert outcome(before, event, "refunds") == (wanted or "invalid_transition")
    assert {type_.__name__ for _, type_ in REFUND_TRANSITIONS} == {"RefundStarted", "RefundSucceeded", "RefundFailed"}


@pytest.mark.parametrize(
    ("status", "event"),
    list(
        itertools.product([None, *ChargebackStatus], ["ChargebackOpened", "ChargebackRejected", "ChargebackAccepted"])
    ),
)
def test_a_dispute_is_decided_once_and_only_a_won_one_is_opened_again(
    status: ChargebackStatus | None, event: str
) -> None:
    disputes = {} if status is None else {"1": Chargeback("1", 100, 5, 0, "chargeback", "10.4", status)}
    state = Status.CAPTURED if event == "ChargebackOpened" else Status.CHARGEBACK
    before = Payment(state, 1, started=STARTED, captured=1000, chargebacks=disputes)
    wanted = {
        (None, "ChargebackOpened"): "pending",
        (ChargebackStatus.REJECTED, "ChargebackOpened"): "pending",
        (ChargebackStatus.PENDING, "ChargebackRejected"): "rejected",
        (ChargebackStatus.PENDING, "ChargebackAccepted"): "accepted",
    }.get((status, event))

    assert outcome(before, event, "chargebacks") == (wanted or "invalid_transition")
    assert len(CHARGEBACK_TRANSITIONS) == 4


def test_every_kind_of_stored_event_is_tried_here() -> None:
    no_payments = {"AgentToppedUp", "WalletToppedUp", "WalletTopUpReversed"}
    assert {type(event).__name__ for event in EVERY} | no_payments == set(KINDS)


def moved(status: Status, event: Event) -> str:
    """The status afterwards, or the code of the refusal."""
    try:
        return payment.evolve(of_status(status, event), event).status.value
    except Broken as refused:
        return refused.code


def outcome(before: Payment, event: str, field: str) -> str:
    """What became of the refund or the dispute, or the code of the refusal."""
    one = next(made for made in OF_PAYMENTS if type(made).__name__ == event)
    try:
        status: StrEnum = getattr(payment.evolve(before, one), field)["1"].status
    except Broken as refused:
        return refused.code
    return status.value


def of_status(status: Status, event: Event | None = None) -> Payment:
    """A payment of this status whose refund and dispute are as the event needs them."""
    refund = Refund("1", REFUND.amount, 0)
    dispute = Chargeback("1", DISPUTE.amount, 5, 0, "chargeback", "10.4")
    return Payment(
        status, 1, KIOSK, started=STARTED, captured=1000,
        refunds={} if isinstance(event, RefundStarted) else {"1": refund},
        chargebacks={} if isinstance(event, ChargebackOpened) else {"1": dispute},
    )  # fmt: skip
