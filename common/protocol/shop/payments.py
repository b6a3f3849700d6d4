"""Payments within an intent under /v2: start, look, capture, cancel; refunds and chargebacks of them."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from common.protocol.shop.naming import ShopMessage
from common.protocol.shop.parts import CartLine, Flow, HoldFlow, InstantFlow, Payer, Problem

PaymentStatus = Literal["pending", "failed", "authorized", "cancelled", "captured", "refunded", "chargeback"]
"""`pending` is the automaton's `created`, as in seed 003's example."""
ChargebackStatus = Literal["pending", "accepted", "rejected"]
Stage = Literal["chargeback", "pre_arbitration", "arbitration"]


class LinkPayer(ShopMessage, frozen=True, tag_field="payerType", tag="PaymentLinkPayer"):
    """Who pays by a bank's QR code or application: no tool is tokenised."""

    bank: str


class KioskPayer(ShopMessage, frozen=True, tag_field="payerType", tag="PaymentKioskPayer"):
    """Who wants a code to pay in cash at a kiosk; no payment begins before the cash is in."""


class StartPayment(ShopMessage, frozen=True):
    """An attempt to pay the whole sum; one at a time. `makeRecurrent` true is `not_supported`.

    `processingDeadline` is the attempt's lifetime, 1 to 20 minutes: `5m`, `300s`, `300000ms`; else the POS's.
    """

    payment_intent_id: str
    payer: Payer | LinkPayer | KioskPayer
    flow: Flow = InstantFlow()
    processing_deadline: str = ""
    external_id: str = ""
    make_recurrent: bool = False
    metadata: dict[str, Any] = {}


class Payment(ShopMessage, frozen=True, omit_defaults=True):
    """An attempt as its shop sees it; field for field as in seed 003. `error` only of a failed one."""

    id: str
    payment_intent_id: str
    created_at: datetime
    amount: int
    currency: str
    flow: HoldFlow | InstantFlow
    payer: Payer
    status: PaymentStatus
    make_recurrent: bool | msgspec.UnsetType = msgspec.UNSET
    captured_amount: int = 0
    refunded_amount: int = 0
    external_id: str = ""
    error: Problem | None = None
    transaction_info: dict[str, str] = {}
    cashreg: dict[str, int | str] = {}


class KioskCode(ShopMessage, frozen=True):
    """The code to type at a kiosk, for as long as the intent is open."""

    short_payment_id: str
    due_date: datetime


class PaymentList(ShopMessage, frozen=True):
    """All attempts of an intent."""

    payments: list[Payment]


class AskPayment(ShopMessage, frozen=True):
    """Which attempt."""

    payment_intent_id: str
    payment_id: str


class CapturePayment(ShopMessage, frozen=True):
    """Take the held sum, or a part of it: the rest goes back to the payer at once. 202, and the events tell the end."""

    payment_intent_id: str
    payment_id: str
    reason: str
    amount: int | None = None
    currency: str = "RUB"


class CancelPayment(ShopMessage, frozen=True):
    """Give the held sum back. 202, and the events tell the end."""

    payment_intent_id: str
    payment_id: str
    reason: str


class FixReceipt(ShopMessage, frozen=True):
    """The cash register printed the receipt of a captured payment; no status changes."""

    payment_intent_id: str
    payment_id: str
    fiscal_number: int
    ofd_external_id: str = ""
    shift: int = 0


class StartRefund(ShopMessage, frozen=True):
    """Give captured money back to its source: `amount`, or all that is left. `cart` is what remains of the cart."""

    payment_intent_id: str
    payment_id: str
    amount: int | None = None
    currency: str = "RUB"
    reason: str = ""
    external_id: str = ""
    cart: list[CartLine] | None = None


class Refund(ShopMessage, frozen=True, omit_defaults=True):
    """A refund as its shop sees it."""

    id: str
    payment_id: str
    created_at: datetime
    amount: int
    currency: str
    status: Literal["pending", "succeeded", "failed"]
    reason: str = ""
    external_id: str = ""
    error: Problem | None = None


class RefundList(ShopMessage, frozen=True):
    """All refunds of a payment."""

    refunds: list[Refund]


class AskRefund(ShopMessage, frozen=True):
    """Which refund."""

    payment_intent_id: str
    payment_id: str
    refund_id: str


class Chargeback(ShopMessage, frozen=True, omit_defaults=True):
    """A dispute as the shop sees it; `levy` is what it was charged for it."""

    id: str
    payment_id: str
    created_at: datetime
    amount: int
    levy: int
    currency: str
    status: ChargebackStatus
    stage: Stage
    reason_code: str = ""


class ChargebackList(ShopMessage, frozen=True):
    """All disputes of a payment."""

    chargebacks: list[Chargeback]


class Accepted(ShopMessage, frozen=True):
    """It will be done; the events tell the end."""

    accepted: bool = True
