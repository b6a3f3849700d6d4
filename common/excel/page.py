"""A sheet with one table: title, header, rows as they come, one total right after them; a row a time in memory."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from common.errors import Unavailable
from common.excel import lines, marks, top
from common.excel.cells import SUM, USUAL_WIDTH, letters, number
from common.excel.disk import words_for_disk
from common.excel.grid import down
from common.excel.sheet import Field, Kind, Sheet, Totals, Value
from common.excel.style import LINE, TOTAL, Styles
from common.excel.text import fit
from common.words import Words

HEADER_ROW = 3
FIRST = HEADER_ROW + 1
MOST_ROWS = 1_048_576 - FIRST - 1
FROZEN_COLUMNS, FROZEN_LETTERS = 3, 60


class Page:
    """Money is a number with two digits counted from whole minor units; a text stays a text whatever it begins with."""

    def __init__(self, page: Any, styles: Styles, path: Path, sheet: Sheet, empty: Words) -> None:
        """Made by a Book; `empty` is said when there are no rows."""
        self._page = page
        self._styles = styles
        self._path = path
        self._sheet = sheet
        self._empty = empty
        self._rows = 0
        self._sums = [0] * len(sheet.fields)
        self._totals: Totals | None = None
        self._cells = [
            lines.cell(column, field.kind, lines.number_of(styles.cell(field.kind, LINE)), self._sums)
            for column, field in enumerate(sheet.fields)
        ]
        widths = dict(enumerate(field.width for field in sheet.fields))
        self._last_column = top.last_column(
            sheet.title, sheet.about, len(widths) - 1, lambda column: widths.get(column, USUAL_WIDTH)
        )
        self._open()

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows; file_not_written when the disk, or the sheet, has no room."""
        with words_for_disk(self._path):
            for count in lines.written(self._page, FIRST + self._rows, self._cells, self._counted(rows)):
                self._rows += count

    def finish(self) -> Totals:
        """The total, the filter's buttons, what is printed; a second time it only answers."""
        if self._totals is None:
            self._totals = Totals(self._rows, tuple(self._sums))
            with words_for_disk(self._path):
                self._close()
        return self._totals

    def _counted(self, rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
        """The rows, as long as the sheet has room for them and their total."""
        for done, values in enumerate(rows, self._rows):
            if done == MOST_ROWS:
                raise Unavailable("file_not_written", f"{self._path.name} (> {MOST_ROWS})")
            yield values

    def _open(self) -> None:
        page, sheet = self._page, self._sheet
        for column, field in enumerate(sheet.fields):
            page.set_column(column, column, field.width)
        top.write(page, self._styles, sheet.title, sheet.about, sheet.language, self._last_column)
        top.print_on_paper(page, sheet.language)
        page.set_row(HEADER_ROW, 32)
        for column, field in enumerate(sheet.fields):
            page.write_string(HEADER_ROW, column, fit(field.title), self._styles.header(field.kind))
        page.freeze_panes(FIRST, _frozen(sheet.fields))
        page.repeat_rows(HEADER_ROW)

    def _close(self) -> None:
        page, last, width = self._page, FIRST + self._rows - 1, len(self._sheet.fields) - 1
        if not self._rows:
            last += 1
            page.write_string(last, 0, self._empty.of(self._sheet.language), self._styles.cell(Kind.TEXT))
        page.autofilter(HEADER_ROW, 0, last, width)
        page.print_area(0, 0, last + 1, self._last_column)
        self._total(last + 1)
        for column, field in enumerate(self._sheet.fields):
            marks.column(page, self._styles, field, (FIRST, last, column), self._sheet.language)
        texts = [column for column, field in enumerate(self._sheet.fields) if field.kind is Kind.TEXT]
        if texts:
            page.ignore_errors({"number_stored_as_text": " ".join(down(column, FIRST, last) for column in texts)})

    def _total(self, line: int) -> None:
        """Of what the reader's own filter leaves to be seen; the result is written too, for previews do not count."""
        for column, field in enumerate(self._sheet.fields):
            if field.totalled:
                style = self._styles.cell(field.kind, TOTAL)
                amount = number(field.kind, self._sums[column])
                needed = letters(field.kind, self._sums[column])
                self._page.set_column(column, column, max(field.width, needed))
                self._page.write_formula(line, column, f"=SUBTOTAL(109,{down(column, FIRST, line - 1)})", style, amount)
            elif column == 0:
                self._page.write_string(line, 0, SUM.of(self._sheet.language), self._styles.of(TOTAL))
            else:
                self._page.write_blank(line, column, None, self._styles.of(TOTAL))


def _frozen(fields: Sequence[Field]) -> int:
    """Columns that stay in sight: three, if something is left to be scrolled on a small screen."""
    widths = [field.width for field in fields]
    return max(n for n in range(min(FROZEN_COLUMNS, len(fields) - 1) + 1) if sum(widths[:n]) <= FROZEN_LETTERS)
