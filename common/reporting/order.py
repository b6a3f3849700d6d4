"""What is ordered, what a builder makes of it, and what the process apart says while it works."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from common.database import Connection
from common.words import Language, Words

Tell = Callable[[int], None]
"""Hears how many percent are done."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One report: of `kind`, about `subject` (an id or a number; empty: all), for [since, until) ms UTC.

    `folder` is its own and empty; `issuer` and `who` are printed as whose report it is and who formed it; `sources`
    are registers to compare with, as paths; `now` is when it is formed. `name` is the subject's, for people.
    """

    id: int
    kind: str
    subject: str
    name: str
    since: int
    until: int
    language: Language
    csv: bool
    issuer: str
    who: str
    now: int
    database: str
    folder: str
    sources: list["Source"] = []

    @property
    def place(self) -> Path:
        """Where its files go."""
        return Path(self.folder)

    @property
    def ended(self) -> int:
        """The end of what can be known: of the period, or now when it goes on."""
        return min(self.until, max(self.now, self.since + 1))


class Source(msgspec.Struct, frozen=True):
    """A register that came as a file: its path, its name, the day it is of (ISO); `part`: it has other days, too."""

    path: str
    name: str
    day: str
    part: bool = False


class Figure(msgspec.Struct, frozen=True):
    """A sum (minor units) or a count that a letter and the list of reports show."""

    words: Words
    value: int
    kind: Literal["money", "count"] = "money"


class Covering(msgspec.Struct, frozen=True):
    """The letter that the report goes with, in the order's language: a subject and a few lines."""

    subject: str
    lines: list[str]


class Finding(msgspec.Struct, frozen=True):
    """A difference that a comparison found; `data` is what the role's windows show of it."""

    kind: str
    data: dict[str, Any]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a builder made: rows of the main table, figures, whether they agree (None: nothing to agree).

    `others` counts what else the period has, rejected payments or top-ups: without either the report is empty.
    `findings` come of comparisons; `counts` are all of them by kind, also of those beyond the kept ones.
    """

    files: list[str]
    rows: int
    covering: Covering
    figures: list[Figure] = []
    agrees: bool | None = None
    counts: dict[str, int] = {}
    findings: list[Finding] = []
    others: int = 0

    @property
    def empty(self) -> bool:
        """Whether the period has nothing to tell of."""
        return not self.rows and not self.others


Build = Callable[[Connection, Order, Tell], Outcome]
"""Reads one snapshot, writes whole files into the order's folder, names them in `files`, the main one first."""


class Kept(msgspec.Struct, frozen=True):
    """A finished file: its name, bytes, SHA-256 (hex)."""

    name: str
    size: int
    sha256: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the process apart: percent while it works; at the end the outcome with its files, or what failed."""

    percent: int | None = None
    outcome: Outcome | None = None
    files: list[Kept] = []
    code: str = ""
    detail: str = ""
