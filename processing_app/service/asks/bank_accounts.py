"""What the operator asks of the simulated bank's accounts; sums in minor units, times in UTC."""

from datetime import datetime

from common.protocol.endpoint import Message
from processing_app.bank.simulated.account_moods import AccountMood


class SetAccountMood(Message, frozen=True):
    """How transfers to an account go from now on, or to all of them when it is empty.

    With `times` above 0 the mood passes after so many questions; `pause_ms` is how long a slow one takes.
    """

    mood: AccountMood
    account: str = ""
    bank: str = "simulated"
    pause_ms: int = 0
    times: int = 0


class BankAccount(Message, frozen=True):
    """An account that money has come to: how many transfers, and their sum."""

    bank: str
    account: str
    transfers: int
    amount: int


class MoodOfAccount(Message, frozen=True):
    """How an account behaves; all without a mood of their own, when it is empty."""

    bank: str
    account: str
    mood: AccountMood
    pause_ms: int
    times: int


class BankAccounts(Message, frozen=True):
    """The accounts that money has come to, and every mood but «ok»."""

    accounts: list[BankAccount]
    moods: list[MoodOfAccount]


class AskBankTransfers(Message, frozen=True):
    """The newest `limit` transfers to one account, or to all of them."""

    account: str = ""
    limit: int = 100


class BankTransfer(Message, frozen=True):
    """A transfer as the bank has it: done, refused for a `reason` of the bank's, or pending."""

    number: int
    bank: str
    payment: str
    account: str
    amount: int
    currency: str
    verdict: str
    reference: str
    reason: str
    at: datetime


class BankTransfers(Message, frozen=True):
    """The newest first."""

    transfers: list[BankTransfer]
