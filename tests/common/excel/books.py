"""A workbook to try things on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from common import excel
from common.excel import Field, Heading, Kind, Sheet, Value
from common.words import Words

ABOUT = "01.11.2026–20.11.2026 · UTC+03:00 · сформирован 20.11.2026 21:40 · Иванова · МегаФон"
HEADING = Heading("Реестр платежей", ABOUT)
FIELDS = (
    Field("№", Kind.COUNT, 6),
    Field("Дата и время", Kind.MOMENT, 19),
    Field("Код", Kind.TEXT, 13),
    Field("Состояние", Kind.TEXT, 16, mark="status"),
    Field("Внесено, ₽", Kind.MONEY, 13),
    Field("Разница, ₽", Kind.MONEY, 13, mark="difference"),
)
AT = 1_795_000_000_000
WORDS = Words("Внесено − комиссия − зачислено", "In − fee − credited")


def sheet(name: str = "Зачислено", fields: Sequence[Field] = FIELDS) -> Sheet:
    """One of its sheets."""
    return Sheet(name, f"Реестр платежей: {name}", ABOUT, fields)


def row(number: int, text: str = "000417", state: str = "Зачислен", amount: int = 48_500) -> list[Value]:
    """One of its rows."""
    return [number, AT + number * 61_000, text, state, amount, 0]


def table(path: Path, rows: Sequence[Sequence[Value]], fields: Sequence[Field] = FIELDS) -> Path:
    """A workbook of one table."""
    with excel.Book(path, HEADING) as book:
        book.table(sheet(fields=fields)).add(rows)
        book.finish()
    return path


def opened(path: Path, name: str = "Зачислено", *, formulas: bool = False) -> Worksheet:
    """One sheet of a file: with results, or with formulas."""
    page: Any = openpyxl.load_workbook(path, data_only=not formulas)[name]
    assert isinstance(page, Worksheet)
    return page
