"""A sheet of blocks: figures, signed lines with their check, small tables, charts; one blank row between blocks."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from common.excel import balance, marks, paper, top
from common.excel.balance import Balance, Line
from common.excel.cells import NOTHING, SUM, letters, number, stored
from common.excel.chart import MOST, Chart, drawn
from common.excel.disk import words_for_disk
from common.excel.grid import GAP_WIDTH, HEADER_HEIGHT, Cell, Grid, Range, down
from common.excel.sheet import Field, Heading, Kind, Value
from common.excel.style import BLOCK, FIGURE, LABEL, LEFT, LINE, NUMBERS, RESULT, TOTAL, WRAPPED, Styles
from common.excel.text import fit
from common.words import Words

FIRST = 4
LABELS, FIGURES, LONGEST_NAMES = 34, 20, 44
CHART_WIDTH, CHART_HEIGHT, CHART_GAP, CHART_DROP = 620, 260, 20, 3
"""A chart hangs a little under the line that it begins at: else its border is printed on the page before, too."""
BIG = 1.5
NUMERIC = (Kind.MONEY, Kind.COUNT, Kind.SHARE)


class Block(NamedTuple):
    """Where the last block is."""

    top: int
    bottom: int
    left: int
    right: int


class Summary:
    """Blocks go one under another, or beside the last one; all is written when the book is finished."""

    def __init__(self, book: Any, page: Any, styles: Styles, path: Path, heading: Heading, charts: list[Chart]) -> None:
        """Made by a Book; `charts` are all of the book."""
        self._book = book
        self._page = page
        self._styles = styles
        self._path = path
        self._heading = heading
        self._language = heading.language
        self._drawn = charts
        self._grid = Grid()
        self._block = Block(FIRST - 2, FIRST - 2, 0, 0)
        self._bottom = FIRST - 2
        self._right = 0
        self._balance = Balance()
        self._checks: list[tuple[int, int]] = []
        self._texts: list[str] = []
        self._marked: list[tuple[Field, tuple[int, int, int]]] = []
        self._charts: list[tuple[tuple[int, int], int, Chart]] = []

    def lines(self, lines: Sequence[Line], title: str = "", *, beside: bool = False) -> None:
        """A line under another: its sign and label, then its value."""
        row, left = self._begin(title, beside=beside)
        self._grid.widen(left, LABELS)
        self._grid.widen(left + 1, FIGURES)
        for at, line in enumerate(lines, row):
            look = RESULT if line.sign == "=" else LINE
            self._text(at, left, line.label(self._language), self._styles.cell(Kind.TEXT, WRAPPED, look))
            self._value(at, left + 1, line, {"align": "right", **look} if line.kind in NUMERIC else {**LEFT, **look})
            self._grid.make_room(at, left, line.label(self._language))
        self._ended(row + len(lines) - 1, left, left + 1)
        self._balance = balance.of(lines, [(row + n, left + 1) for n in range(len(lines))])

    def figures(self, lines: Sequence[Line], title: str = "") -> None:
        """Big figures side by side, each under its label."""
        row, left = self._begin(title, beside=False)
        for at, line in enumerate(lines, left):
            self._text(row, at, line.label(self._language), self._styles.cell(Kind.TEXT, LABEL))
            self._value(row + 1, at, line, FIGURE)
            figure = letters(line.kind, line.amount, bigness=BIG) if isinstance(line.amount, int) else 0
            self._grid.widen(at, max(FIGURES, figure))
        self._grid.heighten(row, 34)
        self._grid.heighten(row + 1, 32)
        self._ended(row + 1, left, left + len(lines) - 1)
        self._balance = balance.of(lines, [(row + 1, left + n) for n in range(len(lines))])

    def check(self, words: Words, difference: int) -> None:
        """Right under the last lines or figures: what should be 0, counted by the sheet itself, and what that means."""
        row, left = self._block.bottom + 1, self._block.left
        place = xl_rowcol_to_cell(row, left + 1)
        formula, word = self._balance.formula_of(difference), balance.word_formula(place, self._language)
        self._grid.widen(left, LABELS)
        self._grid.widen(left + 2, FIGURES)
        self._text(row, left, words.of(self._language), self._styles.cell(Kind.TEXT, LINE, WRAPPED))
        self._grid.make_room(row, left, words.of(self._language))
        self._grid.put(row, left + 1, Cell(self._styles.cell(Kind.MONEY, LINE), difference / 100, formula))
        said = balance.word(difference, self._language)
        self._grid.put(row, left + 2, Cell(self._styles.of(LINE, LEFT), said, word))
        self._checks.append((row, left + 1))
        self._ended(row, left, max(left + 2, self._block.right))

    def table(
        self, fields: Sequence[Field], rows: Iterable[Sequence[Value]], title: str = "", *, totals: bool = True,
        beside: bool = False, empty: Words = NOTHING,
    ) -> Range:  # fmt: skip
        """A small table; its columns can be drawn."""
        row, left = self._begin(title, beside=beside)
        held = [list(values) for values in rows]
        body = [[stored(field.kind, value) for field, value in zip(fields, values, strict=True)] for values in held]
        first, last = row + 1, row + max(1, len(body))
        for n, field in enumerate(fields):
            self._column(field, [values[n] for values in body], (row, last, left + n), first_one=n == 0)
        if not body:
            self._text(last, left, empty.of(self._language), self._styles.cell(Kind.TEXT, LINE))
        self._grid.heighten(row, HEADER_HEIGHT)
        self._ended(last, left, left + len(fields) - 1)
        if totals:
            self._total(fields, [[values[n] for values in held] for n in range(len(fields))], first, last)
        numbers = ["dd.mm" if field.kind is Kind.DAY else NUMBERS[field.kind] for field in fields]
        columns = [[values[n] for values in body] for n in range(len(fields))]
        return Range(self._page.get_name(), first, last, left, columns, numbers)

    def chart(self, chart: Chart, *, beside: bool = True) -> None:
        """Beside the last block, or under it; one without a single number is not drawn."""
        if not chart.categories.data:
            return
        assert len(self._drawn) < MOST, "more than two charts in a workbook are not looked at"
        self._drawn.append(chart)
        row, left = self._begin("", beside=beside, gap=0)
        last = self._grid.below(row, CHART_DROP + CHART_HEIGHT)
        self._charts.append(((row, last), left, chart))
        self._ended(last, left, self._grid.right_of(left, CHART_WIDTH + CHART_GAP))

    def finish(self) -> None:
        """All blocks into the sheet."""
        page, styles, about = self._page, self._styles, self._heading
        last = top.last_column(about.title, about.about, self._right, self._grid.letters)
        with words_for_disk(self._path):
            top.write(page, styles, about.title, about.about, self._language, last)
            top.print_on_paper(page, self._language)
            page.set_h_pagebreaks(paper.breaks([rows for rows, _, _ in self._charts], self._grid, last))
            self._grid.write(page, last)
            for row, column in self._checks:
                marks.check(page, styles, row, column, self._language)
            for field, place in self._marked:
                marks.column(page, styles, field, place, self._language)
            for (row, _), column, chart in self._charts:
                where = {"description": fit(chart.alt), "object_position": 1}
                where |= {"x_offset": CHART_GAP if column else 0, "y_offset": CHART_DROP}
                page.insert_chart(row, column, drawn(self._book, chart, CHART_WIDTH, CHART_HEIGHT), where)
            page.print_area(0, 0, self._bottom, last)
            if self._texts:
                page.ignore_errors({"number_stored_as_text": " ".join(self._texts)})

    def _begin(self, title: str, *, beside: bool, gap: int = 1) -> tuple[int, int]:
        """Where a block begins: under everything, or at the top of the last block and to its right."""
        if beside:
            row, left = self._block.top, self._block.right + 1 + gap
            if gap:
                self._grid.widen(left - 1, GAP_WIDTH)
        else:
            row, left = self._bottom + 2, 0
        self._block = Block(row, row, left, left)
        if title:
            self._text(row, left, title, self._styles.of(BLOCK))
            row += 1
        return row, left

    def _ended(self, bottom: int, left: int, right: int) -> None:
        self._block = Block(self._block.top, bottom, left, right)
        self._bottom = max(self._bottom, bottom)
        self._right = max(self._right, right)

    def _text(self, row: int, column: int, text: str, style: Any) -> None:
        self._grid.put(row, column, Cell(style, stored(Kind.TEXT, text)))

    def _value(self, row: int, column: int, line: Line, look: dict[str, Any]) -> None:
        self._grid.put(row, column, Cell(self._styles.cell(line.kind, look), stored(line.kind, line.amount)))
        if line.kind is Kind.TEXT:
            self._texts.append(xl_rowcol_to_cell(row, column))

    def _column(self, field: Field, values: Sequence[Any], place: tuple[int, int, int], *, first_one: bool) -> None:
        """A header and what is under it; what the rows are of stands at the left, whatever it is."""
        row, last, column = place
        look = LEFT if first_one else {}
        self._grid.put(row, column, Cell(self._styles.header(field.kind, look), stored(Kind.TEXT, field.title)))
        wrapped = WRAPPED if field.kind is Kind.TEXT else {}
        style = self._styles.cell(field.kind, LINE, wrapped, look)
        for at, value in enumerate(values, row + 1):
            self._grid.put(at, column, Cell(style, value))
        longest = max((len(value) for value in values if isinstance(value, str)), default=0) * 1.08 + 2
        self._grid.widen(column, max(field.width, min(longest, LONGEST_NAMES)))
        for at, value in enumerate(values, row + 1):
            if isinstance(value, str):
                self._grid.make_room(at, column, value)
        self._marked.append((field, (row + 1, last, column)))
        if field.kind is Kind.TEXT:
            self._texts.append(down(column, row + 1, last))

    def _total(self, fields: Sequence[Field], columns: Sequence[Sequence[Any]], first: int, last: int) -> None:
        left = self._block.left
        for n, (field, values) in enumerate(zip(fields, columns, strict=True)):
            if field.totalled:
                amount = sum(value or 0 for value in values)
                style = self._styles.cell(field.kind, TOTAL)
                cell = Cell(style, number(field.kind, amount), f"=SUM({down(left + n, first, last)})")
                self._grid.widen(left + n, letters(field.kind, amount))
            else:
                cell = Cell(self._styles.cell(Kind.TEXT, TOTAL), SUM.of(self._language) if n == 0 else None)
            self._grid.put(last + 1, left + n, cell)
        self._ended(last + 1, left, self._block.right)
