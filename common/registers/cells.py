"""What stands in a register's cell, from a text file or a workbook, as a number, a moment, an account or a sum."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from common.clock import EPOCH
from common.money import LARGEST
from common.registers.line import day_bounds
from common.words import Words

LONGEST_KEY = 64
LONGEST_ACCOUNT = 200
LONGEST_SUM = 40
EXACT_DIGITS = 15
YEARS = range(2000, 2101)
SUM = re.compile(
    r"(\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:,\d{3})+(?=\.))(?:[.,](\d{1,2}))?(?: ?(?:₽|руб\.?|RUB))?"
)
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2})")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?")
ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,3}", re.IGNORECASE)
"""«9,16123E+09», as spreadsheets write it: always with the sign; «1E5» is somebody's account."""
PART = Decimal("0.0001")
"""How far from a whole kopeck the floating point of a workbook may be."""

EMPTY = Words("{what}: пусто (или формула без значения)", "{what}: empty (or a formula without its value)")
NOT_A_SUM = Words(
    "сумма «{cell}» не читается: нужны рубли и не больше двух цифр копеек",
    "the sum “{cell}” cannot be read: roubles and at most two digits of kopecks are expected",
)
NOT_POSITIVE = Words("сумма «{cell}» должна быть больше нуля", "the sum “{cell}” must be above zero")
TOO_MUCH = Words("сумма «{cell}» слишком велика", "the sum “{cell}” is too large")
NOT_A_DAY = Words(
    "дата «{cell}» не читается: нужно ДД.ММ.ГГГГ или ГГГГ-ММ-ДД",
    "the date “{cell}” cannot be read: DD.MM.YYYY or YYYY-MM-DD is expected",
)
NOT_A_TIME = Words(
    "время «{cell}» не читается: нужно ЧЧ:ММ:СС", "the time “{cell}” cannot be read: HH:MM:SS is expected"
)
LONG = Words("{what} «{cell}» слишком длинный", "{what} “{cell}” is too long")
ROUNDED = Words(
    "{what} «{cell}» сохранён числом, последние цифры потеряны: сделайте столбец текстовым и выгрузите файл заново",
    "{what} “{cell}” was saved as a number and lost its last digits: make the column text and export the file again",
)
KEY = Words("номер платежа", "payment number")
ACCOUNT = Words("номер абонента", "account number")
AMOUNT = Words("сумма", "sum")
DATE = Words("дата", "date")


class BadCell(Exception):
    """A cell cannot be what its column says; `words` tell why."""

    def __init__(self, words: Words, cell: object = "", what: Words | None = None) -> None:
        """Fill in what stands there, cut short, and what it should have been."""
        shown = str(cell)[:40]
        ru, en = (what.ru, what.en) if what else ("", "")
        self.words = Words(words.ru.format(cell=shown, what=ru), words.en.format(cell=shown, what=en))
        super().__init__(self.words.ru)


def key_of(cell: object, what: Words = KEY) -> str:
    """A payment's number or id as text; a number that a spreadsheet has rounded is refused."""
    text = _digits(cell, what)
    if not text:
        raise BadCell(EMPTY, what=what)
    if len(text) > LONGEST_KEY:
        raise BadCell(LONG, text, what)
    return text


def account_of(cell: object) -> str:
    """An account as text; a number in a workbook may have lost its leading zeros, which the comparison names."""
    text = _digits(cell, ACCOUNT)
    if not text:
        raise BadCell(EMPTY, what=ACCOUNT)
    if len(text) > LONGEST_ACCOUNT:
        raise BadCell(LONG, text, ACCOUNT)
    return text


def amount_of(cell: object) -> int:
    """A payment's sum in minor units, above zero."""
    amount = sum_of(cell)
    if amount <= 0:
        raise BadCell(NOT_POSITIVE, cell)
    if amount > LARGEST:
        raise BadCell(TOO_MUCH, cell)
    return amount


