"""Which day a register's file is of: told by its name, by its payments, or by a person."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from common.protocol.mistake import Mistake, refuse
from common.words import Words

IN_NAME = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})\d{0,2}(?: \(\d+\))?$|(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)")
ONE_DAY = timedelta(days=1)
NEARLY_ALL = 90
"""Percent of the payments that make a register one day's, when the rest is around its midnights."""
MOST_DAYS = 366
WHICH = Words(
    "Ни имя файла, ни платежи не говорят, за какой день реестр. Укажите день",
    "Neither the file's name nor its payments tell which day the register is of. Give the day",
)
OTHER = Words(
    "Указан день {day}, а платежи в файле за {found}. Укажите день, за который этот реестр",
    "The day is {day}, and the payments in the file are of {found}. Give the day that this register is of",
)
MANY = Words("В файле больше 366 дней", "The file has more than 366 days")


def day_in_name(stem: str) -> date | None:
    """The day in a name like OPLATA_3_202611201 or 2026-11-20_register, if it is one."""
    found = IN_NAME.search(stem)
    if found is None:
        return None
    year, month, day = (int(one) for one in found.groups() if one is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(payments: Mapping[date, int], named: date | None) -> list[date]:
    """The days that a file is the register of; `payments` are its payments by day, `named` what its name or a person
    says. Rejected `wrong_value` when it cannot be known."""
    days = sorted(payments)
    if not days:
        if named is None:
            refuse([Mistake(field="day", words=WHICH)])
            raise AssertionError
        return [named]
    if len(days) > MOST_DAYS:
        refuse([Mistake(field="path", words=MANY)])
    if named is not None and days[0] >= named - ONE_DAY and days[-1] <= named + ONE_DAY and named in payments:
        return [named]
    main = max(days, key=lambda day: payments[day])
    if named is not None and named not in payments:
        refuse([Mistake(field="day", words=OTHER.format(day=f"{named:%d.%m.%Y}", found=_shown(days)))])
    around = days[0] >= main - ONE_DAY and days[-1] <= main + ONE_DAY
    whole = sum(payments.values())
    return [main] if around and payments[main] * 100 >= whole * NEARLY_ALL else days


def _shown(days: list[date]) -> str:
    first, last = f"{days[0]:%d.%m.%Y}", f"{days[-1]:%d.%m.%Y}"
    return first if first == last else f"{first}–{last}"
