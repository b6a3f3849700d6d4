"""What is asked and answered about payments out of a wallet: send, withdraw, pay by QR, and what became of each."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.protocol.wallets.payments import PaymentShown, Text
from common.words import Words
from consumer_app.core import PaymentState


class SendMoney(Message, frozen=True):
    """Money to another wallet; `told` is the recipient's name as the payer saw it.

    `payment_id` is a UUIDv7 of one's own, made before the first try: asked again with it, nothing is paid twice.
    """

    recipient: str
    amount: int
    memo: Text = ""
    told: str = ""
    wallet: str = ""
    payment_id: str = ""


class WithdrawMoney(Message, frozen=True):
    """Money to a bank account of 20 digits; `payment_id` as in SendMoney."""

    account: str
    amount: int
    bank: str = "simulated"
    memo: Text = ""
    wallet: str = ""
    payment_id: str = ""


class PayByQr(Message, frozen=True):
    """Pay by a code that was looked at: `shown` and `told` are the digest and the name of what was seen then."""

    code_text: str
    amount: int
    shown: str
    told: str = ""
    wallet: str = ""
    payment_id: str = ""


class PaymentKnown(Message, frozen=True):
    """A payment as this program knows it; `shown` is the centre's last word on it.

    `way` is send, withdraw or qr; `told` whom the payer saw; `code` and `words` of a refusal, or of what is in the way
    of the outcome. `repeated`: it was known before it was asked for, and nothing moved now. `trace` finds it anywhere.
    """

    payment_id: str
    trace: str
    wallet: str
    way: Literal["send", "withdraw", "qr"]
    told: str
    amount: int
    currency: str
    made_at: datetime
    state: PaymentState
    attempts: int
    code: str = ""
    words: Words | None = None
    shown: PaymentShown | None = None
    repeated: bool = False


class FindPayment(Message, frozen=True):
    """A payment by its id."""

    payment_id: str


class AskPaymentsMade(Message, frozen=True):
    """The newest payments that were made here."""

    wallet: str = ""
    limit: int = 50


class PaymentsMade(Message, frozen=True):
    """Newest first."""

    payments: list[PaymentKnown]


class RetryPayments(Message, frozen=True):
    """Ask the centre again about payments whose outcome is unknown, with the same ids; all of them, or one."""

    payment_id: str = ""


class PaymentsRetried(Message, frozen=True):
    """What they have become."""

    payments: list[PaymentKnown]
    still_unknown: int
