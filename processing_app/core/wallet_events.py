"""The events of wallets, beside those of every payment in events.py. Stored for ever, never changed.

Sums in minor units, times in milliseconds UTC. Payments by QR and barcode are streams `intent/<payment_id>`, sending
and withdrawing `transfer/<payment_id>`; both begin with WalletPaymentStarted and go on as any payment: PaymentFailed,
PaymentCaptured, PaymentCancelled. No event holds a barcode: `code` is its mask.
"""

from processing_app.core.events import Event


class WalletPaymentStarted(Event, frozen=True):
    """The payment service took it (seed 002, steps 1-5): sides verified, normalised, its barcode spent, its task put.

    `way` is send, withdraw, qr or barcode. `recipient` is wallet:<number>, provider:<id> or bank:<id>, then `account`
    is the account there. Names are the directory's. `code` is the mask of the barcode, or the QR's key id.
    A charge that waits for its payer has `confirm_until`; `shown` is the digest of what the payer sees.
    """

    payment_id: str
    number: int
    way: str
    sender: str
    recipient: str
    amount: int
    currency: str
    sender_name: str
    recipient_name: str
    account: str = ""
    order: str = ""
    memo: str = ""
    code: str = ""
    shown: str = ""
    confirm_until: int = 0


class PayerConfirmed(Event, frozen=True):
    """The payer saw the name and the sum, and said yes."""

    payment_id: str
    shown: str


class WalletAuthorized(Event, frozen=True):
    """The executor validated the sender's wallet and holds the money (seed 002, steps 1-2)."""

    payment_id: str


class WalletToppedUp(Event, frozen=True):
    """A kiosk's payment (its id) came to a wallet; stream `wallet-top-up/<payment_id>`."""

    payment_id: str
    wallet: str
    amount: int
    currency: str


class WalletTopUpReversed(Event, frozen=True):
    """It went back to the agent."""

    payment_id: str
    reversal_id: str
    wallet: str
    amount: int
    currency: str


WALLET_KINDS: tuple[type[Event], ...] = (
    WalletPaymentStarted, PayerConfirmed, WalletAuthorized, WalletToppedUp, WalletTopUpReversed,
)  # fmt: skip
