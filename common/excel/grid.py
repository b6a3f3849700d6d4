"""Cells that wait: a sheet of blocks is laid out in memory and written row by row at the end."""

from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell

from common.excel.cells import USUAL_WIDTH, put_text

GAP_WIDTH = 3
LETTER, PADDING = 7, 5
FILLED, MOST_LINES = 0.92, 5
USUAL_HEIGHT, HEADER_HEIGHT = 20, 43


class Cell(NamedTuple):
    """What stands in a cell; a formula goes with its result."""

    style: Any
    value: str | float | None = None
    formula: str = ""


class Reference(NamedTuple):
    """A column of a small table, for a chart: where it is and what it holds."""

    formula: str
    data: list[Any]
    numbers: str


class Range(NamedTuple):
    """The rows of a small table, without its header and its total."""

    sheet: str
    first: int
    last: int
    left: int
    columns: list[list[Any]]
    numbers: list[str]

    def column(self, number: int) -> Reference:
        """One column of it."""
        place = xl_range_abs(self.first, self.left + number, self.last, self.left + number)
        name = self.sheet.replace("'", "''")
        return Reference(f"='{name}'!{place}", self.columns[number], self.numbers[number])


def down(column: int, first: int, last: int) -> str:
    """The cells of a column from one row to another, as formulas name them."""
    return f"{xl_rowcol_to_cell(first, column)}:{xl_col_to_name(column)}{last + 1}"


class Grid:
    """Rows and columns with what they hold, how wide and how high they are."""

    def __init__(self) -> None:
        """Empty."""
        self._cells: dict[int, dict[int, Cell]] = {}
        self._widths: dict[int, float] = {}
        self._heights: dict[int, int] = {}

    def put(self, row: int, column: int, cell: Cell) -> None:
        """A cell has its place."""
        self._cells.setdefault(row, {})[column] = cell

    def widen(self, column: int, letters: float) -> None:
        """At least so wide."""
        self._widths[column] = max(letters, self._widths.get(column, 0))

    def heighten(self, row: int, pixels: int) -> None:
        """At least so high."""
        self._heights[row] = max(pixels, self._heights.get(row, USUAL_HEIGHT))

    def make_room(self, row: int, column: int, text: object) -> None:
        """High enough for a text that does not fit into one line of a column that has its width."""
        lines = -(-len(str(text)) // max(1, int(self.letters(column) * FILLED)))
        if lines > 1:
            self.heighten(row, USUAL_HEIGHT * min(lines, MOST_LINES))

    def right_of(self, column: int, pixels: int) -> int:
        """The last column that something so wide covers if it begins in a column."""
        left: float = pixels
        while left > self._pixels(column):
            left -= self._pixels(column)
            column += 1
        return column

    def below(self, row: int, pixels: int) -> int:
        """The last row that something so high covers if it begins in a row."""
        left: float = pixels
        while left >= (height := self._heights.get(row, USUAL_HEIGHT)):
            left -= height
            row += 1
        return row

    def tall(self, first: int, last: int) -> float:
        """How high rows are together."""
        return sum(self._heights.get(row, USUAL_HEIGHT) for row in range(first, last + 1))

    def wide(self, last: int) -> float:
        """How wide the columns up to one are together."""
        return sum(self._pixels(column) for column in range(last + 1))

    def letters(self, column: int) -> float:
        """How wide a column is."""
        return self._widths.get(column, USUAL_WIDTH)

    def write(self, page: Any, last_column: int) -> None:
        """All of it, from the top down."""
        for column in range(last_column + 1):
            page.set_column(column, column, self.letters(column))
        for row in sorted(self._cells.keys() | self._heights.keys()):
            if row in self._heights:
                page.set_row_pixels(row, self._heights[row])
            for column, cell in sorted(self._cells.get(row, {}).items()):
                _write(page, row, column, cell)

    def _pixels(self, column: int) -> float:
        return self.letters(column) * LETTER + PADDING


def _write(page: Any, row: int, column: int, cell: Cell) -> None:
    if cell.formula:
        page.write_formula(row, column, cell.formula, cell.style, cell.value)
    elif cell.value is None:
        page.write_blank(row, column, None, cell.style)
    elif isinstance(cell.value, str):
        put_text(page, row, column, cell.value, cell.style)
    else:
        page.write_number(row, column, cell.value, cell.style)
