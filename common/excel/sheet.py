"""What a table in a file is made of: its columns, what they hold, what is said above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol

from common.words import Language


class Kind(StrEnum):
    """What a column holds: money as whole minor units, a share as hundredths of a percent, a moment aware or ms UTC."""

    TEXT = "text"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    MOMENT = "moment"
    DAY = "day"


Value = str | int | datetime | date | None
Mark = Literal["", "status", "difference"]
"""What is made conspicuous in a column: «Отклонён» and «Требует разбора», or every difference that is not 0."""


class Field(NamedTuple):
    """A column: its header, what it holds, its width in letters, whether its sums mean anything, what is marked.

    `summed` None: money is summed, nothing else is; only money and counts can be.
    """

    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    summed: bool | None = None
    mark: Mark = ""

    @property
    def totalled(self) -> bool:
        """Whether the last row has its sum."""
        if self.summed is None:
            return self.kind is Kind.MONEY
        return self.summed and self.kind in (Kind.MONEY, Kind.COUNT)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: a name and a title, a line about the period and the filter, and the columns."""

    name: str
    title: str
    about: str
    fields: Sequence[Field]
    language: Language = "ru"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a workbook says of itself: its title, period · zone · when and by whom it is formed · filter; its author."""

    title: str
    about: str
    language: Language = "ru"
    author: str = "Oplata"


class Totals(NamedTuple):
    """What a table had: how many rows, and a sum a column (minor units or a count; 0 where nothing is summed)."""

    rows: int
    sums: tuple[int, ...]


class TableFile(Protocol):
    """A file that rows are added to; it appears under its name only when it is whole."""

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows, each with a value per field."""

    def finish(self) -> None:
        """Complete the file and give it its name."""

    def abandon(self) -> None:
        """Leave nothing behind."""
