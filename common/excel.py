"""Tables in files: .xlsx with typed cells, frozen header and totals, and .csv as a Russian spreadsheet opens it."""

import contextlib
import csv
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from common.errors import Unavailable
from common.words import Language, Words

TRAINING = Words("УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "TRAINING MODE. The money is not real")
TOTAL = Words("Итого", "Total")
EMPTY = Words("Нет строк с такими условиями", "No rows match")
FOOTER = Words("&L&F &CСтр. &P из &N &R&D &T", "&L&F &CPage &P of &N &R&D &T")
HEADER_ROW = 3
MOST_ROWS = 1_048_576 - HEADER_ROW - 2
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
PHONE = re.compile(r"[+-][\d ()-]*")


class Kind(StrEnum):
    """What a column holds: money as whole minor units, a share as hundredths of a percent."""

    TEXT = "text"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    MOMENT = "moment"
    DAY = "day"


FORMATS = {
    Kind.TEXT: "@",
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00;0.00",
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.0%",
    Kind.MOMENT: "dd.mm.yyyy hh:mm:ss",
    Kind.DAY: "dd.mm.yyyy",
}
Value = str | int | datetime | date | None


class Field(NamedTuple):
    """A column: its header, what it holds, its width in letters, and whether its sums mean anything together."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    summed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: a name and a title, a line about the period and the filter, and the columns."""

    name: str
    title: str
    about: str
    fields: Sequence[Field]
    language: Language = "ru"


class TableFile(Protocol):
    """A file that rows are added to; it appears under its name only when it is whole."""

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows, each with a value per field."""

    def finish(self) -> None:
        """Complete the file and give it its name."""

    def abandon(self) -> None:
        """Leave nothing behind."""


def table_file(path: Path, sheet: Sheet) -> TableFile:
    """The kind of file that its name asks for."""
    return CsvFile(path, sheet) if path.suffix.lower() == ".csv" else ExcelFile(path, sheet)


class ExcelFile:
    """Money is a number with two digits counted from whole minor units; a text stays a text whatever it begins with."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        """Begin a file beside the one it will become."""
        self._path = path
        self._sheet = sheet
        self._half = _beside(path)
        self._rows = 0
        self._closed = False
        self._sums = [0] * len(sheet.fields)
        self._book = xlsxwriter.Workbook(str(self._half), {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"title": sheet.title, "author": "Oplata", "comments": TRAINING.of(sheet.language)})
        self._page = self._book.add_worksheet(_sheet_name(sheet.name))
        self._formats = {kind: self._book.add_format(_style(kind)) for kind in Kind}
        self._open()

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows; file_not_written when the disk, or the sheet, has no room."""
        writers = [self._writer(field.kind) for field in self._sheet.fields]
        with _words_for_disk(self._path):
            for values in rows:
                if self._rows == MOST_ROWS:
                    raise Unavailable("file_not_written", f"{self._path.name} (> {MOST_ROWS})")
                line = HEADER_ROW + 1 + self._rows
                for column, value in enumerate(values):
                    if value is not None and value != "":
                        writers[column](line, column, value)
                self._rows += 1

    def finish(self) -> None:
        """Totals, the filter buttons, what is printed; then the file gets its name."""
        page, last, width = self._page, HEADER_ROW + self._rows, len(self._sheet.fields) - 1
        if not self._rows:
            last += 1
            page.write_string(last, 0, EMPTY.of(self._sheet.language))
        page.autofilter(HEADER_ROW, 0, last, width)
        self._total(last + 1)
        page.print_area(0, 0, last + 1, width)
        for column, field in enumerate(self._sheet.fields):
            if field.kind is Kind.TEXT:
                name = xl_col_to_name(column)
                page.ignore_errors({"number_stored_as_text": f"{name}{HEADER_ROW + 2}:{name}{last + 1}"})
        with _words_for_disk(self._path):
            self._close()
            self._half.replace(self._path)

    def abandon(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError, xlsxwriter.exceptions.XlsxWriterException):
            self._close()
        self._half.unlink(missing_ok=True)

    def _close(self) -> None:
        if not self._closed:
            self._closed = True
            self._book.close()

    def _open(self) -> None:
        book, page, sheet = self._book, self._page, self._sheet
        header = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B57A4", "text_wrap": True, "valign": "vcenter"}
        formats = {kind: book.add_format({**header, "align": _side(kind)}) for kind in Kind}
        for column, field in enumerate(sheet.fields):
            page.set_column(column, column, field.width)
        page.set_row(0, 24)
        page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 16}))
        page.write_string(1, 0, sheet.about)
        strip = book.add_format({"bold": True, "font_color": "#3D2A00", "bg_color": "#FFD98A"})
        page.write_string(2, 0, TRAINING.of(sheet.language), strip)
        page.set_row(HEADER_ROW, 32)
        for column, field in enumerate(sheet.fields):
            page.write_string(HEADER_ROW, column, field.title, formats[field.kind])
        page.freeze_panes(HEADER_ROW + 1, 0)
        page.repeat_rows(HEADER_ROW)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
        page.set_footer(FOOTER.of(sheet.language))

    def _total(self, line: int) -> None:
        """Of what the reader's own filter leaves to be seen; the result is written too, for previews do not count."""
        bold = self._book.add_format({"bold": True, "top": 1})
        sums = self._book.add_format({**_style(Kind.MONEY), "bold": True, "top": 1})
        for column, field in enumerate(self._sheet.fields):
            if field.kind is Kind.MONEY and field.summed:
                name = xl_col_to_name(column)
                formula = f"=SUBTOTAL(109,{name}{HEADER_ROW + 2}:{name}{line})"
                self._page.write_formula(line, column, formula, sums, _major(self._sums[column]))
            else:
                self._page.write(line, column, TOTAL.of(self._sheet.language) if column == 0 else None, bold)

    def _writer(self, kind: Kind) -> Any:
        page, style = self._page, self._formats[kind]

        def money(line: int, column: int, value: int) -> None:
            self._sums[column] += value
            page.write_number(line, column, _major(value), style)

        def text(line: int, column: int, value: object) -> None:
            page.write_string(line, column, str(value)[:LONGEST_TEXT], style)

        def share(line: int, column: int, value: int) -> None:
            page.write_number(line, column, Decimal(value).scaleb(-4), style)

        def count(line: int, column: int, value: int) -> None:
            page.write_number(line, column, value, style)

        def moment(line: int, column: int, value: datetime) -> None:
            page.write_datetime(line, column, value.astimezone().replace(tzinfo=None), style)

        def day(line: int, column: int, value: date) -> None:
            page.write_datetime(line, column, value, style)

        return {
            Kind.TEXT: text, Kind.MONEY: money, Kind.COUNT: count,
            Kind.SHARE: share, Kind.MOMENT: moment, Kind.DAY: day,
        }[kind]  # fmt: skip


