"""A report's period in words, and the line under its title that says what the report is."""

from datetime import date, datetime, timedelta

from common.clock import moment
from common.reporting.order import Order
from common.words import Language, Words

MONTHS = (
    Words("январь", "January"), Words("февраль", "February"), Words("март", "March"), Words("апрель", "April"),
    Words("май", "May"), Words("июнь", "June"), Words("июль", "July"), Words("август", "August"),
    Words("сентябрь", "September"), Words("октябрь", "October"), Words("ноябрь", "November"),
    Words("декабрь", "December"),
)  # fmt: skip
FORMED = Words("сформирован {at}", "formed {at}")
SO_FAR = Words("{period}, пока по {at}", "{period}, so far until {at}")
BETWEEN = " · "


def words(order: Order) -> str:
    """«ноябрь 2026», «20.11.2026», «01.11.2026–20.11.2026», or with times where days are not whole.

    Of a period that goes on it is said until when: its sums are not the last.
    """
    whole = between(order.since, order.until, order.language)
    if order.now >= order.until:
        return whole
    return SO_FAR.of(order.language).format(period=whole, at=f"{here(order.now):%d.%m.%Y %H:%M}")


def between(start: int, end: int, language: Language) -> str:
    """The same of [start, end), ms UTC."""
    since, until = here(start), here(end)
    if since.time() != until.time() or since.hour or since.minute or since.second:
        return f"{since:%d.%m.%Y %H:%M}–{until:%d.%m.%Y %H:%M}"
    return of_days(since.date(), until.date() - timedelta(days=1), language)


def of_days(first: date, last: date, language: Language) -> str:
    """Whole days in words: a month by its name, else the first and the last day."""
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1].of(language)} {first.year}"
    if first >= last:
        return f"{first:%d.%m.%Y}"
    return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"


def about(order: Order, *more: str) -> str:
    """«01.11.2026–20.11.2026 · UTC+03:00 · сформирован 20.11.2026 21:40:00 · кем · …»: period, zone, when, who."""
    formed = FORMED.of(order.language).format(at=f"{here(order.now):%d.%m.%Y %H:%M:%S}")
    return BETWEEN.join(filter(None, (words(order), zone(order), formed, order.who, *more)))


def zone(order: Order) -> str:
    """The zone of the period's end, in which its days are counted and its times are written."""
    offset = f"{here(order.until):%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def here(ms: int) -> datetime:
    """A stored moment in this computer's zone."""
    return moment(ms).astimezone()
