"""The rules of every workbook that leaves the network, read back by another library than the one that wrote it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

from tests.reports.workbook import PAGE_HEIGHT, Leaf, Workbook

MONEY = "#,##0.00;[Red]-#,##0.00;0.00"
NUMBERS = (MONEY, "#,##0", "0.0%", "dd.mm.yyyy hh:mm:ss", "dd.mm.yyyy")
STRIPS = {"ru": "УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "en": "TRAINING MODE. The money is not real"}
FOOTERS = {"ru": "&L&F &CСтр. &P из &N &R&D &T", "en": "&L&F &CPage &P of &N &R&D &T"}
TOTALS = {"ru": "Итого", "en": "Total"}
WORDS = {"ru": ("сходится", "РАСХОЖДЕНИЕ"), "en": ("agrees", "DIFFERENCE")}
STATES = {"ru": ("Отклонён", "Требует разбора"), "en": ("Rejected", "Needs review")}
DIFFERENCE = ("Разница", "Difference")
FORMULAS = re.compile(
    r"=SUBTOTAL\(109,([A-Z]+\d+:[A-Z]+\d+)\)|=SUM\(([A-Z]+\d+:[A-Z]+\d+)\)|=-?\d+\.\d\d|=ROUND\([-+A-Z0-9]+,2\)"
    r'|=IF\(ROUND\([A-Z]+\d+,2\)=0,"\w+","\w+ "&FIXED\([A-Z]+\d+,2\)\)'
)
SUM = re.compile(r"[-+−]?\d[\d\s]*,\d\d|[-+−]?\d{1,3}(,\d{3})+\.\d\d|[-+−]?\d[\d\s.,]*₽")
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
FROZEN_LETTERS = 60
CENTIMETRE = 1 / 2.54

Rule = Callable[[Leaf], Iterator[str]]


def demand_rules(path: Path) -> None:
    """Every rule on every sheet of a file; what is broken is named with its sheet and cell."""
    broken = broken_rules(path)
    assert not broken, f"{path.name} breaks the rules of workbooks:\n" + "\n".join(broken)


def broken_rules(path: Path) -> list[str]:
    """What a file breaks, a sentence each; nothing: all is well."""
    book = Workbook(path)
    broken = [f"book: {fault}" for fault in _of_book(book)]
    for leaf in book.leaves:
        for rule in (*EVERYWHERE, *(TABLE if leaf.is_table else SUMMARY)):
            broken += [f"{leaf.name}: {fault}" for fault in rule(leaf)]
    return broken


def _of_book(book: Workbook) -> Iterator[str]:
    if not book.title or not book.author:
        yield "the properties name a title and an author"
    if len(book.charts) > 2:
        yield f"at most two charts, not {len(book.charts)}"
    for foreign in ("externalLink", "vbaProject", "hyperlink", "ddeLink", "connections"):
        if book.mentions(foreign):
            yield f"nothing leads out of the file, but it has {foreign}"


def says_what_it_is(leaf: Leaf) -> Iterator[str]:
    """Row 1 the title, row 2 period, zone, who and when, row 3 that the money is not real."""
    title = leaf.cell("A1")
    if not title.value:
        yield "A1 is the title"
    elif not (title.font.b and title.font.sz == 16):
        yield "the title in A1 is 16 pt bold"
    if not leaf.cell("A2").value:
        yield "A2 says period, zone, when and by whom it was formed"
    if leaf.cell("A3").value not in STRIPS.values():
        yield "A3 says that the money is not real"


def speaks_one_language(leaf: Leaf) -> Iterator[str]:
    """The strip, the footer, the totals are of the report's language."""
    other = "en" if leaf.language == "ru" else "ru"
    for cell in leaf.cells():
        if cell.value in (TOTALS[other], *STATES[other], STRIPS[other]):
            yield f"{cell.coordinate} is in another language: {cell.value}"


