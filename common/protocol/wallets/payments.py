"""Payments of wallets: send, withdraw, pay by QR or barcode, look, confirm. Source: seed 002, «APIs»."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from common.protocol.endpoint import Message

LONGEST_TEXT = 140
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Way = Literal["send", "withdraw", "qr", "barcode", "top_up", "top_up_reversed"]
"""How the money moves; a top-up comes from a kiosk and is asked for by nobody here."""
State = Literal["waiting_for_payer", "accepted", "processing", "done", "failed", "returned"]
"""`accepted` is in the queue, `processing` at the bank with the sum held; done, failed and returned are final."""


class Party(Message, frozen=True):
    """A side of a payment as the other one sees it: the name is the directory's, of a person «Иван И.».

    `number` of another's wallet is masked; of a provider it is its id at the centre, of a bank account its last digits.
    """

    kind: Literal["wallet", "provider", "bank", "kiosk"]
    name: str
    number: str


class Send(Message, frozen=True):
    """Money to another wallet. `payment_id` is a UUIDv7 that the asker made and keeps: the same at every repeat."""

    payment_id: str
    recipient: str
    amount: int
    currency: str = "RUB"
    memo: Text = ""


class Withdraw(Message, frozen=True):
    """Money out to a bank account of 20 digits at the bank with this id of the centre's (`simulated`)."""

    payment_id: str
    account: str
    amount: int
    bank: str = "simulated"
    currency: str = "RUB"
    memo: Text = ""


class Pay(Message, frozen=True):
    """Exactly one of `qr` (a wallet's holder pays a provider) and `barcode` (a provider charges a wallet).

    `shown` is the digest from LookedAtQr of what the payer saw: a payment for anything else is refused.
    `order` is the provider's own word for what is paid; of a QR code the code's own counts.
    """

    payment_id: str
    amount: int
    currency: str = "RUB"
    qr: str = ""
    barcode: str = ""
    shown: str = ""
    order: Text = ""


class AskPayment(Message, frozen=True):
    """One payment by its id."""

    payment_id: str


class Confirm(Message, frozen=True):
    """The payer's word on a charge above the no-confirmation limit; `shown` is that payment's digest."""

    payment_id: str
    accept: bool
    shown: str


class PaymentShown(Message, frozen=True):
    """A payment as one of its two sides sees it. `amount` is what moves; sides say who gives and who gets.

    `code` is the payment code people see; `reason` a code of the table of errors, of a failed or returned one.
    `confirm_until` and `shown` only while it waits for its payer, and only for the payer.
    """

    payment_id: str
    code: str
    way: Way
    state: State
    amount: int
    currency: str
    sender: Party
    recipient: Party
    made_at: datetime
    changed_at: datetime
    order: str = ""
    memo: str = ""
    reason: str = ""
    reference: str = ""
    confirm_until: datetime | None = None
    shown: str = ""


class AskPayments(Message, frozen=True):
    """Own payments, newest first; `before` is the `position` of the page before, empty for the newest."""

    before: str = ""
    limit: int = 50


class Payments(Message, frozen=True):
    """A page of them; `more` when there are older ones."""

    payments: list[PaymentShown]
    position: str
    more: bool


class AskAccepted(Message, frozen=True):
    """Payments to a provider in the order in which they were done, after an opaque position."""

    after: str = ""
    limit: int = 500
