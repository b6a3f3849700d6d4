"""What a value becomes in a cell, whichever sheet the cell is of."""

from typing import Any

from common.excel import moments
from common.excel.sheet import Kind, Value
from common.excel.text import fit
from common.words import Words

USUAL_WIDTH = 9
SUM = Words("Итого", "Total")
NOTHING = Words("Нет операций за период", "No operations in this period")


def number(kind: Kind, value: Any) -> float:
    """Days for moments, roubles for kopecks: as exact as 15 digits are, which is all that a spreadsheet shows."""
    if kind is Kind.MONEY:
        return float(value / 100)
    if kind is Kind.SHARE:
        return float(value / 10_000)
    if kind is Kind.MOMENT:
        return moments.of_moment(value)
    return moments.of_day(value) if kind is Kind.DAY else float(value)


def letters(kind: Kind, value: int, *, bigness: float = 1) -> float:
    """How wide a column is that shows a bold number whole: one that has no room is shown as ####."""
    shown = f"{value / 100:,.2f}" if kind is Kind.MONEY else f"{value:,}"
    return (len(shown) * 1.1 + 1) * bigness


def stored(kind: Kind, value: Value) -> str | float | None:
    """What a cell holds; None: nothing."""
    if value is None or value == "":
        return None
    return fit(str(value)) if kind is Kind.TEXT else number(kind, value)


def put_text(page: Any, line: int, column: int, made: str, style: Any) -> None:
    """A fit text; the writer would take one between <r> and </r> for marks of its own."""
    if made.startswith("<r>") and made.endswith("</r>"):
        page.write_rich_string(line, column, made[:1], style, made[1:], style)
    else:
        page.write_string(line, column, made, style)
