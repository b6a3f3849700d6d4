"""A sheet of blocks: figures, signed lines with their check, small tables, charts; one blank row between blocks."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from common import money
from common.excel import top
from common.excel.cells import NOTHING, SUM, number, stored
from common.excel.chart import MOST, Chart, drawn
from common.excel.disk import words_for_disk
from common.excel.grid import GAP_WIDTH, Cell, Grid, Range, Reference
from common.excel.sheet import Field, Heading, Kind, Value
from common.excel.style import AGREES, BLOCK, DIFFERENCE, DISAGREES, FIGURE, LABEL, NUMBERS, RESULT, TOTAL, Styles
from common.words import Words

__all__ = ["Line", "Range", "Reference", "Summary"]

FIRST = 4
LABELS, FIGURES = 34, 20
HEADER_HEIGHT = 43
CHART_WIDTH, CHART_HEIGHT = 620, 300
Sign = Literal["", "+", "−", "="]
CHECK = Words("сходится", "agrees")
WRONG = Words("РАСХОЖДЕНИЕ", "DIFFERENCE")


class Line(NamedTuple):
    """A label and its value: money as minor units; signed lines are summed up to the one with `=`."""

    words: Words
    amount: Value
    kind: Kind = Kind.MONEY
    sign: Sign = ""


class Block(NamedTuple):
    """Where the last block is."""

    top: int
    bottom: int
    left: int
    right: int


class Summary:
    """Blocks go one under another, or beside the last one; all is written when the book is finished."""

    def __init__(self, book: Any, page: Any, styles: Styles, path: Path, heading: Heading) -> None:
        """Made by a Book."""
        self._book = book
        self._page = page
        self._styles = styles
        self._path = path
        self._heading = heading
        self._language = heading.language
        self._grid = Grid()
        self._block = Block(FIRST - 2, FIRST - 2, 0, 0)
        self._bottom = FIRST - 2
        self._right = 0
        self._balance: tuple[str, int] = ("", 0)
        self._checks: list[tuple[int, int]] = []
        self._texts: list[str] = []
        self._charts: list[tuple[int, int, Chart]] = []

    def lines(self, lines: Sequence[Line], title: str = "", *, beside: bool = False) -> None:
        """A line under another: its sign and label, then its value."""
        row, left = self._begin(title, beside=beside)
        places = [(row + number, left + 1) for number in range(len(lines))]
        self._grid.widen(left, LABELS)
        self._grid.widen(left + 1, FIGURES)
        for line, (down, right) in zip(lines, places, strict=True):
            look = RESULT if line.sign == "=" else {}
            label = f"{line.sign} {line.words.of(self._language)}" if line.sign else line.words.of(self._language)
            self._text(down, left, label, self._styles.cell(Kind.TEXT, look))
            self._value(down, right, line, {"align": "right", **look})
        self._ended(row + len(lines) - 1, left, left + 1)
        self._balanced(lines, places)

    def figures(self, lines: Sequence[Line], title: str = "") -> None:
        """Big figures side by side, each under its label."""
        row, left = self._begin(title, beside=False)
        places = [(row + 1, left + number) for number in range(len(lines))]
        for line, (down, right) in zip(lines, places, strict=True):
            self._grid.widen(right, FIGURES)
            label = f"{line.sign} {line.words.of(self._language)}" if line.sign else line.words.of(self._language)
            self._text(row, right, label, self._styles.cell(Kind.TEXT, LABEL))
            self._value(down, right, line, FIGURE)
        self._grid.heighten(row, 34)
        self._grid.heighten(row + 1, 32)
        self._ended(row + 1, left, left + len(lines) - 1)
        self._balanced(lines, places)

    def check(self, words: Words, difference: int) -> None:
        """Right under the last lines or figures: what should be 0, counted by the sheet itself, and what that means."""
        row, left = self._block.bottom + 1, self._block.left
        formula, counted = self._balance
        if counted != difference or not formula:
            formula = f"={difference / 100:.2f}"
        place = xl_rowcol_to_cell(row, left + 1)
        agrees, wrong = CHECK.of(self._language), WRONG.of(self._language)
        word = f'=IF(ROUND({place},2)=0,"{agrees}","{wrong} "&FIXED({place},2))'
        said = f"{wrong} {money.text(difference, english=self._language == 'en')}" if difference else agrees
        self._grid.widen(left + 2, FIGURES)
        self._text(row, left, words.of(self._language), self._styles.cell(Kind.TEXT))
        self._grid.put(row, left + 1, Cell(self._styles.cell(Kind.MONEY), difference / 100, formula))
        self._grid.put(row, left + 2, Cell(self._styles.of({"indent": 1}), said, word))
        self._checks.append((row, left + 1))
        self._ended(row, left, max(left + 2, self._block.right), top=self._block.top)

    def table(
        self, fields: Sequence[Field], rows: Iterable[Sequence[Value]], title: str = "", *, totals: bool = True,
        beside: bool = False, empty: Words = NOTHING,
    ) -> Range:  # fmt: skip
        """A small table; its columns can be drawn."""
        row, left = self._begin(title, beside=beside)
        body = [list(values) for values in rows]
        for n, field in enumerate(fields):
            self._grid.widen(left + n, field.width)
            self._grid.put(row, left + n, Cell(self._styles.header(field.kind), field.title))
        self._grid.heighten(row, HEADER_HEIGHT)
        for down, values in enumerate(body, row + 1):
            for n, (field, value) in enumerate(zip(fields, values, strict=True)):
                self._grid.put(down, left + n, Cell(self._styles.cell(field.kind), stored(field.kind, value)))
        last = row + len(body)
        if not body:
            last += 1
            self._text(last, left, empty.of(self._language), self._styles.cell(Kind.TEXT))
        for n, field in enumerate(fields):
            if field.kind is Kind.TEXT:
                self._texts.append(_down(left + n, row + 1, last))
        self._ended(last, left, left + len(fields) - 1)
        if totals:
            self._total(fields, body, row + 1, last)
        return Range(
            self._page.get_name(), row + 1, last, left,
            [[stored(field.kind, values[n]) for values in body] for n, field in enumerate(fields)],
            [NUMBERS[field.kind] for field in fields],
        )  # fmt: skip

    def chart(self, chart: Chart, *, beside: bool = True) -> None:
        """Beside the last block, or under it; one without a single number is not drawn."""
        if not chart.categories.data:
            return
        assert len(self._charts) < MOST, "more than two charts in a workbook are not looked at"
        row, left = self._begin("", beside=beside)
        self._charts.append((row, left, chart))
        self._ended(self._grid.below(row, CHART_HEIGHT), left, self._grid.right_of(left, CHART_WIDTH), top=row)

    def finish(self) -> None:
        """All blocks into the sheet."""
        page, grid = self._page, self._grid
        with words_for_disk(self._path):
            top.write(page, self._styles, self._heading.title, self._heading.about, self._language)
            top.print_on_paper(page, self._language)
            grid.write(page, self._right)
            for row, column in self._checks:
                self._mark(row, column)
            for row, column, chart in self._charts:
                place = {"description": chart.alt, "object_position": 1}
                page.insert_chart(row, column, drawn(self._book, chart, CHART_WIDTH, CHART_HEIGHT), place)
            page.print_area(0, 0, max(self._bottom, 2), self._right)
            if self._texts:
                page.ignore_errors({"number_stored_as_text": " ".join(self._texts)})

    def _begin(self, title: str, *, beside: bool) -> tuple[int, int]:
        """Where a block begins: under everything, or at the top of the last block and to its right."""
        if beside:
            row, left = self._block.top, self._block.right + 2
            self._grid.widen(left - 1, GAP_WIDTH)
        else:
            row, left = self._bottom + 2, 0
        self._block = Block(row, row, left, left)
        if title:
            self._text(row, left, title, self._styles.of(BLOCK))
            row += 1
        return row, left

    def _ended(self, bottom: int, left: int, right: int, *, top: int | None = None) -> None:
        self._block = Block(self._block.top if top is None else top, bottom, left, right)
        self._bottom = max(self._bottom, bottom)
        self._right = max(self._right, right)

    def _text(self, row: int, column: int, text: str, style: Any) -> None:
        self._grid.put(row, column, Cell(style, stored(Kind.TEXT, text)))

    def _value(self, row: int, column: int, line: Line, look: dict[str, Any]) -> None:
        self._grid.put(row, column, Cell(self._styles.cell(line.kind, look), stored(line.kind, line.amount)))
        if line.kind is Kind.TEXT:
            self._texts.append(xl_rowcol_to_cell(row, column))

    def _balanced(self, lines: Sequence[Line], places: Sequence[tuple[int, int]]) -> None:
        """What comes before the line with `=`, minus that line: 0 when they agree."""
        formula, counted = "", 0
        for line, place in zip(lines, places, strict=True):
            if line.kind is Kind.MONEY and isinstance(line.amount, int):
                minus = line.sign in ("−", "=")
                formula += ("-" if minus else "+") + xl_rowcol_to_cell(*place)
                counted += -line.amount if minus else line.amount
                if line.sign == "=":
                    self._balance = (f"=ROUND({formula.removeprefix('+')},2)", counted)
                    return
        self._balance = ("", 0)

    def _total(self, fields: Sequence[Field], body: Sequence[Sequence[Any]], first: int, last: int) -> None:
        left = self._block.left
        for n, field in enumerate(fields):
            if field.totalled:
                amount = number(field.kind, sum(values[n] or 0 for values in body))
                cell = Cell(self._styles.cell(field.kind, TOTAL), amount, f"=SUM({_down(left + n, first, last)})")
            else:
                cell = Cell(self._styles.cell(Kind.TEXT, TOTAL), SUM.of(self._language) if n == 0 else None)
            self._grid.put(last + 1, left + n, cell)
        self._ended(last + 1, left, self._block.right)

    def _mark(self, row: int, column: int) -> None:
        page, styles = self._page, self._styles
        fill = {"type": "cell", "criteria": "!=", "value": 0, "format": styles.of(DIFFERENCE)}
        page.conditional_format(row, column, row, column, fill)
        for words, look in ((CHECK, AGREES), (WRONG, DISAGREES)):
            rule = {"type": "text", "criteria": "begins with", "value": words.of(self._language)}
            page.conditional_format(row, column + 1, row, column + 1, {**rule, "format": styles.of(look)})


def _down(column: int, first: int, last: int) -> str:
    return f"{xl_rowcol_to_cell(first, column)}:{xl_col_to_name(column)}{last + 1}"
