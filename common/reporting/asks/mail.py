"""What is asked of letters and of the way they leave."""

from datetime import datetime
from enum import StrEnum

from common.protocol.endpoint import LocalPath, Message
from common.reporting.order import Kept
from common.words import Language, Words


class MailWish(Message, frozen=True):
    """Who gets the report when it is ready, and whether an empty one is sent, too."""

    recipients: list[str] = []
    empty_too: bool = False


class Way(StrEnum):
    """How letters leave: as .eml files in a folder, or to a mail server."""

    FOLDER = "folder"
    SMTP = "smtp"


class Security(StrEnum):
    """How the line to the mail server is kept private."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class SetMail(Message, frozen=True):
    """How letters leave. An empty password keeps the one there is; `ca_file` is a PEM of an own authority."""

    way: Way = Way.FOLDER
    sender: str = ""
    sender_name: str = ""
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    login: str = ""
    password: str = ""
    ca_file: LocalPath = ""


class MailShown(Message, frozen=True):
    """The same, without the password; `folder` is where .eml files go.

    `problem` is why no letter leaves now, where the way itself is at fault; `again` is when it is tried next.
    """

    way: Way
    sender: str
    sender_name: str
    host: str
    port: int
    security: Security
    login: str
    has_password: bool
    ca_file: str
    folder: str
    problem: Words | None = None
    again: datetime | None = None


class SendReport(Message, frozen=True):
    """Mail a report that is ready, a letter a recipient."""

    id: int
    recipients: list[str]


class PreviewLetter(Message, frozen=True):
    """How the letter with a ready report looks."""

    id: int


class LetterPreview(Message, frozen=True):
    """The letter before it is sent: both forms of its text, what is attached, the first rows of the first sheet."""

    subject: str
    text: str
    html: str
    files: list[Kept]
    sheet: list[list[str]]


class TryMail(Message, frozen=True):
    """A letter without an attachment, to see that letters leave at all."""

    recipient: str
    language: Language = "ru"


class LetterState(StrEnum):
    """Where a letter is; a failed one waits for a person."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class AskLetters(Message, frozen=True):
    """The outbox, newest first."""

    text: str = ""
    state: str = ""
    report: int = 0
    offset: int = 0
    limit: int = 100


class LetterId(Message, frozen=True):
    """One letter."""

    id: int


class LetterRow(Message, frozen=True):
    """A letter of the outbox: `way` is where it went, a file's path or a server; `due` is when it is tried next.

    `problem` says why it has not gone and what to do, `reason` is the other side's own word about it.
    """

    id: int
    message_id: str
    recipient: str
    subject: str
    report: int | None
    state: LetterState
    words: Words
    attempts: int
    reason: str
    way: str
    made: datetime
    due: datetime | None
    ended: datetime | None
    problem: Words | None = None


class Letters(Message, frozen=True):
    """A page of the outbox; `waiting` and `failed` are counted over all of it."""

    letters: list[LetterRow]
    found: int
    waiting: int
    failed: int
