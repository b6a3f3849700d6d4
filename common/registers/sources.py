"""The registers that a comparison is given, as files of days with their lines."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from common.registers.comparison import File
from common.registers.line import Line, day_of
from common.registers.reading import read
from common.reporting import period
from common.reporting.order import Source, Tell


def days_of_period(since: int, until: int) -> list[date]:
    """The days of a period by this computer's calendar; they are compared whole, as Moscow's, like registers are."""
    first, last = period.here(since).date(), period.here(until - 1).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def files_of(sources: Sequence[Source], tell: Tell) -> list[File]:
    """A file a source, read when its lines are asked for; one file of several days is read once and divided."""
    divided: dict[str, dict[date, list[Line]]] = {}
    made = []
    for number, source in enumerate(sources):
        path, day = Path(source.path), date.fromisoformat(source.day)
        if source.part and source.path not in divided:
            divided[source.path] = _by_day(path)
        lines = divided[source.path].get(day, []) if source.part else _told(path, tell, 60 * number // len(sources))
        made.append(File(source.name, day, lines))
    return made


def _told(path: Path, tell: Tell, percent: int) -> Iterable[Line]:
    tell(percent)
    yield from read(path)


def _by_day(path: Path) -> dict[date, list[Line]]:
    days: dict[date, list[Line]] = {}
    for line in read(path):
        days.setdefault(day_of(line.at_ms), []).append(line)
    return days


def shown(files: Sequence[File], days: Sequence[date]) -> list[tuple[str, date]]:
    """Names and days of the files that are compared, without their neighbours."""
    return [(one.name, one.day) for one in files if one.day in days]