def prints_well(leaf: Leaf) -> Iterator[str]:
    """A4 on its side, as wide as one page, 1 cm around, numbered, all of it."""
    sheet = leaf.sheet
    setup = sheet.page_setup
    if setup.orientation != "landscape" or int(setup.paperSize or 0) != 9:
        yield "A4, landscape"
    fit = sheet.sheet_properties.pageSetUpPr
    if not (fit and fit.fitToPage) or setup.fitToHeight not in (0, "0") or setup.fitToWidth not in (None, 1):
        yield "fitted to one page's width and to no height"
    edges = sheet.page_margins
    if any(abs(edge - CENTIMETRE) > 0.01 for edge in (edges.left, edges.right, edges.top, edges.bottom)):
        yield "margins of 1 cm"
    if leaf.footer != FOOTERS[leaf.language]:
        yield f"the footer numbers the pages: {leaf.footer!r}"
    area = leaf.print_area
    if area is None or any(not area.holds(*place) for place in leaf.used()):
        yield f"everything is in the print area, totals and charts too: {area}"


def is_named_legally(leaf: Leaf) -> Iterator[str]:
    """A name that every spreadsheet takes."""
    name = leaf.name
    if not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or name.strip("' ") != name:
        yield f"a sheet's name has at most 31 letters and none of []:*?/\\: {name!r}"


def merges_nothing(leaf: Leaf) -> Iterator[str]:
    """Merged cells break sorting, filters and copying."""
    if leaf.sheet.merged_cells.ranges:
        yield f"no merged cells: {leaf.sheet.merged_cells.ranges}"


def runs_nothing(leaf: Leaf) -> Iterator[str]:
    """Only our own formulas, each with its result; a text is a text."""
    for cell in leaf.cells():
        if cell.hyperlink is not None:
            yield f"{cell.coordinate} is a link"
        if cell.data_type == "f":
            if not FORMULAS.fullmatch(str(cell.value)):
                yield f"{cell.coordinate} runs a formula that is not ours: {cell.value}"
            if leaf.value(cell.coordinate) is None:
                yield f"{cell.coordinate} has a formula without its result"
        elif cell.data_type == "s":
            if UNFIT.search(str(cell.value)):
                yield f"{cell.coordinate} holds what a file cannot: {cell.value!r}"
        elif cell.data_type not in ("n", "d"):
            yield f"{cell.coordinate} is of an odd kind: {cell.data_type}"


def counts_right(leaf: Leaf) -> Iterator[str]:
    """The result beside a formula is the sum of its cells, to the kopeck."""
    for cell in leaf.cells():
        found = FORMULAS.fullmatch(str(cell.value)) if cell.data_type == "f" else None
        area = found and (found[1] or found[2])
        if area:
            values = [value for row in leaf.values[area] for (value,) in [[one.value for one in row]]]
            real = sum(round(value * 100) for value in values if isinstance(value, int | float))
            if real != round(float(leaf.value(cell.coordinate) or 0) * 100):
                yield f"{cell.coordinate} says {leaf.value(cell.coordinate)}, its cells make {real / 100}"


def holds_money_as_numbers(leaf: Leaf) -> Iterator[str]:
    """Whole kopecks in the one format of money; units are in headers and never in cells."""
    for cell in leaf.body():
        value = leaf.value(cell.coordinate)
        if isinstance(value, int | float) and cell.number_format not in NUMBERS:
            yield f"{cell.coordinate} has a format of its own: {cell.number_format}"
        if cell.number_format == MONEY and value is not None:
            if not isinstance(value, int | float):
                yield f"{cell.coordinate} is money as a text: {value}"
            elif abs(value * 100 - round(value * 100)) > 1e-3 * max(1, abs(value) * 1e-9):
                yield f"{cell.coordinate} has parts of a kopeck: {value}"
        if isinstance(value, str) and SUM.fullmatch(value):
            yield f"{cell.coordinate} is a sum as a text: {value}"


def keeps_texts_as_texts(leaf: Leaf) -> Iterator[str]:
    """Ids, phones, names: format @, an indent, and no green corner for «a number stored as text»."""
    for cell in leaf.body():
        if cell.data_type == "s" and cell.number_format == "@":
            if not cell.alignment.indent:
                yield f"{cell.coordinate} is a text without an indent"
            if str(cell.value).isdigit() and not leaf.forgiven(cell):
                yield f"{cell.coordinate} looks like a number and is not in the ranges of ignored errors"
        elif cell.data_type == "s" and str(cell.value).lstrip("+-").replace(".", "", 1).isdigit():
            yield f"{cell.coordinate} is a text that looks like a number, without the format @"


