"""A wallet as its holder sees it: balance, limits, statement; and whom its holder may send to."""

from datetime import datetime

from common.protocol.endpoint import Message, Moment
from common.protocol.wallets.payments import Way


class AskWallet(Message, frozen=True):
    """One's own wallet, or a provider's acceptance of payments."""


class Limits(Message, frozen=True):
    """What a wallet may spend, minor units: in one operation, in a Moscow day; and how many operations in an hour.

    Charges by barcode above `no_confirmation` wait for the payer's word.
    """

    per_operation: int = 1_500_000
    per_day: int = 6_000_000
    per_hour: int = 60
    no_confirmation: int = 100_000


class WalletShown(Message, frozen=True):
    """`balance` is the ledger's, `spent_today` counts against `per_day`; `waiting` charges wait for the holder."""

    number: str
    name: str
    balance: int
    currency: str
    blocked: bool
    limits: Limits
    spent_today: int
    waiting: int
    at: datetime


class AcceptanceShown(Message, frozen=True):
    """A provider that takes QR and barcode payments, as the directory names it; `balance` is what it is owed."""

    provider_id: int
    name: str
    balance: int
    currency: str
    active: bool
    at: datetime


class AskRecipient(Message, frozen=True):
    """Whose wallet has this number? So many wrong ones an hour."""

    number: str


class Recipient(Message, frozen=True):
    """The holder's name, shortened: «Иван И.»."""

    number: str
    name: str


class AskStatement(Message, frozen=True):
    """One's own statement, newest first; `before` is a line's number, 0 for the newest."""

    before: int = 0
    limit: int = 50
    since: Moment | None = None
    until: Moment | None = None


class StatementLine(Message, frozen=True):
    """A movement: `amount` is signed, `balance` is after it; lines of a wallet are numbered from 1 without a gap."""

    line: int
    payment_id: str
    code: str
    at: datetime
    way: Way
    amount: int
    balance: int
    with_whom: str
    returned: bool = False


class Statement(Message, frozen=True):
    """A page as the wallet service knows it; `behind` is how many events it has yet to read."""

    lines: list[StatementLine]
    balance: int
    currency: str
    more: bool
    behind: int
