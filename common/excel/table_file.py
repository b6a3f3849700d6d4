"""One table into one file, of the kind that its name asks for."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from common.excel.book import Book
from common.excel.csv_file import CsvFile
from common.excel.sheet import Heading, Sheet, TableFile, Value
from common.words import Words

EMPTY = Words("Нет строк с такими условиями", "No rows match")


def table_file(path: Path, sheet: Sheet) -> TableFile:
    """The kind of file that its name asks for."""
    return CsvFile(path, sheet) if path.suffix.lower() == ".csv" else ExcelFile(path, sheet)


class ExcelFile:
    """A workbook of one sheet."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        """Begin a file beside the one it will become."""
        self._book = Book(path, Heading(sheet.title, sheet.about, sheet.language))
        self._page = self._book.table(sheet, empty=EMPTY)

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows; file_not_written when the disk, or the sheet, has no room."""
        self._page.add(rows)

    def finish(self) -> None:
        """The file gets its name."""
        self._book.finish()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._book.abandon()
