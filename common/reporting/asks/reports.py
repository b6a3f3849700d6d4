"""What is asked of reports; sums in minor units, times in UTC."""

from datetime import datetime
from enum import StrEnum

from common.protocol.endpoint import Message, Moment
from common.reporting.asks.mail import MailWish
from common.reporting.order import Figure, Kept
from common.words import Language, Words


class ReportState(StrEnum):
    """Where a report is; only the first two may be cancelled."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OrderReport(Message, frozen=True):
    """Make a report for [since, until). With `wait` the answer comes when it is ready, else at once."""

    kind: str
    since: Moment
    until: Moment
    subject: str = ""
    language: Language = "ru"
    csv: bool = False
    mail: MailWish | None = None
    wait: bool = True


class ReportId(Message, frozen=True):
    """One report."""

    id: int


class AskFile(Message, frozen=True):
    """A file of a ready report, by its name."""

    id: int
    name: str


class AskReports(Message, frozen=True):
    """Reports, newest first, narrowed by what is given."""

    text: str = ""
    kind: str = ""
    state: str = ""
    offset: int = 0
    limit: int = 100


class ReportRow(Message, frozen=True):
    """A report: `place` counts those before it that wait (0: none), `percent` is of the one that is being made.

    `folder` is where its files are on this computer, `links` their addresses at this server, for its owner only;
    `counts` are differences by kind of a comparison; `empty`: the period has nothing, also beside the main table.
    """

    id: int
    kind: str
    title: Words
    subject: str
    name: str
    since: datetime
    until: datetime
    language: Language
    owner: str
    schedule: int | None
    state: ReportState
    words: Words
    place: int
    percent: int
    asked: datetime
    started: datetime | None
    ended: datetime | None
    rows: int
    agrees: bool | None
    figures: list[Figure]
    files: list[Kept]
    folder: str
    counts: dict[str, int]
    letters: int
    problem: Words | None = None
    links: list[str] = []
    empty: bool = False


class ReportRows(Message, frozen=True):
    """A page of reports; `found` are all that fit, `unfinished` those that wait or are being made."""

    reports: list[ReportRow]
    found: int
    unfinished: int


class KindRow(Message, frozen=True):
    """A kind of report as a form offers it."""

    name: str
    title: Words
    does: Words
    about: str
    csv: bool
    compares: bool


class ReportKinds(Message, frozen=True):
    """Everything that can be ordered here."""

    kinds: list[KindRow]


class AskSubjects(Message, frozen=True):
    """Whom a report of a kind may be about, by a part of the name or number."""

    kind: str
    text: str = ""


class SubjectRow(Message, frozen=True):
    """One of them, with the address its letters usually go to."""

    key: str
    name: str
    address: str


class SubjectRows(Message, frozen=True):
    """At most 50."""

    subjects: list[SubjectRow]


class Said(Message, frozen=True):
    """It is done, in words."""

    words: Words
