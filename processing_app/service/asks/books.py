"""What the operator asks about the ledger and the check of the books; sums in minor units."""

from datetime import datetime

from common.protocol.endpoint import Message, Moment
from common.words import Words


class LedgerAccount(Message, frozen=True):
    """A ledger account's balance."""

    account: str
    amount: int


class Ledger(Message, frozen=True):
    """All balances; they sum to zero. `holds` is the sum over all payments under way."""

    accounts: list[LedgerAccount]
    holds: int
    sum: int
    currency: str


class Verified(Message, frozen=True):
    """The books recomputed from the log equal the stored ones; `payments` are kiosks', `intents` shops'.

    `wallet_payments` are those that wallets sent, withdrew, or paid by QR and barcode.
    """

    events: int
    payments: int
    accounts: int
    sum: int
    last_hash: str
    intents: int = 0
    wallet_payments: int = 0


class AskAccounts(Message, frozen=True):
    """The ledger accounts with their turnover in a period; the whole time when it is not given."""

    since: Moment | None = None
    until: Moment | None = None


class AccountRow(Message, frozen=True):
    """A ledger account: whose it is, what came and went in the period, what is on it now."""

    account: str
    owner: Words
    what: Words
    came: int
    went: int
    balance: int


class Accounts(Message, frozen=True):
    """All ledger accounts; the holds of payments under way are one row. Balances sum to zero."""

    accounts: list[AccountRow]
    sum: int
    balanced: bool
    currency: str


class AskPostings(Message, frozen=True):
    """Postings of one ledger account, the newest first; `account` as the list of accounts names it."""

    account: str
    since: Moment | None = None
    until: Moment | None = None
    offset: int = 0
    limit: int = 100


class PostingRow(Message, frozen=True):
    """What one event moved on an account: `came` and `went` of it, and to or from where."""

    position: int
    at: datetime
    kind: str
    words: Words
    code: str
    payment_id: str
    other: str
    other_owner: Words
    came: int
    went: int
    principal: str


class Postings(Message, frozen=True):
    """A page of an account's postings, and how many there are in all."""

    postings: list[PostingRow]
    found: int
