"""Codes that pay: the static QR of a provider, signed by the centre, and the dynamic barcodes of a wallet."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.protocol.wallets.payments import Text


class AskBarcodes(Message, frozen=True):
    """Two codes of the asker's own wallet."""


class Barcode(Message, frozen=True):
    """18 digits, good once, from one moment until another."""

    code: str
    valid_from: datetime
    valid_until: datetime


class Barcodes(Message, frozen=True):
    """`now` lives 60 s from the fetch; `later`, for a short cut of the network, from then to 120 s."""

    now: Barcode
    later: Barcode
    no_confirmation: int


class AskQr(Message, frozen=True):
    """A signed code of the asking provider; `amount` 0 lets the payer choose, minor units."""

    form: Literal["emv", "link"] = "emv"
    amount: int = 0
    order: Text = ""
    currency: str = "RUB"


class QrMade(Message, frozen=True):
    """The text of the QR code."""

    text: str
    form: Literal["emv", "link"]
    key_id: str
    name: str
    amount: int
    order: str


class LookAtQr(Message, frozen=True):
    """What a scanner has read, as it is."""

    qr: str


class LookedAtQr(Message, frozen=True):
    """Whom this code pays, by the directory and never by the code: only of a code that the centre has signed.

    `shown` is the digest to pay with. `text_differs` says what the code's own text calls itself, where it differs.
    """

    provider_id: int
    name: str
    amount: int
    order: str
    currency: str
    key_id: str
    shown: str
    text_differs: str = ""


class AskQrKeys(Message, frozen=True):
    """The public keys by which anybody may check a code."""


class QrKey(Message, frozen=True):
    """An Ed25519 public key, 64 hex digits; `state` retired: codes signed by it pay no more."""

    key_id: str
    public: str
    state: Literal["current", "old", "retired"]
    made_at: datetime


class QrKeys(Message, frozen=True):
    """All of them, and the centre's own id, which stands in what is signed."""

    centre: str
    keys: list[QrKey]
