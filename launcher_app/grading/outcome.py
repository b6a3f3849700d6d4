"""What a grading found, as it is kept: results of checks with their evidence, scenarios, the exchanges."""

from enum import StrEnum

import msgspec

from common.words import Words
from launcher_app.proxy import Exchange
from launcher_app.session import Mark


class Status(StrEnum):
    """How a check ended; only the first counts as passed."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    WARNING = "warning"
    NOT_RUN = "not_run"


STATUS_WORDS = {
    Status.PASSED: ("●", Words("пройдено", "passed")),
    Status.PARTIAL: ("◑", Words("частично", "in part")),
    Status.FAILED: ("✖", Words("не пройдено", "failed")),
    Status.WARNING: ("⚠", Words("предупреждение", "warning")),
    Status.NOT_RUN: ("⊘", Words("не запускалось", "not run")),
}


class Evidence(msgspec.Struct, frozen=True):
    """Where to look: numbers of exchanges, lines of logs, rows of registers."""

    exchanges: list[int] = []
    lines: list[str] = []
    rows: list[str] = []


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One check. `right` of `asked` parts of it were as they should be; `scenario` names where it was seen.

    `attempt` is 2 where it was repeated because the first time did not go well, and `first` says how that went.
    """

    check: str
    title: Words
    status: Status
    right: int
    asked: int
    expected: Words
    got: Words
    evidence: Evidence = Evidence()
    scenario: str = ""
    hidden: bool = False
    ms: int = 0
    attempt: int = 1
    first: Words | None = None


class MoneyRow(msgspec.Struct, frozen=True):
    """Where some of the money is, minor units: what came in is negative, so that all of it adds up to zero."""

    words: Words
    amount: int


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario as it was played: which exchanges it had, how long it took, where the money was at its end."""

    name: str
    title: Words
    first: int
    last: int
    ms: int
    attempts: int
    money: list[MoneyRow] = []
    problem: str = ""


class Criterion(msgspec.Struct, frozen=True):
    """A criterion with its points, in hundredths."""

    name: str
    title: Words
    points: int


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """A check with its points, in hundredths: what it is worth, what it got, and what it got before an override."""

    result: Result
    criterion: str
    weight: int
    worth: int
    points: int
    quote: str
    hint: Words
    before: int | None = None
    reason: str = ""


class Manual(msgspec.Struct, frozen=True):
    """Points that a person gave for what no program sees, in hundredths."""

    title: str
    points: int
    worth: int
    reason: str


class Paper(msgspec.Struct, frozen=True):
    """Lines of a log with their numbers: the last ones, and those before them that some check points at."""

    name: str
    lines: list[tuple[int, str]]


class Picture(msgspec.Struct, frozen=True):
    """A window, or why there is no picture of it; `file` lies in report_files/pictures, `thumb` is a data: address."""

    title: Words
    file: str = ""
    thumb: str = ""
    why: Words | None = None


class Side(msgspec.Struct, frozen=True):
    """One of the three books: how many payments it has, and their sum, minor units."""

    words: Words
    count: int
    amount: int


class Difference(msgspec.Struct, frozen=True):
    """A payment that the books do not agree about: what was sent, its state at the centre, what was credited."""

    code: str
    sent: int | None
    status: str
    credited: list[int]
    words: Words


class Reconciled(msgspec.Struct, frozen=True):
    """The books side by side, or why they are not."""

    sides: list[Side] = []
    differences: list[Difference] = []
    why: Words | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A whole grading: everything that the reports are made of."""

    role: str
    target: str
    team: str
    variant: str
    seed: int
    began_ms: int
    ms: int
    command: str
    environment: dict[str, str]
    hashes: dict[str, str]
    results: list[Result]
    played: list[Played]
    exchanges: list[Exchange]
    papers: list[Paper] = []
    starts: dict[str, int] = {}
    """How long each program took until it answered, milliseconds."""
    pictures: list[Picture] = []
    reconciled: Reconciled | None = None
    marks: list[Mark] = []
    """Stars and notes of the launcher's window."""
    stopped: bool = False
    """It was broken off: the checks that it did not come to are not run."""