class CsvFile:
    """UTF-8 with its mark, `;` between cells and a comma in sums: Excel of a Russian computer opens it by a click."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        """Begin a file beside the one it will become."""
        self._path = path
        self._sheet = sheet
        self._half = _beside(path)
        self._file = self._half.open("w", encoding="utf-8-sig", newline="")
        self._lines = csv.writer(self._file, delimiter=";", lineterminator="\r\n")
        self._lines.writerow([_harmless(field.title) for field in sheet.fields])

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows; file_not_written when the disk has no room."""
        kinds = [field.kind for field in self._sheet.fields]
        with _words_for_disk(self._path):
            self._lines.writerows(
                [_as_text(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows
            )

    def finish(self) -> None:
        """The file gets its name."""
        with _words_for_disk(self._path):
            self._file.close()
            self._half.replace(self._path)

    def abandon(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._half.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    with _words_for_disk(path):
        descriptor, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix=".part", dir=path.parent)
        os.close(descriptor)
    return Path(name)


class _words_for_disk(contextlib.AbstractContextManager[None]):  # noqa: N801 - read like a function
    """What the disk refuses becomes words: no room, no rights, or the old file is open in another program."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError | xlsxwriter.exceptions.FileCreateError):
            raise Unavailable("file_not_written", f"{self._path.name} ({error})") from error


def _major(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _style(kind: Kind) -> dict[str, object]:
    return {"num_format": FORMATS[kind], **({"indent": 1} if kind is Kind.TEXT else {})}


def _side(kind: Kind) -> str:
    return "right" if kind in (Kind.MONEY, Kind.COUNT, Kind.SHARE) else "left"


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:LONGEST_NAME] or "1"


def _as_text(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind in (Kind.MONEY, Kind.SHARE):
        whole, part = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole},{part:02d}"
    if kind is Kind.MOMENT:
        return f"{value.astimezone():%d.%m.%Y %H:%M:%S}"
    if kind is Kind.DAY:
        return f"{value:%d.%m.%Y}"
    return str(value) if kind is Kind.COUNT else _harmless(str(value))


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe: what a stranger typed must not run."""
    formula = text.startswith(("=", "@", "\t", "\r")) or (text.startswith(("+", "-")) and not PHONE.fullmatch(text))
    return f"'{text}" if formula else text
