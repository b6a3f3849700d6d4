"""What is asked and answered about a wallet: its card, its balance, barcodes, charges that wait, the statement."""

from datetime import datetime

from common.protocol.card import Card
from common.protocol.endpoint import Message
from common.protocol.wallets.codes import LookedAtQr
from common.protocol.wallets.payments import Party, PaymentShown
from common.protocol.wallets.wallet import Limits, StatementLine
from common.words import Words


class AddWallet(Message, frozen=True):
    """Take a wallet in by the card that the centre gave out; of a wallet that is here, its new address and password."""

    card: Card


class OneWallet(Message, frozen=True):
    """A wallet by its id or its number; empty: the only one."""

    wallet: str = ""


class AskWallets(Message, frozen=True):
    """The wallets; the deleted ones too if asked for."""

    deleted: bool = False


class WalletKept(Message, frozen=True):
    """A wallet without its password. `balance` is the last one heard of, minor units.

    `news` says whether the centre knows where to tell of payments: `told`, `waiting`, or the code of what is in the
    way. `unknown` payments have an outcome that nobody here knows. `heard` is the number of the last notice. `key` is
    what its news are kept under.
    """

    id: str
    key: str
    name: Words
    number: str
    url: str
    login: str
    currency: str
    deleted: bool
    news: str
    balance: int | None = None
    balance_at: datetime | None = None
    unknown: int = 0
    heard: int = 0


class Wallets(Message, frozen=True):
    """All wallets, and the words about their file when it was found damaged."""

    wallets: list[WalletKept]
    trouble: Words | None = None


class WalletState(Message, frozen=True):
    """A wallet as the centre says it is now; `spent_today` counts against the limit of a day."""

    wallet: str
    number: str
    holder: str
    balance: int
    currency: str
    blocked: bool
    limits: Limits
    spent_today: int
    waiting: int
    at: datetime


class AskWalletRecipient(Message, frozen=True):
    """Whose wallet has this number?"""

    number: str
    wallet: str = ""


class AskWalletTopUp(Message, frozen=True):
    """The code by which a terminal tops the wallet up; without `amount` (minor units) the payer chooses there."""

    wallet: str = ""
    amount: int | None = None


class ReadPayCode(Message, frozen=True):
    """Whom does this text of a code pay?"""

    code_text: str
    wallet: str = ""


class PayCodeRead(Message, frozen=True):
    """`paid` is whom it pays, by the centre's directory; None where it cannot be paid, and `why` says why not.

    `explained` is what the text itself says, field by field: a hint and no more.
    """

    paid: LookedAtQr | None = None
    code: str = ""
    why: Words | None = None
    explained: list[Words] = []


class AskBarcode(Message, frozen=True):
    """A code to pay with: the one that is valid now, or another one if it was used or `fresh` is wanted."""

    wallet: str = ""
    fresh: bool = False


class BarcodeShown(Message, frozen=True):
    """18 digits, good once, for `left_ms` from the answer on, of `whole_ms` in all.

    `spare`: there is no network, this is the second code that was fetched with the first. Charges above
    `no_confirmation` wait for the payer's word.
    """

    code: str
    left_ms: int
    whole_ms: int
    spare: bool
    no_confirmation: int
    currency: str


class Charge(Message, frozen=True):
    """A provider wants money by barcode and waits for the payer's word for `left_ms` more; `shown` is what he saw."""

    wallet: str
    payment_id: str
    code: str
    recipient: Party
    amount: int
    currency: str
    order: str
    shown: str
    left_ms: int


class Charges(Message, frozen=True):
    """All that wait, of every wallet, as the centre said last."""

    charges: list[Charge]


class ConfirmCharge(Message, frozen=True):
    """The payer's word on a charge; `shown` is that charge's."""

    payment_id: str
    accept: bool
    shown: str
    wallet: str = ""


class AskWalletStatement(Message, frozen=True):
    """A page of the statement, newest first; with `text` only lines that hold it, among the newest.

    `newest` is the number of the line that the first page began with: with it a growing list stands still.
    """

    wallet: str = ""
    offset: int = 0
    limit: int = 200
    text: str = ""
    newest: int = 0


class WalletStatement(Message, frozen=True):
    """`count` lines match in all; `behind` is how many events the centre's own statement has yet to read."""

    lines: list[StatementLine]
    count: int
    currency: str
    behind: int


class AskWalletPayments(Message, frozen=True):
    """A page of own payments as the centre has them; `before` is the position of the page before."""

    wallet: str = ""
    before: str = ""
    limit: int = 50


class WalletPayments(Message, frozen=True):
    """A page of them."""

    payments: list[PaymentShown]
    position: str
    more: bool
