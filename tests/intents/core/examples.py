"""One event of every kind, a POS, and intents brought to where a test begins."""

from collections.abc import Iterable

from processing_app.core import attempt, capture, cart, cashflow, intent, ledger, opening
from processing_app.core.domain import Pos
from processing_app.core.events import (
    Event,
    PaymentAuthorized,
    PaymentCancelled,
    PaymentCaptured,
    PaymentRefunded,
    RefundRefused,
    RefundRequested,
)
from processing_app.core.flows import Flow, Role, Share
from processing_app.core.intent import Intent
from processing_app.core.intent_events import (
    BankAuthorized,
    BankStepped,
    CancelRequested,
    CaptureRequested,
    CardShown,
    CashAuthorized,
    ChargebackAccepted,
    ChargebackOpened,
    ChargebackRejected,
    IntentCancelled,
    IntentCreated,
    IntentOverdue,
    IntentRevived,
    IntentStopped,
    InteractionCompleted,
    InteractionRequested,
    KioskCodeIssued,
    KioskReleased,
    KioskReserved,
    PaymentFailed,
    PaymentStarted,
    PaymentVoided,
    ReceiptFixed,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)
from processing_app.core.wallet_events import PayerConfirmed, WalletAuthorized, WalletPaymentStarted

NOW, MINUTE = 1_800_000_000_000, 60_000
DUE = NOW + 60 * MINUTE
POS = Pos(
    "TEST", "shop", "owner", "payee", "Кружки", bank="simulated", levy=500, revision=3,
    flows=(Flow(Role.POS, Role.COMMISSION, Share(3, 100)),),
)  # fmt: skip
CART = (cart.Asked("Кружка из маркета", 25_000, rate="20%"), cart.Asked("Доставка", 250, 2, rate="20%"))
AMOUNT = 25_500
QUESTION = opening.Question("service_order_123456780", CART, "RUB", DUE, external_id="order-1")
VISA = CardShown("424242", "4242", "visa")
CARD = attempt.Asked("card", card=VISA, resource="r", session="s")
HOLD = CARD._replace(hold=True)
KIOSK = PaymentAuthorized(
    payment_id="k", number=1, agent_id=7, terminal="T", session_id="s", provider_id=3, account="9", fields={},
    inserted=10_300, agent_fee=300, amount=10_000, processing_fee=100, currency="RUB", directory_version=1,
    terms_revision=1, accepted_at=0, postings=cashflow.authorized("k", 7, 10_000, 100, "RUB"),
)  # fmt: skip
STARTED = PaymentStarted(
    payment_id="1", means="card", bank="simulated", amount=AMOUNT, currency="RUB", domain_revision=3,
    deadline=NOW + MINUTE,
)  # fmt: skip
CHARGED = WalletPaymentStarted(
    payment_id="w", number=2, way="barcode", sender="wallet:4", recipient="provider:3", amount=AMOUNT, currency="RUB",
    sender_name="Иван И.", recipient_name="Мегафон",
)  # fmt: skip
REFUND = RefundStarted(refund_id="1", payment_id="1", amount=100, currency="RUB")
DISPUTE = ChargebackOpened(chargeback_id="1", payment_id="1", amount=100, levy=5, currency="RUB", reason="10.4")
CREATED = IntentCreated(
    intent_id="i", pos_id="TEST", product="p", description="", cart=(), amount=AMOUNT, currency="RUB", due_at=DUE,
    external_id="", fingerprint="", metadata={}, domain_revision=3,
)  # fmt: skip
OF_PAYMENTS: list[Event] = [
    KIOSK,
    PaymentCaptured(payment_id="1", reference="r"),
    PaymentCancelled(payment_id="1", reason="x"),
    RefundRequested(payment_id="1", reversal_id="v", reason="x"),
    RefundRefused(payment_id="1", reversal_id="v", reason="spent"),
    PaymentRefunded(payment_id="1", reversal_id="v", reference="r"),
    STARTED,
    BankStepped(payment_id="1", operation="authorize", state=b"\x00", ask_at=NOW),
    InteractionRequested(payment_id="1", interaction={}),
    InteractionCompleted(payment_id="1"),
    BankAuthorized(payment_id="1", reference="r", info={}),
    CashAuthorized(payment_id="1", reference="k"),
    PaymentFailed(payment_id="1", failure="authorization_failed"),
    PaymentVoided(payment_id="1", reference="r"),
    CaptureRequested(payment_id="1", amount=AMOUNT, reason="x"),
    CancelRequested(payment_id="1", reason="x"),
    ReceiptFixed(payment_id="1", fiscal_number=123),
    REFUND,
    RefundSucceeded(refund_id="1", payment_id="1", reference="r"),
    RefundFailed(refund_id="1", payment_id="1", failure="refund_failed"),
    DISPUTE,
    ChargebackRejected(chargeback_id="1", payment_id="1"),
    ChargebackAccepted(chargeback_id="1", payment_id="1"),
    CHARGED,
    PayerConfirmed(payment_id="1", shown="d"),
    WalletAuthorized(payment_id="1"),
]
OF_INTENTS: list[Event] = [
    CREATED,
    IntentCancelled(reason="x"),
    IntentOverdue(),
    KioskCodeIssued(code="12345678"),
    KioskReserved(kiosk_payment="k", until=NOW),
    KioskReleased(kiosk_payment="k"),
    IntentStopped(reason="garbage"),
    IntentRevived(act="revive", by="operator:1", reason="x"),
]


def unpaid(pos: Pos = POS) -> Intent:
    """An intent that nobody has tried to pay."""
    return intent.fold(opening.create(pos, "1UgsXGlvcGW", QUESTION, NOW), at=NOW)


def tried(asked: attempt.Asked = CARD) -> Intent:
    """With one attempt in flight."""
    before = unpaid()
    return intent.fold(attempt.start(before, POS, asked, NOW), before, NOW)


def authorized(asked: attempt.Asked = HOLD) -> Intent:
    """With the sum held: an instant one waits for its capture, a hold for a word."""
    before = tried(asked)
    return intent.fold(attempt.authorize(before, "1", "ref", NOW), before, NOW)


def paid() -> Intent:
    """With the whole sum captured."""
    before = authorized(CARD)
    return intent.fold(capture.capture(before, POS, "1"), before, NOW)


def after(before: Intent, events: Iterable[Event], at: int = NOW) -> Intent:
    """The intent after the events of a decision."""
    return intent.fold(events, before, at)


def names(events: Iterable[Event]) -> list[str]:
    """What was decided."""
    return [type(event).__name__ for event in events]


def money(*decisions: Iterable[Event]) -> dict[str, int]:
    """Where the money is after these events."""
    balances: dict[str, int] = {}
    for events in decisions:
        for event in events:
            balances |= ledger.apply(balances, event.postings)
    return {name: amount for name, amount in balances.items() if amount}