def marks_what_matters(leaf: Leaf) -> Iterator[str]:
    """A rejected payment, one that waits for a person, a difference: each is conspicuous."""
    for cell in leaf.body():
        if cell.value in STATES[leaf.language] and not leaf.marked(cell, str(cell.value)):
            yield f"{cell.coordinate} «{cell.value}» is not made conspicuous"
        head = leaf.header_of(cell)
        difference = head.startswith(DIFFERENCE) and isinstance(leaf.value(cell.coordinate), int | float)
        if difference and not leaf.marked(cell, "0") and not leaf.is_total(cell):
            yield f"{cell.coordinate} is a difference that is not marked when it is not 0"


def has_a_header(leaf: Leaf) -> Iterator[str]:
    """Row 4: white on #0B57A4, wrapped, 32 points; sums say their unit there."""
    if not 31.5 <= (leaf.sheet.row_dimensions[4].height or 0) <= 32.5:
        yield "the header in row 4 is 32 points high"
    for number in range(1, leaf.width + 1):
        cell = leaf.at(4, number)
        if not cell.value:
            yield f"{cell.coordinate} is a header without a text"
        yield from _header_look(cell)
        money = any(leaf.at(row, number).number_format == MONEY for row in (5, leaf.last))
        if money and not re.search(r"[₽$€¥]|RUB|, ", str(cell.value)):
            yield f"{cell.coordinate} «{cell.value}» is money without its unit"


def _header_look(cell: Cell) -> Iterator[str]:
    if str(cell.fill.fgColor.rgb)[-6:] != "0B57A4" or not cell.font.color or str(cell.font.color.rgb)[-6:] != "FFFFFF":
        yield f"{cell.coordinate} is white on #0B57A4"
    if not cell.alignment.wrap_text or not cell.font.b:
        yield f"{cell.coordinate} is wrapped and bold"


def has_rows_and_one_total(leaf: Leaf) -> Iterator[str]:
    """Data from row 5 without a gap; right after it one total, of each column of money that is summed, by SUBTOTAL."""
    for row in range(5, leaf.last + 1):
        if all(leaf.at(row, number).value is None for number in range(1, leaf.width + 1)):
            yield f"row {row} is blank"
    if leaf.at(leaf.last, 1).value != TOTALS[leaf.language] and leaf.at(leaf.last, 1).data_type != "f":
        yield f"row {leaf.last}, the last one, is the total"
    for number in range(1, leaf.width + 1):
        cell = leaf.at(leaf.last, number)
        letter = get_column_letter(number)
        if cell.data_type == "f" and cell.value != f"=SUBTOTAL(109,{letter}5:{letter}{leaf.last - 1})":
            yield f"{cell.coordinate} is the SUBTOTAL of exactly its column, not {cell.value}"
        if cell.data_type == "f" and leaf.at(5, number).data_type == "f":
            yield f"{leaf.at(5, number).coordinate} is a second total"
    if not any(leaf.at(leaf.last, number).font.b for number in range(1, leaf.width + 1)):
        yield f"the total in row {leaf.last} is bold"


def holds_one_kind_a_column(leaf: Leaf) -> Iterator[str]:
    """A column is of sums, or of texts, or of moments, all the way down."""
    for number in range(1, leaf.width + 1):
        cells = (leaf.at(row, number) for row in range(5, leaf.last))
        formats = {cell.number_format for cell in cells if cell.value is not None}
        if len(formats) > 1:
            yield f"column {get_column_letter(number)} mixes {sorted(formats)}"


