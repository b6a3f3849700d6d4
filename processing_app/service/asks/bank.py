"""What the operator asks of the simulated bank; sums in minor units, times in UTC."""

from datetime import datetime

from common.protocol.endpoint import Message
from processing_app.bank.simulated.moods import Mood


class SetBankMood(Message, frozen=True):
    """How the simulated bank behaves from now on; with `times` above 0 the mood passes after so many answers."""

    mood: Mood
    bank: str = "simulated"
    pause_ms: int = 0
    times: int = 0


class BankMood(Message, frozen=True):
    """How a simulated bank behaves, and which payments by link wait for their payers."""

    bank: str
    mood: Mood
    pause_ms: int
    times: int


class BankMoods(Message, frozen=True):
    """All simulated banks."""

    banks: list[BankMood]
    links: list[str]


class AskBankOperations(Message, frozen=True):
    """What the bank did: the newest `limit`, or all of one payment (`<intent>.<n>`)."""

    payment: str = ""
    limit: int = 100


class BankOperation(Message, frozen=True):
    """Something the bank did, or refused with `failure`."""

    number: int
    bank: str
    operation: str
    operation_id: str
    payment: str
    amount: int
    failure: str
    reference: str
    at: datetime


class BankOperations(Message, frozen=True):
    """The newest first."""

    operations: list[BankOperation]


class ConfirmBankLink(Message, frozen=True):
    """The payer of this payment (`<intent>.<n>`) confirms it in his bank's application."""

    payment: str
