"""The events of shops' intents, beside those of every payment in events.py. Stored for ever, never changed.

Sums in minor units, times in milliseconds UTC. `payment_id` is the number of the attempt within its intent: "1", "2" …
No event holds a card number, a CVV or a token: `resource` and `session` are digests by which the vault knows them.
"""

from typing import Any

import msgspec

from processing_app.core.events import Event


class Line(msgspec.Struct, frozen=True):
    """A line of a cart: `p/q` pieces at `price`, which cost `cost`; `rate` is its VAT, empty for none."""

    product: str
    price: int
    p: int
    q: int
    cost: int
    rate: str = ""
    unit: str = ""


class CardShown(msgspec.Struct, frozen=True):
    """What may be known of a card."""

    first6: str
    last4: str
    system: str


class IntentCreated(Event, frozen=True):
    """A shop wants a sum for a cart. `fingerprint` is a digest of what was asked: a repeat is known by its meaning."""

    intent_id: str
    pos_id: str
    product: str
    description: str
    cart: tuple[Line, ...]
    amount: int
    currency: str
    due_at: int
    external_id: str
    fingerprint: str
    metadata: dict[str, Any]
    domain_revision: int


class IntentCancelled(Event, frozen=True):
    """The shop no longer wants it."""

    reason: str


class IntentOverdue(Event, frozen=True):
    """Its due date passed without a payment."""


class PaymentStarted(Event, frozen=True):
    """An attempt to pay. `means` is card, link (a bank's QR code or application) or cash.

    `hold` captures later: at `held_until` by `on_expiration` (cancel | capture). `deadline` is the end of the attempt's
    own lifetime, 0 for accepted cash, which has none. `kiosk_payment` is the kiosk's payment that brought the cash.
    """

    payment_id: str
    means: str
    bank: str
    amount: int
    currency: str
    domain_revision: int
    hold: bool = False
    on_expiration: str = "cancel"
    held_until: int = 0
    deadline: int = 0
    card: CardShown | None = None
    resource: str = ""
    session: str = ""
    kiosk_payment: str = ""
    email: str = ""
    phone: str = ""
    ip: str = ""
    browser: str = ""
    external_id: str = ""
    fingerprint: str = ""


class BankStepped(Event, frozen=True):
    """Internal: an adapter is not done yet. `operation` is authorize, capture, cancel or refund:<refund_id>.

    `ask_at` is when to ask it again; `tag` is what a callback must carry, empty where none is awaited.
    """

    payment_id: str
    operation: str
    state: bytes
    ask_at: int
    tag: str = ""


class InteractionRequested(Event, frozen=True):
    """The payer has something to do: the interaction as the wire has it (common/protocol/shop/parts.py)."""

    payment_id: str
    interaction: dict[str, Any]


class InteractionCompleted(Event, frozen=True):
    """The payer did it, or need not any more."""

    payment_id: str


class BankAuthorized(Event, frozen=True):
    """The bank holds the sum; `info` is its rrn, authorization code and so on."""

    payment_id: str
    reference: str
    info: dict[str, str]


class CashAuthorized(Event, frozen=True):
    """A kiosk took the sum in cash, and its agent's money is held for it."""

    payment_id: str
    reference: str


class PaymentFailed(Event, frozen=True):
    """No authorization and none will be; `failure` is a path of the failure tree.

    `void` says that the bank may have authorized it all the same: a task voids it until the bank confirms.
    """

    payment_id: str
    failure: str
    detail: str = ""
    void: bool = False


class PaymentVoided(Event, frozen=True):
    """Internal: the bank confirmed that a failed payment holds nothing and never will."""

    payment_id: str
    reference: str


class CaptureRequested(Event, frozen=True):
    """Internal: somebody, or the hold's end, wants so much of it captured."""

    payment_id: str
    amount: int
    reason: str


class CancelRequested(Event, frozen=True):
    """Internal: somebody, or the hold's end, wants it given back."""

    payment_id: str
    reason: str


class ReceiptFixed(Event, frozen=True):
    """The cash register printed the receipt; changes no status. Source: seed 003, `cashreg_receipt_fixed`."""

    payment_id: str
    fiscal_number: int
    ofd_external_id: str = ""
    shift: int = 0


class RefundStarted(Event, frozen=True):
    """A part of captured money goes back to its source; the POS's money is held for it."""

    refund_id: str
    payment_id: str
    amount: int
    currency: str
    reason: str = ""
    external_id: str = ""
    fingerprint: str = ""


class RefundSucceeded(Event, frozen=True):
    """The source has it."""

    refund_id: str
    payment_id: str
    reference: str


class RefundFailed(Event, frozen=True):
    """The source did not take it: the POS has its money again."""

    refund_id: str
    payment_id: str
    failure: str


class ChargebackOpened(Event, frozen=True):
    """The payer's bank disputes a captured sum: it is held, and a levy is taken. `reason` is the bank's code.

    `stage` is chargeback, pre_arbitration or arbitration. A rejected one may be reopened at the next stage:
    another ChargebackOpened with the same `chargeback_id`.
    """

    chargeback_id: str
    payment_id: str
    amount: int
    levy: int
    currency: str
    reason: str
    stage: str = "chargeback"


class ChargebackRejected(Event, frozen=True):
    """The shop was right: it has its money again."""

    chargeback_id: str
    payment_id: str


class ChargebackAccepted(Event, frozen=True):
    """The payer was right: the bank has the money."""

    chargeback_id: str
    payment_id: str


class KioskCodeIssued(Event, frozen=True):
    """It may be paid in cash at a kiosk by this code while it is open."""

    code: str


class KioskReserved(Event, frozen=True):
    """A kiosk asked about the code and its payer is about to pay: nobody else starts a payment before `until`."""

    kiosk_payment: str
    until: int


class KioskReleased(Event, frozen=True):
    """That payer will not."""

    kiosk_payment: str


class IntentStopped(Event, frozen=True):
    """Internal: something happened that cannot be. Nothing moves any more until a person repairs it."""

    reason: str
    detail: str = ""


class IntentRevived(Event, frozen=True):
    """Internal: a person repaired it; `act` is fail, fulfil, revive or add; `approved_by` is the second name."""

    act: str
    by: str
    reason: str
    approved_by: str = ""


INTENT_KINDS: tuple[type[Event], ...] = (
    IntentCreated, IntentCancelled, IntentOverdue, PaymentStarted, BankStepped, InteractionRequested,
    InteractionCompleted, BankAuthorized, CashAuthorized, PaymentFailed, PaymentVoided, CaptureRequested,
    CancelRequested, ReceiptFixed, RefundStarted, RefundSucceeded, RefundFailed, ChargebackOpened, ChargebackRejected,
    ChargebackAccepted, KioskCodeIssued, KioskReserved, KioskReleased, IntentStopped, IntentRevived,
)  # fmt: skip