def sum_of(cell: object) -> int:
    """A sum in minor units: «1 234,56», "1234.56", "1,234.56", or a workbook's number."""
    if isinstance(cell, str):
        found = SUM.fullmatch(cell)
        if found is not None and len(cell) <= LONGEST_SUM:
            whole, part = found.groups()
            digits = whole if whole.isdigit() else re.sub(r"\D", "", whole)
            return int(digits) * 100 + (int(part.ljust(2, "0")) if part else 0)
        raise BadCell(*_no_sum(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _minor(cell)
    raise BadCell(*_no_sum(cell))


def at_of(day: object, clock: object) -> int:
    """A moment in ms UTC of a day and a time in Moscow, each in a cell of its own; without a time the day's start."""
    if isinstance(day, str):
        return day_ms(day) + (time_ms(clock) if clock not in (None, "") else 0)
    if isinstance(day, datetime):
        rest = day.time()
        return _day_start(day.date()) + (time_ms(clock) if clock not in (None, "") else _since_midnight(rest))
    if isinstance(day, date):
        return _day_start(day) + (time_ms(clock) if clock not in (None, "") else 0)
    raise BadCell(NOT_A_DAY, "" if day is None else day)


def moment_of(cell: object) -> int:
    """A moment in ms UTC of one cell with both: «20.11.2026 21:40:03», or ISO with a zone."""
    if not isinstance(cell, str):
        return at_of(cell, None)
    day, space, clock = cell.replace("T", " ", 1).partition(" ")
    if space and ZONE.search(clock):
        return _with_zone(cell)
    return at_of(day, clock.strip())


@lru_cache(maxsize=512)
def day_ms(text: str) -> int:
    """The first millisecond of a day in Moscow."""
    found = DAY.fullmatch(text)
    if found is None:
        raise BadCell(NOT_A_DAY, text)
    numbers = [int(one) for one in found.groups() if one is not None]
    year, month, day = reversed(numbers) if found[1] else numbers
    try:
        return _day_start(date(year, month, day))
    except ValueError:
        raise BadCell(NOT_A_DAY, text) from None


def time_ms(cell: object) -> int:
    """How far into the day a time is."""
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return _since_midnight(cell)
    found = TIME.fullmatch(str(cell))
    if found is not None:
        hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
        if hours < 24 and minutes < 60 and seconds < 60:
            return ((hours * 60 + minutes) * 60 + seconds) * 1000
    raise BadCell(NOT_A_TIME, cell)


def _digits(cell: object, what: Words) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        if not cell.is_integer():
            raise BadCell(ROUNDED, cell, what)
        cell = int(cell)
    text = str(cell).strip()
    if (isinstance(cell, int) and len(text) > EXACT_DIGITS) or ("E" in text.upper() and EXPONENT.fullmatch(text)):
        raise BadCell(ROUNDED, text, what)
    return text


def _minor(value: int | float) -> int:
    exact = Decimal(repr(value)) * 100
    if not exact.is_finite():
        raise BadCell(NOT_A_SUM, value)
    whole = exact.to_integral_value()
    if abs(exact - whole) > PART:
        raise BadCell(NOT_A_SUM, value)
    return int(whole)


def _no_sum(cell: object) -> tuple[Words, object, Words]:
    if cell is None or cell == "":
        return EMPTY, "", AMOUNT
    negative = isinstance(cell, str) and cell[:1] in ("-", "−") and SUM.fullmatch(cell[1:]) is not None
    return (NOT_POSITIVE if negative else NOT_A_SUM), cell, AMOUNT


def _day_start(day: date) -> int:
    if day.year not in YEARS:
        raise BadCell(NOT_A_DAY, day.isoformat())
    return day_bounds(day)[0]


def _since_midnight(clock: time) -> int:
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1000


def _with_zone(text: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadCell(NOT_A_DAY, text) from None
    if at.year not in YEARS:
        raise BadCell(NOT_A_DAY, text)
    return (at.astimezone(UTC) - EPOCH) // timedelta(milliseconds=1)
