"""A register that came as a file, read line by line: nothing is taken from it unless all of it can be taken."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from common import money
from common.errors import Rejected
from common.protocol.mistake import Mistake, refuse
from common.registers import text_rows
from common.registers.cells import (
    BadCell,
    account_of,
    amount_of,
    at_of,
    key_of,
    moment_of,
    sum_of,
)
from common.registers.columns import NO_COLUMNS, OSMP, SHOWN, Columns, is_header, of_header
from common.registers.line import Line
from common.words import Words

LARGEST_FILE = 64 << 20
MOST_LINES = 1_000_000
MOST_COLUMNS = 200
SHOWN_MISTAKES = 20
SEARCHED = 10
"""A header stands in one of the first lines: a title and a period may be above it."""
TEXTS = (".csv", ".tsv", ".txt")
WORKBOOK = ".xlsx"
TOTAL = re.compile(r"(?:total|итого|всего)\b\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
COUNT_AND_SUM = re.compile(r"(\d{1,9})\s+(\S.*)")
COUNT = re.compile(r"\d{1,9}")

AT_LINE = Words("Строка {number}: {words}", "Line {number}: {words}")
MORE = Words("И ещё строк с ошибками: {number}", "And lines with mistakes besides: {number}")
KIND = Words(
    "Реестр читается из файлов .csv, .tsv, .txt и .xlsx, а это «{name}»",
    "A register is read from .csv, .tsv, .txt and .xlsx files, and this is “{name}”",
)
GONE = Words("Файла {name} нет или его не прочесть", "File {name} is not there or cannot be read")
BIG = Words("Файл больше 64 МБ", "The file is larger than 64 MB")
MANY = Words("В файле больше 1 000 000 строк", "The file has more than 1,000,000 lines")
BROAD = Words("В таблице больше 200 столбцов", "The table has more than 200 columns")
NOTHING = Words("В файле нет ни платежей, ни строки итогов", "The file has neither payments nor a line with totals")
WIDE = Words(
    "ячеек {found}, а столбцов {wanted}: возможно, лишний разделитель или запятая в сумме",
    "{found} cells for {wanted} columns: perhaps one separator too many, or a comma within the sum",
)
NARROW = Words("ячеек {found}, а столбцов {wanted}", "{found} cells for {wanted} columns")
AFTER_TOTAL = Words("платёж после строки итогов", "a payment after the line with totals")
OTHER_COUNT = Words(
    "В строке итогов платежей {said}, а в файле их {found}: файл неполный или испорчен",
    "The totals say {said} payments, the file has {found}: it is incomplete or damaged",
)
OTHER_SUM = Words(
    "В строке итогов сумма {said}, а платежи дают {found}: файл неполный или испорчен",
    "The totals say {said}, the payments come to {found}: the file is incomplete or damaged",
)


class Stated(NamedTuple):
    """What a register's last line says of it; None where it says nothing."""

    number: int | None
    amount: int | None


def read(path: Path, ended: Callable[[Stated | None], object] = lambda stated: None) -> Iterator[Line]:
    """Every payment in the order of the file; Rejected `wrong_value` with all mistakes at its end, or before it.

    `ended` is told what the file's last line says of all of it, None when it has no such line.
    """
    reading = _Reading()
    try:
        yield from reading.lines(_rows(path))
        ended(reading.stated)
    except BadCell as bad:
        refuse([_mistake(bad.words)])
    except OSError as error:
        raise Rejected("register_not_read", f"{path.name} ({error.strerror or error})") from error


