"""Sums and times as people read them in either language, and as programs take them."""

from datetime import UTC, datetime, timedelta

from common.words import Language

SIGNS = {"RUB": "₽"}
BREAK = "\u00a0"
MINUS = "\u2212"


def money(amount: int, language: Language, currency: str = "RUB") -> str:
    """Minor units as «1 455,00 ₽» or "1,455.00 ₽"; a minus is a real one."""
    return f"{bare_money(amount, language)}{BREAK}{SIGNS.get(currency, currency)}"


def bare_money(amount: int, language: Language) -> str:
    """The same without the currency, for columns that name it."""
    whole, part = divmod(abs(amount), 100)
    grouped = f"{whole:,}"
    text = f"{grouped}.{part:02d}" if language == "en" else f"{grouped.replace(',', BREAK)},{part:02d}"
    return MINUS + text if amount < 0 else text


def plain_money(amount: int) -> str:
    """For the clipboard and for files: «1455,00», as a Russian spreadsheet takes it."""
    whole, part = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole},{part:02d}"


def number(value: int, language: Language) -> str:
    """A whole number with its thousands apart."""
    grouped = f"{value:,}"
    return grouped if language == "en" else grouped.replace(",", BREAK)


def local(at: datetime) -> datetime:
    """A moment in this computer's zone."""
    return at.astimezone()


def time(at: datetime) -> str:
    """The time of day here: 21:40:03."""
    return f"{local(at):%H:%M:%S}"


def day(at: datetime) -> str:
    """The day here: 20.11.2026."""
    return f"{local(at):%d.%m.%Y}"


def moment(at: datetime, now: datetime | None = None) -> str:
    """The time, with the day in front unless it is today's."""
    here = local(at)
    if now is not None and local(now).date() == here.date():
        return f"{here:%H:%M:%S}"
    return f"{here:%d.%m.%Y %H:%M:%S}"


def exact(at: datetime) -> str:
    """The full moment with its zone, for a tooltip."""
    return local(at).isoformat(sep=" ", timespec="milliseconds")


def day_bounds(now: datetime, back: int = 0) -> tuple[datetime, datetime]:
    """The beginning and the end, in UTC, of today here, or of the day that was `back` days ago."""
    here = local(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=back)
    begins = here.replace(tzinfo=None).astimezone()
    ends = (here.replace(tzinfo=None) + timedelta(days=1)).astimezone()
    return begins.astimezone(UTC), ends.astimezone(UTC)


def span(seconds: float) -> str:
    """A wait as minutes and seconds: 0:40; hours in front when there are any."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
