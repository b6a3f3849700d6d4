"""What a cell says: on the screen, in the clipboard, in JSON, in a file, and what it is sorted and found by."""

from datetime import datetime
from typing import Any, NamedTuple

from common import excel
from common.money import RUB
from common.qt import wording
from common.qt.table.column import Column, Kind, Shown
from common.qt.tokens import Token
from common.words import Language, Words


class Cell(NamedTuple):
    """A cell as it is painted."""

    text: str
    icon: str = ""
    token: Token | None = None


NOTHING = Cell("")
NOT_HERE = Cell("…", "", Token.DISABLED)
KINDS = {
    Kind.MONEY: excel.Kind.MONEY,
    Kind.NUMBER: excel.Kind.COUNT,
    Kind.SHARE: excel.Kind.SHARE,
    Kind.MOMENT: excel.Kind.MOMENT,
    Kind.DAY: excel.Kind.DAY,
}


def cell(column: Column, row: Any, language: Language, now: datetime) -> Cell:
    """What the screen shows."""
    value = column.value(row)
    if value is None:
        return NOTHING
    kind = column.kind
    if kind is Kind.STATUS:
        shown: Shown = value
        return Cell(shown.words.of(language), shown.icon, shown.token)
    if kind is Kind.MONEY:
        return Cell(_money(value, column.currency(row), language), "", Token.ERROR if value < 0 else None)
    if kind is Kind.MOMENT:
        return Cell(wording.moment(value, now))
    if kind is Kind.SHARE:
        return Cell(_percent(value, language))
    if kind is Kind.NUMBER:
        return Cell(wording.number(value, language))
    return Cell(_text(value, kind, language))


def plain(column: Column, row: Any, language: Language) -> str:
    """For the clipboard: what a spreadsheet reads as the same value, on one line and without spaces in sums."""
    value = column.value(row)
    if value is None:
        return ""
    kind = column.kind
    if kind in (Kind.MONEY, Kind.SHARE):
        return wording.plain_money(value)
    if kind is Kind.MOMENT:
        return wording.moment(value)
    if kind is Kind.STATUS:
        return _one_line(value.words.of(language))
    return _one_line(_text(value, kind, language))


def as_json(column: Column, row: Any, language: Language) -> Any:
    """For a program: sums in minor units, moments in ISO with their zone, states by their word."""
    value = column.value(row)
    if column.kind is Kind.MOMENT and value is not None:
        return wording.local(value).isoformat(timespec="milliseconds")
    if value is None or column.kind in (Kind.MONEY, Kind.NUMBER, Kind.SHARE):
        return value
    if column.kind is Kind.DAY:
        return value.isoformat()
    return value.words.of(language) if column.kind is Kind.STATUS else _text(value, column.kind, language)


def for_file(column: Column, row: Any, language: Language) -> excel.Value:
    """For a cell of a file, typed."""
    value: excel.Value | Shown | Words = column.value(row)
    if isinstance(value, Shown):
        return value.words.of(language)
    return value.of(language) if isinstance(value, Words) else value


def tip(column: Column, row: Any, language: Language) -> str:
    """What is said under the mouse: the column's own words, else the exact moment."""
    if column.tip is not None:
        words = column.tip(row)
        return words.of(language) if words is not None else ""
    if column.kind is Kind.MOMENT:
        value = column.value(row)
        return wording.exact(value) if value is not None else ""
    return ""


def sorting(column: Column, row: Any, language: Language) -> tuple[bool, Any]:
    """By value, not by look; empty cells after all others."""
    value = column.value(row)
    if isinstance(value, Shown):
        value = value.words
    if isinstance(value, Words):
        value = value.of(language)
    return (value is None, folded(value) if isinstance(value, str) else value if value is not None else 0)


def haystack(columns: tuple[Column, ...], row: Any, language: Language, now: datetime) -> str:
    """Everything a person may look for in a row: as it is shown, as it is copied, and codes without their dash."""
    parts: list[str] = []
    for column in columns:
        shown = cell(column, row, language, now).text
        parts.append(shown)
        if column.kind in (Kind.MONEY, Kind.MOMENT):
            parts.append(plain(column, row, language))
        elif column.kind is Kind.CODE:
            parts.append(shown.replace("-", ""))
    return folded("\n".join(parts))


def folded(text: str) -> str:
    """A text without the differences that nobody means: case, ё and е, kinds of spaces and of minus."""
    plain_spaces = text.replace(wording.BREAK, " ").replace(wording.MINUS, "-")
    return plain_spaces.casefold().replace("ё", "е")


def _money(amount: int, currency: str, language: Language) -> str:
    """The header names roubles; what is not roubles says so in the cell."""
    return wording.bare_money(amount, language) if currency == RUB else wording.money(amount, language, currency)


def _percent(hundredths: int, language: Language) -> str:
    tenths = (hundredths + 5) // 10
    point = "." if language == "en" else ","
    return f"{tenths // 10}{point}{tenths % 10}{wording.BREAK}%"


def _text(value: Any, kind: Kind, language: Language) -> str:
    if isinstance(value, Words):
        return value.of(language)
    return f"{value:%d.%m.%Y}" if kind is Kind.DAY else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split()) if any(sign in text for sign in "\t\r\n") else text
