"""Rows into a file beside the window: a page is asked for while the one before it is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from common import excel
from common.errors import OplataError
from common.qt.desk import Desk
from common.qt.table import cells
from common.qt.table.column import Column, Kind
from common.qt.table.gathering import Gathering
from common.qt.table.query import Fetch, Query
from common.words import Language, Words

LETTER = 7
MARK = Words(", ₽", ", ₽")


class Exporting(QObject):
    """`progressed(done, total)`, then `finished(rows)` or `failed(error)`; `over` when nothing is left to be done.

    A stopped one leaves no file behind: neither does one whose window is closed.
    """

    progressed = Signal(int, int)
    finished = Signal(int)
    failed = Signal(object)
    over = Signal()

    def __init__(
        self, desk: Desk, path: Path, sheet: excel.Sheet, columns: Sequence[Column], source: tuple[Fetch, Query],
        parent: QObject,
    ) -> None:  # fmt: skip
        """Nothing is begun; `source` is who answers and what is asked."""
        super().__init__(parent)
        self._desk = desk
        self._path = path
        self._sheet = sheet
        self._columns = tuple(columns)
        self._language: Language = desk.languages.current
        fetch, query = source
        self._rows = Gathering(fetch, query, [(0, -1)], self._took, self._wrong, self)
        self._file: excel.TableFile | None = None
        self._held: list[Any] | None = None
        self._writing = False
        self._stopped = False
        self._done = self._total = 0
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self._quit)

    def start(self) -> None:
        """Begin the file."""
        self._desk.work(self, lambda: excel.table_file(self._path, self._sheet), then=self._opened, failed=self._wrong)

    def stop(self) -> None:
        """Leave it, and nothing behind."""
        self._stopped = True
        self._rows.stop()
        if not self._writing and self._file is not None:
            self._writing = True
            self._desk.work(self, self._leave, then=lambda _: self.over.emit())

    def _opened(self, file: excel.TableFile) -> None:
        self._file = file
        if self._stopped:
            self.stop()
        else:
            self._rows.proceed()

    def _took(self, rows: list[Any], total: int) -> None:
        self._total = max(total, self._total)
        if self._writing:
            self._held = rows
        else:
            self._put(rows)

    def _put(self, rows: list[Any]) -> None:
        self._writing = True
        if rows:
            self._desk.work(self, lambda: self._write(rows), then=self._written, failed=self._wrong)
            self._rows.proceed()
        else:
            self._desk.work(self, self._finish, then=lambda _: self._end(), failed=self._wrong)

    def _write(self, rows: list[Any]) -> int:
        file = self._file
        assert file is not None
        file.add(self._values(rows))
        if self._stopped:
            self._leave()
        return len(rows)

    def _finish(self) -> None:
        file = self._file
        assert file is not None
        file.finish()
        self._file = None

    def _leave(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.abandon()

    def _values(self, rows: list[Any]) -> list[list[excel.Value]]:
        return [[cells.for_file(column, row, self._language) for column in self._columns] for row in rows]

    def _written(self, count: int) -> None:
        self._writing = False
        self._done += count
        if self._stopped:
            self.over.emit()
            return
        self.progressed.emit(self._done, self._total)
        if self._held is not None:
            held, self._held = self._held, None
            self._put(held)

    def _end(self) -> None:
        self.finished.emit(self._done)
        self.over.emit()

    def _wrong(self, error: OplataError) -> None:
        self._writing = False
        self.failed.emit(error)
        self.stop()
        if self._file is None:
            self.over.emit()

    def _quit(self) -> None:
        """The window is closed: what is being written is left by who writes it, the rest here."""
        self._stopped = True
        if not self._writing:
            self._leave()


def fields(columns: Sequence[Column], widths: Sequence[int], language: Language) -> list[excel.Field]:
    """The columns of the file: as wide as on the screen, sums with their sign in the header."""
    made = []
    for column, width in zip(columns, widths, strict=True):
        title = column.words.of(language)
        if column.kind is Kind.MONEY and "₽" not in title:
            title += MARK.of(language)
        kind = cells.KINDS.get(column.kind, excel.Kind.TEXT)
        least = 19 if kind is excel.Kind.MOMENT else 9
        summed = column.summed and kind is excel.Kind.MONEY
        made.append(excel.Field(title, kind, max(least, min(60, width // LETTER)), summed))
    return made
