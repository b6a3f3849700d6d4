"""A workbook as its rules look at it: cells by openpyxl, and what openpyxl does not tell from the file itself."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange

COLORS = {"1A776D", "012570", "744A1E", "A619CC", "7A4B00", "4C5A67", "0B57A4", "A8201A"}
FLAT = {"barChart", "lineChart"}
USUAL_HEIGHT, USUAL_LETTERS, LETTER = 15, 9, 7
PAGE_WIDTH, PAGE_HEIGHT = 27.7 / 2.54 * 96, 19 / 2.54 * 72
"""What is printed on of an A4 on its side: its width in pixels, its height in points."""


class Area(NamedTuple):
    """Cells from one to another, counted from one."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass(frozen=True)
class Drawn:
    """A chart: its place and its XML."""

    area: Area
    alt: str
    xml: ElementTree.Element

    @property
    def first_row(self) -> int:
        """Where it begins."""
        return self.area.first_row

    @property
    def last_row(self) -> int:
        """Where it ends."""
        return self.area.last_row

    @property
    def first_column(self) -> int:
        """Where it begins."""
        return self.area.first_column

    @property
    def title(self) -> str:
        """What stands above it."""
        found = next(_all(self.xml, "title"), None)
        return "".join(text.text or "" for text in _all(found, "t")) if found is not None else ""

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is under it."""
        return self.area.holds(row, column)

    def faults(self) -> Iterator[str]:
        """What of it breaks the rules, wherever it stands."""
        if not re.search(r", \S+$", self.title):
            yield "its title says the unit"
        if not self.alt.strip():
            yield "it is told in words for those who do not see it"
        kinds = {_name(part) for part in _all(self.xml, "plotArea") for part in part if _name(part).endswith("Chart")}
        if kinds - FLAT or any(True for _ in _all(self.xml, "view3D")):
            yield f"it is flat columns, bars or lines: {kinds}"
        series = list(_all(self.xml, "ser"))
        if len(series) == 1 and any(True for _ in _all(self.xml, "legend")):
            yield "one series has no legend"
        if len(series) > 1 and not any(True for _ in _all(self.xml, "legend")):
            yield "several series have a legend"
        for one in series:
            yield from _of_series(one)


def _of_series(one: ElementTree.Element) -> Iterator[str]:
    colors = {color.get("val", "") for part in _all(one, "spPr") for color in _all(part, "srgbClr")}
    if not colors or colors - COLORS:
        yield f"its colours are the roles': {colors}"
    for part in ("cat", "val"):
        held = next(_all(one, part), None)
        if held is None or not any(point.text for point in _all(held, "v")):
            yield f"its numbers are kept in the file for previews ({part})"


class Leaf:
    """One sheet, with its formulas and with their results."""

    def __init__(self, sheet: Any, values: Any, xml: ElementTree.Element, charts: list[Drawn]) -> None:
        """Of a workbook that was read twice."""
        self.sheet = sheet
        self.values = values
        self.charts = charts
        self.name: str = sheet.title
        self.is_table = any(cell.value is not None for cell in sheet[4])
        self.language = "en" if str(sheet["A3"].value).isascii() else "ru"
        self.width = max((cell.column for cell in sheet[4] if cell.value is not None), default=sheet.max_column)
        self.last = max((cell.row for cell in self.cells()), default=4)
        self.footer = "".join(part.text or "" for part in _all(xml, "oddFooter"))
        self.print_area = (
            Area(*range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))) if sheet.print_area else None
        )
        self._forgiven = [
            CellRange(place)
            for error in _all(xml, "ignoredError")
            if error.get("numberStoredAsText") == "1"
            for place in error.get("sqref", "").split()
        ]
        self._marks = [
            (CellRange(str(place)), {rule.text, *(rule.formula or [])})
            for area in sheet.conditional_formatting
            for place in area.sqref.ranges
            for rule in area.rules
        ]

    def cell(self, place: str) -> Cell:
        """By its name."""
        found: Cell = self.sheet[place]
        return found

    def at(self, row: int, column: int) -> Cell:
        """By its numbers."""
        found: Cell = self.sheet.cell(row, column)
        return found

    def value(self, place: str) -> Any:
        """What a person sees: of a formula its kept result."""
        return self.values[place].value

    def cells(self) -> Iterator[Cell]:
        """All that hold something."""
        return (cell for row in self.sheet.iter_rows() for cell in row if cell.value is not None)

    def body(self) -> Iterator[Cell]:
        """What is below the top and the header."""
        return (cell for cell in self.cells() if cell.row > 4)

    def used(self) -> Iterator[tuple[int, int]]:
        """Places with something in or over them."""
        yield from ((cell.row, cell.column) for cell in self.cells())
        yield from ((chart.area.last_row, chart.area.last_column) for chart in self.charts)

    def forgiven(self, cell: Cell) -> bool:
        """Whether «a number stored as text» is not told of it."""
        return any(_inside(area, cell) for area in self._forgiven)

    def marked(self, cell: Cell, word: str) -> bool:
        """Whether a rule of the sheet colours it for a word or a number."""
        return any(_inside(area, cell) and word in words for area, words in self._marks)

    def height(self, first: int, last: int) -> float:
        """How high rows are together, in points."""
        held = self.sheet.row_dimensions
        known = (held[row].height if row in held else None for row in range(first, last + 1))
        return sum(float(height or USUAL_HEIGHT) for height in known)

    def shrunk(self) -> float:
        """How much smaller the sheet is printed for its printed width to fit into a page."""
        last = self.print_area.last_column if self.print_area else self.width
        widths = {
            number: one.width for one in self.sheet.column_dimensions.values() for number in range(one.min, one.max + 1)
        }
        pixels: float = sum(widths.get(number, USUAL_LETTERS) * LETTER for number in range(1, last + 1))
        return min(1.0, PAGE_WIDTH / pixels)

    def header_of(self, cell: Cell) -> str:
        """What stands over it: on a sheet of blocks the nearest header above."""
        rows = [4] if self.is_table else range(cell.row - 1, 3, -1)
        for row in rows:
            above = self.at(row, cell.column)
            if str(above.fill.fgColor.rgb)[-6:] == "0B57A4":
                return str(above.value or "")
        return ""

    def is_total(self, cell: Cell) -> bool:
        """Whether it is a sum of what is above it."""
        return str(cell.value).startswith(("=SUBTOTAL(", "=SUM("))


class Workbook:
    """A file read in three ways: formulas, results, XML."""

    def __init__(self, path: Path) -> None:
        """Opened, read and closed."""
        formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        with zipfile.ZipFile(path) as packed:
            self._texts = {name: packed.read(name).decode("utf-8") for name in packed.namelist()}
        self.title, self.author = formulas.properties.title, formulas.properties.creator
        self.charts: list[Drawn] = []
        self.leaves: list[Leaf] = []
        for number, sheet in enumerate(formulas.worksheets, 1):
            name = f"xl/worksheets/sheet{number}.xml"
            charts = list(self._charts_of(name))
            self.charts += charts
            self.leaves.append(Leaf(sheet, values[sheet.title], self._xml(name), charts))

    def mentions(self, word: str) -> bool:
        """Whether a part of the file, or a tag in one, is named so."""
        named = any(word.lower() in name.lower() for name in self._texts)
        return named or any(f"<{word}" in text for text in self._texts.values())

    def _xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._texts[name])

    def _charts_of(self, sheet: str) -> Iterator[Drawn]:
        for drawing in self._targets(sheet):
            if "drawings/" in drawing:
                targets = self._targets(drawing, by_id=True)
                for anchor in _all(self._xml(drawing), "twoCellAnchor"):
                    frame = next(_all(anchor, "cNvPr"))
                    chart = next(
                        value
                        for one in _all(anchor, "chart")
                        for key, value in one.attrib.items()
                        if key.endswith("}id")
                    )
                    yield Drawn(_area(anchor), frame.get("descr", ""), self._xml(targets[chart]))

    def _targets(self, part: str, *, by_id: bool = False) -> Any:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self._texts:
            return {} if by_id else []
        found = {one.get("Id"): f"xl/{one.get('Target', '').removeprefix('../')}" for one in self._xml(rels)}
        return found if by_id else list(found.values())


def _area(anchor: ElementTree.Element) -> Area:
    numbers = [int(next(_all(end, name)).text or 0) + 1 for end in (anchor[0], anchor[1]) for name in ("col", "row")]
    return Area(*numbers)


def _inside(area: CellRange, cell: Cell) -> bool:
    return area.min_row <= cell.row <= area.max_row and area.min_col <= cell.column <= area.max_col


def _name(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2]


def _all(part: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (one for one in part.iter() if _name(one) == name)
