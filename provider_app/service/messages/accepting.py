"""What the operator asks about acceptance by QR and barcode; sums in minor units, moments in UTC."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from common.protocol.card import Card
from common.protocol.endpoint import Message
from common.protocol.wallets.payments import Text
from common.words import Language, Words
from provider_app.service.messages.lists import ContractId, Sheet

BarcodeText = Annotated[str, Meta(max_length=64)]
Form = Literal["emv", "link"]


class ImportAcceptance(Message, frozen=True):
    """Take payments by this card; one before it ends. `contract` is whose centre may read what came: 0 the only one."""

    card: Card
    contract: ContractId = 0


class AcceptanceState(Message, frozen=True):
    """Whether a card is in force, and what its centre said last; `asked_at` is when, None before its first answer.

    `trouble` says in words why the centre is not reached, `notices` why it cannot be told where to notify.
    """

    imported: bool
    number: str = ""
    name: str = ""
    centre: Words = Words("", "")
    url: str = ""
    balance: int = 0
    currency: str = "RUB"
    active: bool = False
    told: bool = False
    asked_at: datetime | None = None
    trouble: Words | None = None
    notices: Words | None = None


class AskAcceptanceQr(Message, frozen=True):
    """A code that the centre signs: `amount` 0 lets the payer choose, `order` is our own word for what is paid."""

    amount: int = 0
    order: Text = ""
    form: Form = "emv"


class AskSheet(AskAcceptanceQr, frozen=True):
    """The same code on a sheet of A6, in a language."""

    language: Language = "ru"


class QrSheet(Message, frozen=True):
    """The sheet as a file, and what to call it."""

    name: str
    pdf: bytes


class Charge(Message, frozen=True):
    """Take a sum by the barcode that a buyer shows; the same barcode again is the same charge."""

    barcode: BarcodeText
    amount: int
    order: Text = ""


class OneAccepted(Message, frozen=True):
    """A payment by its id."""

    payment_id: str


class AcceptedKind(StrEnum):
    """What to list of the payments."""

    ANY = ""
    QR = "qr"
    BARCODE = "barcode"


class AcceptedGroup(StrEnum):
    """How far the payments of a list have come."""

    ANY = ""
    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


class AcceptedOrder(StrEnum):
    """What the payments may be ordered by."""

    AT = "at"
    AMOUNT = "amount"
    STATE = "state"
    WAY = "way"
    ORDER = "purpose"
    PAYER = "payer"


class AcceptedShown(Message, frozen=True):
    """A payment by QR or barcode; `code` is what people see, `why` a refusal or a silence in words.

    `state`: sending, waiting_for_payer, accepted, processing, done, failed, returned. `waits_until` is when the payer's
    time to confirm ends. A `stranded` one was not over when another card took this one's place: its centre knows.
    """

    payment_id: str
    code: str
    way: str
    state: str
    amount: int
    currency: str
    order: str
    payer: str
    wallet: str
    barcode: str
    reason: str
    why: Words | None
    at: datetime
    changed_at: datetime
    waits_until: datetime | None
    stranded: bool
    trace: str


class FindAccepted(Sheet, frozen=True):
    """A page of payments by QR and barcode; the text may be a code, an id, an order, a payer or a wallet."""

    way: AcceptedKind = AcceptedKind.ANY
    group: AcceptedGroup = AcceptedGroup.ANY
    order: AcceptedOrder = AcceptedOrder.AT


class AcceptedFound(Message, frozen=True):
    """A page; `count` is of everything that was looked for, `done` of what is done among it, `amount` its sum."""

    rows: list[AcceptedShown]
    count: int
    up_to: int
    done: int
    amount: int
