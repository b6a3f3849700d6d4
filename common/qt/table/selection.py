"""What a table says of itself: how many rows are shown, and what the selected ones come to."""

from typing import TYPE_CHECKING, Any

from common.qt import wording
from common.qt.table.column import Column, Kind
from common.words import Language, Words

if TYPE_CHECKING:
    from common.qt.table.ledger_table import LedgerTable

SHOWN = Words("Показано {n} из {every}", "Shown {n} of {every}")
FOUND = Words("Найдено: {n}", "Found: {n}")
ALL = Words("Всего: {n}", "Total: {n}")
SELECTED = Words("Выделено: {n}", "Selected: {n}")
MOST_SUMS = 3


def counted(total: int, every: int | None, *, narrowed: bool) -> Words:
    """«Показано 12 из 340» under a filter, «Всего: 340» without."""
    if narrowed and every is not None:
        return _words(SHOWN, n=total, every=every)
    return _words(FOUND if narrowed else ALL, n=total)


def told(table: "LedgerTable") -> list[str]:
    """Of more than one selected row: how many, and the sums of each column of money that is seen."""
    count = table.view.chosen_count()
    if count < 2:
        return []
    said = [table.desk.say(_words(SELECTED, n=count))]
    money = [column for column in table.seen_columns() if column.kind is Kind.MONEY and column.summed]
    rows = table.selected() if money else []
    if money and len(rows) == count:
        language = table.desk.languages.current
        sums = (_sum(column, rows, language) for column in money[:MOST_SUMS])
        said += [text for text in sums if text]
    return said


def _sum(column: Column, rows: list[Any], language: Language) -> str:
    currencies = {column.currency(row) for row in rows}
    if len(currencies) != 1:
        return ""
    total = sum(column.value(row) or 0 for row in rows)
    return f"Σ {column.words.of(language)} {wording.money(total, language, currencies.pop())}"


def _words(words: Words, **numbers: int) -> Words:
    return Words(
        words.ru.format(**{name: wording.number(value, "ru") for name, value in numbers.items()}),
        words.en.format(**{name: wording.number(value, "en") for name, value in numbers.items()}),
    )
