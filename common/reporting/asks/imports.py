"""What is asked of registers that come as files, and of what their comparison found."""

from datetime import datetime

from common.protocol.endpoint import LocalPath, Message
from common.words import Words


class AskFindings(Message, frozen=True):
    """What a comparison found, of one kind or (empty) of all, a page."""

    id: int
    kind: str = ""
    offset: int = 0
    limit: int = 200


class FindingRow(Message, frozen=True):
    """A difference: its payment in our words and theirs, why probably, what to do; sums are None where there is none.

    `payment_id` is ours, empty when our books do not know it; `code` is the payment's for people.
    """

    number: int
    kind: str
    kind_words: Words
    words: Words
    action_words: Words
    payment_id: str
    code: str
    key: str
    at: datetime | None
    account: str
    their_account: str
    amount: int | None
    their_amount: int | None


class Findings(Message, frozen=True):
    """A page of differences; `found` counts all of the asked kind."""

    rows: list[FindingRow]
    found: int


class ImportRegister(Message, frozen=True):
    """Take in a register that came as a file: .csv, .tsv, .txt or .xlsx on this computer.

    `day` (ISO) is asked for only when neither the file's name nor its rows tell it.
    """

    subject: str
    path: LocalPath
    day: str = ""


class ImportRow(Message, frozen=True):
    """A register that was taken in: its payments and their sum; `again`: this very file was there already.

    `note` is said when it is taken in: what a person should look at.
    """

    id: int
    subject: str
    name: str
    day: str
    file: str
    number: int
    total: int
    at: datetime
    who: str
    again: bool = False
    note: Words | None = None


class AskImports(Message, frozen=True):
    """Registers that were taken in, newest first, of one subject or of all."""

    subject: str = ""
    offset: int = 0
    limit: int = 100


class Imports(Message, frozen=True):
    """A page of them; `found` are all that fit."""

    imports: list[ImportRow]
    found: int


class ImportId(Message, frozen=True):
    """One imported register."""

    id: int
