"""What every builder of the centre works with: who is meant, the cells' words, the main table with its .csv."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Self, TypeVar

from common import excel
from common.database import Connection
from common.errors import Rejected
from common.excel import Heading, Sheet, TableFile, Totals, Value
from common.reporting import period
from common.reporting.kinds import Kind
from common.reporting.naming import file_name
from common.reporting.order import Order, Tell
from common.words import Language, Words
from processing_app.reports import cells
from processing_app.reports.cells import Cells, Column
from processing_app.store import reports
from processing_app.store.names import Names, names
from processing_app.store.reports import Which

AT_ONCE = 1000
LONGEST_NUMBER = 19
FIRST, LAST = 5, 90
"""Percents between which the rows are written."""
SUMMARY = Words("Сводка", "Summary")
Item = TypeVar("Item")


class Making(NamedTuple):
    """A report that is being made."""

    db: Connection
    order: Order
    kind: Kind
    which: Which
    names: Names
    cells: Cells
    about: str

    @property
    def language(self) -> Language:
        """The report's own."""
        return self.order.language

    def name(self, suffix: str = ".xlsx") -> str:
        """The name of its file."""
        return file_name(self.order, self.kind.slug, suffix)

    def heading(self) -> Heading:
        """What the workbook says of itself."""
        title = self.kind.title.of(self.language)
        named = f"{title}: {self.order.name}" if self.order.name else title
        return Heading(named, self.about, self.language, self.order.issuer)

    def sheet(self, name: Words, columns: Sequence[Column], *more: str) -> Sheet:
        """A sheet of the workbook, titled by its name; `more` is said of it alone."""
        title = f"{self.kind.title.of(self.language)}: {name.of(self.language)}"
        about = period.BETWEEN.join((self.about, *more))
        return Sheet(name.of(self.language), title, about, cells.fields(self.language, *columns), self.language)


def number_of(order: Order) -> int:
    """The subject's own number; below nought the centre itself is the provider."""
    digits = order.subject.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_NUMBER):
        raise Rejected("unknown_contract", order.subject)
    return int(order.subject)


def begin(
    db: Connection, order: Order, kind: Kind, which: Which, known: Names | None = None, narrowed: str = ""
) -> Making:
    """Look up whose names the report has in it; `narrowed` says what it is narrowed to."""
    known = known or names(db)
    say = Cells(known, order.language, reports.why_reversed(db))
    return Making(db, order, kind, which, known, say, period.about(order, narrowed))


class MainTable:
    """Rows that go into a book's sheet and, when it was ordered, into a .csv of the same name; left, no half stays."""

    def __init__(self, book: excel.Book, made: Making, sheet: Sheet) -> None:
        """Begin both."""
        self._page = book.table(sheet)
        self.files: list[str] = []
        self._csv: TableFile | None = None
        if made.order.csv:
            name = made.name(".csv")
            self._csv = excel.table_file(made.order.place / name, sheet)
            self.files.append(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._csv is not None:
            self._csv.abandon()

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows, a part at a time where there are two files."""
        if self._csv is None:
            self._page.add(rows)
            return
        left = iter(rows)
        while part := list(islice(left, AT_ONCE)):
            self._page.add(part)
            self._csv.add(part)

    def finish(self) -> Totals:
        """Both are whole."""
        if self._csv is not None:
            self._csv.finish()
        return self._page.finish()


def told(items: Iterable[Item], expected: int, tell: Tell) -> Iterator[Item]:
    """The same, saying from time to time how far it is."""
    for number, item in enumerate(items):
        if number % AT_ONCE == 0:
            tell(FIRST + (LAST - FIRST) * min(number, expected) // max(expected, 1))
        yield item
