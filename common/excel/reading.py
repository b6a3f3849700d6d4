"""Workbooks read back: for previews, and for registers that come as .xlsx."""

import contextlib
import itertools
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from common.errors import Rejected

LARGEST = 512 * 1024 * 1024
"""Bytes unpacked: a million rows are 200 MB; what is more is a bomb."""
LARGEST_REST = 16 * 1024 * 1024
"""The same of a part that holds neither rows nor their texts: styles and the like are read into the memory whole."""
MOST_SQUEEZED = 200
"""How many times smaller a large part may be packed: a million rows that are all alike come to thirty."""
ROWS, TEXTS = "xl/worksheets/", "xl/sharedstrings.xml"
MOST_ROWS = 1_048_576
"""What a spreadsheet has; a file may number its rows beyond, and all between would be made up."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, ArithmeticError, LookupError,
    ValueError, TypeError, AttributeError, NotImplementedError,
)  # fmt: skip
"""How a library that trusts its files fails on a damaged one."""


def rows_of(path: Path, sheet: int = 0) -> Iterator[list[object]]:
    """Every row of a sheet, one in memory: texts, numbers, moments; of a formula its result, None when it has none."""
    with _opened(path) as book:
        page = book.worksheets[sheet]
        page.reset_dimensions()  # what a file says of its size may be sixteen thousand empty columns
        for number, row in enumerate(page.iter_rows(values_only=True), 1):
            if number > MOST_ROWS:
                raise Rejected("unreadable_workbook", f"{path.name} (> {MOST_ROWS})")
            yield list(row)


def read_rows(path: Path, sheet: int = 0, limit: int = 30) -> list[list[str]]:
    """The first rows as a person reads them, for a preview."""
    with _opened(path) as book:
        rows = itertools.islice(book.worksheets[sheet].iter_rows(), limit)
        return [[_as_text(cell.value, cell.number_format) for cell in row] for row in rows]


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A book, if it is one and does not unpack into more than a memory holds; closed again, whatever it was."""
    import openpyxl  # heavy, and a role has use for it only when somebody reads a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file:
            with zipfile.ZipFile(file) as packed:
                if _is_bomb(packed.infolist()):
                    raise Rejected("unreadable_workbook", path.name)
            with contextlib.closing(
                openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            ) as book:
                yield book
    except (*BROKEN, InvalidFileException) as error:
        raise Rejected("unreadable_workbook", f"{path.name} ({error})") from error


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    return sum(part.file_size for part in parts) > LARGEST or any(_is_swollen(part) for part in parts)


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    if part.file_size <= LARGEST_REST:
        return False
    is_long = part.filename.lower().lstrip("/").startswith((ROWS, TEXTS))
    return not is_long or part.file_size > MOST_SQUEEZED * part.compress_size


def _as_text(value: object, numbers: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if numbers == "dd.mm.yyyy" else f"{value:%d.%m.%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int | float):
        return _number(value, numbers)
    return str(value)


def _number(value: float, numbers: str) -> str:
    if numbers.endswith("%"):
        return f"{value:.1%}".replace(".", ",")
    if "0.00" in numbers:
        return f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")
    return f"{value:,}".replace(",", "\u00a0") if numbers == "#,##0" else str(value)