class _Reading:
    """One pass through a file; mistakes are gathered and said at once."""

    def __init__(self) -> None:
        self.columns = OSMP
        self.number = 0
        self.amount = 0
        self.stated: Stated | None = None
        self.mistakes: list[Words] = []
        self.wrong_lines = 0

    def lines(self, rows: Iterator[tuple[int, Sequence[object]]]) -> Iterator[Line]:
        for place, (number, cells) in enumerate(self._below_header(rows)):
            if place > MOST_LINES:
                raise BadCell(MANY)
            try:
                line = self._line(cells)
            except BadCell as bad:
                self._wrong(number, bad.words)
                continue
            if line is not None:
                self.number += 1
                self.amount += line.amount
                yield line
        self._end()

    def _below_header(self, rows: Iterator[tuple[int, Sequence[object]]]) -> Iterable[tuple[int, Sequence[object]]]:
        first = list(islice(rows, SEARCHED))
        for place, (number, cells) in enumerate(first):
            if is_header(cells):
                self.columns, wrong = of_header(cells)
                for words in wrong:
                    self._wrong(number, words)
                return chain(first[place + 1 :], rows) if not wrong else ()
        if first and _stated_of(first[0][1], OSMP) is None and len(first[0][1]) != OSMP.width:
            self._wrong(first[0][0], NO_COLUMNS)
            return ()
        return chain(first, rows)

    def _line(self, cells: Sequence[object]) -> Line | None:
        columns = self.columns
        stated = _stated_of(cells, columns) if _begins_total(cells) else None
        if stated is not None:
            self.stated = stated
            return None
        if self.stated is not None:
            raise BadCell(AFTER_TOTAL)
        if not cells:
            raise BadCell(text_rows.CELLS)
        if len(cells) != columns.width:
            cells = _fitted(cells, columns)
        payment_id = key_of(cells[columns.payment_id], SHOWN["payment_id"]) if columns.payment_id >= 0 else ""
        return Line(
            key_of(cells[columns.key]) if columns.key >= 0 else "",
            _at(cells, columns),
            account_of(cells[columns.account]),
            amount_of(cells[columns.amount]),
            payment_id,
        )

    def _wrong(self, number: int, words: Words) -> None:
        self.wrong_lines += 1
        if len(self.mistakes) < SHOWN_MISTAKES:
            ru, en = words.ru, words.en
            self.mistakes.append(
                Words(AT_LINE.ru.format(number=number, words=ru), AT_LINE.en.format(number=number, words=en))
            )

    def _end(self) -> None:
        if not self.mistakes:
            self.mistakes += self._totals()
        hidden = self.wrong_lines - SHOWN_MISTAKES
        if hidden > 0:
            self.mistakes.append(MORE.format(number=hidden))
        refuse([_mistake(words) for words in self.mistakes])

    def _totals(self) -> Iterator[Words]:
        if self.stated is None:
            if not self.number:
                yield NOTHING
            return
        if self.stated.number not in (None, self.number):
            yield OTHER_COUNT.format(said=self.stated.number, found=self.number)
        if self.stated.amount is not None and self.stated.amount != self.amount:
            yield Words(
                OTHER_SUM.ru.format(said=money.text(self.stated.amount), found=money.text(self.amount)),
                OTHER_SUM.en.format(
                    said=money.text(self.stated.amount, english=True), found=money.text(self.amount, english=True)
                ),
            )


def _rows(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    suffix = path.suffix.lower()
    if suffix not in (*TEXTS, WORKBOOK):
        raise BadCell(KIND.format(name=path.name))
    if not path.is_file():
        raise BadCell(GONE.format(name=path.name))
    if path.stat().st_size > LARGEST_FILE:
        raise BadCell(BIG)
    return _workbook(path) if suffix == WORKBOOK else text_rows.rows_of(path)


def _workbook(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    from common import excel  # a role has use for it only when a workbook comes

    for number, cells in enumerate(excel.rows_of(path), 1):
        if len(cells) > MOST_COLUMNS:
            raise BadCell(BROAD)
        row = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
        while row and row[-1] in (None, ""):
            del row[-1]
        if row:
            yield number, row


def _at(cells: Sequence[object], columns: Columns) -> int:
    """When, in ms UTC; 0 where the register does not tell it."""
    if columns.moment >= 0:
        return moment_of(cells[columns.moment])
    if columns.day < 0:
        return 0
    if columns.time < 0:
        return moment_of(cells[columns.day])
    return at_of(cells[columns.day], cells[columns.time])


def _fitted(cells: Sequence[object], columns: Columns) -> list[object]:
    """Empty cells at the end may be missing or too many; what holds something must have its column."""
    row = list(cells)
    while row and row[-1] in (None, ""):
        del row[-1]
    if len(row) > columns.width:
        raise BadCell(WIDE.format(found=len(row), wanted=columns.width))
    needed = 1 + max(columns.key, columns.payment_id, columns.account, columns.amount)
    if len(row) < needed:
        raise BadCell(NARROW.format(found=len(row), wanted=columns.width))
    return row + [None] * (columns.width - len(row))


def _begins_total(cells: Sequence[object]) -> bool:
    first = next((cell for cell in cells if cell not in (None, "")), None)
    return isinstance(first, str) and first[:1] in "tTиИвВ" and TOTAL.match(first) is not None


def _stated_of(cells: Sequence[object], columns: Columns) -> Stated | None:
    """What a line with totals says, None when it is none: «Total: 12 5400.00» in one cell, in three, or under sums."""
    held = [cell for cell in cells if cell not in (None, "")]
    found = TOTAL.fullmatch(held[0]) if held and isinstance(held[0], str) else None
    if found is None:
        return None
    rest = ([found[1].strip()] if found[1].strip() else []) + held[1:]
    if columns.headed and len(cells) > columns.amount and cells[columns.amount] not in (None, ""):
        return Stated(None, sum_of(cells[columns.amount]))
    if len(rest) == 1 and isinstance(rest[0], str) and (two := COUNT_AND_SUM.fullmatch(rest[0])):
        rest = [two[1], two[2]]
    if len(rest) >= 2 and COUNT.fullmatch(str(rest[0])):
        return Stated(int(str(rest[0])), sum_of(rest[1]))
    return Stated(None, sum_of(rest[0])) if rest else Stated(None, None)


def _mistake(words: Words) -> Mistake:
    return Mistake(field="path", words=words)