def can_be_worked_with(leaf: Leaf) -> Iterator[str]:
    """The header and the first columns stay, the filter leaves the total alone, every printed page has the header."""
    widths = [leaf.sheet.column_dimensions[get_column_letter(number)].width for number in (1, 2, 3)]
    whole = leaf.width > 3 and sum(widths) <= FROZEN_LETTERS
    frozen = str(leaf.sheet.freeze_panes or "")
    if not (frozen == "D5" if whole else re.fullmatch("[A-D]5", frozen)):
        yield f"the header and three columns are frozen, not {frozen!r}"
    area = f"A4:{get_column_letter(leaf.width)}{leaf.last - 1}"
    if leaf.sheet.auto_filter.ref != area:
        yield f"the filter is over {area}, not {leaf.sheet.auto_filter.ref}"
    if leaf.sheet.print_title_rows != "$4:$4":
        yield "row 4 is printed on every page"


def has_blocks(leaf: Leaf) -> Iterator[str]:
    """One blank row between blocks, never two."""
    blank = 0
    for row in range(4, leaf.sheet.max_row + 1):
        covered = any(chart.first_row <= row <= chart.last_row for chart in leaf.charts)
        filled = any(cell.value is not None for cell in leaf.sheet[row])
        blank = 0 if filled or covered else blank + 1
        if blank > 1:
            yield f"row {row} is a second blank row"


def proves_itself(leaf: Leaf) -> Iterator[str]:
    """A check has a formula, a value, and the word that fits the value."""
    agrees, differs = WORDS[leaf.language]
    for cell in leaf.cells():
        if cell.data_type == "f" and str(cell.value).startswith("=IF(ROUND("):
            difference = leaf.value(leaf.at(cell.row, cell.column - 1).coordinate)
            word = str(leaf.value(cell.coordinate))
            if not isinstance(difference, int | float) or leaf.at(cell.row, cell.column - 1).data_type != "f":
                yield f"{cell.coordinate} has no counted difference at its left"
            elif not word.startswith(differs if abs(difference) >= 0.005 else agrees):
                yield f"{cell.coordinate} says {word} of {difference}"
            if not leaf.marked(cell, agrees) or not leaf.marked(cell, differs):
                yield f"{cell.coordinate} shows no colour beside its word"


def draws_well(leaf: Leaf) -> Iterator[str]:
    """Charts are flat, told in words, with their unit, over nothing, on the page; their numbers are in the file."""
    for chart in leaf.charts:
        yield from (f"chart «{chart.title}»: {fault}" for fault in chart.faults())
        for cell in leaf.cells():
            if chart.covers(cell.row, cell.column):
                yield f"chart «{chart.title}» covers {cell.coordinate}"
        for other in leaf.charts:
            if other is not chart and chart.covers(other.first_row, other.first_column):
                yield f"chart «{chart.title}» covers chart «{other.title}»"


def cuts_no_chart(leaf: Leaf) -> Iterator[str]:
    """A chart is whole on the first printed page after a break, where no program's heights can push it over an end."""
    begins = [1, *(one.id + 1 for one in leaf.sheet.row_breaks.brk)]
    for chart in leaf.charts:
        begun = max(row for row in begins if row <= chart.first_row)
        if any(chart.first_row < row <= chart.last_row for row in begins):
            yield f"chart «{chart.title}» is cut by a break of pages"
        elif leaf.height(begun, chart.last_row) * leaf.shrunk() > PAGE_HEIGHT:
            yield f"chart «{chart.title}» goes over the end of a printed page"


def draws_elsewhere(leaf: Leaf) -> Iterator[str]:
    """Charts stand on the sheets of figures."""
    if leaf.charts:
        yield "a chart stands over a long table"


EVERYWHERE: tuple[Rule, ...] = (
    says_what_it_is, speaks_one_language, prints_well, is_named_legally, merges_nothing, runs_nothing, counts_right,
    holds_money_as_numbers, keeps_texts_as_texts, marks_what_matters,
)  # fmt: skip
TABLE: tuple[Rule, ...] = (
    has_a_header, has_rows_and_one_total, holds_one_kind_a_column, can_be_worked_with, draws_elsewhere,
)  # fmt: skip
SUMMARY: tuple[Rule, ...] = (has_blocks, proves_itself, draws_well, cuts_no_chart)
