"""The logs of all seats and of the launcher itself as one list: the ends of their files, the newest line first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from common.clock import moment
from common.logs import Line
from common.words import Words
from launcher_app.network.seat import Player, Seat
from launcher_app.network.student import folder_of
from launcher_app.stories.names import CODE

LAST_BYTES = 400_000
MOST = 5_000
LAUNCHER = Words("Запуск", "Launcher")
OWN = "launcher"
PLAIN = "info"
LONGEST = 1_000


class Journal(NamedTuple):
    """One file; `plain` is what a student's program prints, not lines of ours."""

    seat: str
    title: Words
    path: Path
    plain: bool = False


class Entry(NamedTuple):
    """A line of one of the files."""

    seat: str
    title: Words
    at: datetime
    level: str
    event: str
    payment: str
    trace: str
    more: str

    @property
    def code(self) -> str:
        """The payment's code: where the line does not name it, its trace may."""
        return self.payment or (self.trace if CODE.fullmatch(self.trace) else "")


def journals_of(seats: Sequence[Seat], logs: Path, data: Path, own: Path) -> list[Journal]:
    """The files of these seats, and `own`, the launcher's."""
    return [*(_of_seat(seat, logs, data) for seat in seats), Journal(OWN, LAUNCHER, own)]


def sizes(journals: Sequence[Journal]) -> tuple[tuple[int, int], ...]:
    """What changes when one of the files does."""
    return tuple(_size(one.path) for one in journals)


def read(journals: Sequence[Journal]) -> list[Entry]:
    """The newest lines of all of them, the newest first."""
    return list(islice(merge(*map(_entries, journals), key=lambda one: one.at, reverse=True), MOST))


def _of_seat(seat: Seat, logs: Path, data: Path) -> Journal:
    if seat.player is Player.COMMAND:
        return Journal(seat.name, seat.title, folder_of(data, seat) / "output.txt", plain=True)
    return Journal(seat.name, seat.title, logs / f"{seat.role}-{seat.profile}.jsonl")


def _size(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _entries(journal: Journal) -> list[Entry]:
    lines = _last_lines(journal.path)
    if journal.plain:
        at = moment(_size(journal.path)[1] // 1_000_000)
        texts = (line.decode("utf-8", "replace").strip()[:LONGEST] for line in lines)
        found = [Entry(journal.seat, journal.title, at, PLAIN, text, "", "", "") for text in texts if text]
    else:
        found = [entry for line in lines if (entry := _entry(journal, line)) is not None]
    found.reverse()
    found.sort(key=lambda one: one.at, reverse=True)
    return found


def _entry(journal: Journal, text: bytes) -> Entry | None:
    """None for a torn line, and for the empty one at the end."""
    try:
        line = msgspec.json.decode(text, type=Line)
        at = datetime.fromisoformat(line.at).astimezone(UTC)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, RecursionError):
        return None
    more = " ".join(f"{name}={value}" for name, value in line.more.items())
    return Entry(journal.seat, journal.title, at, line.level, line.event, line.payment, line.trace, more)


def _last_lines(path: Path) -> list[bytes]:
    """The whole lines at the end of a file; none where there is no file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - LAST_BYTES))
            data = file.read()
    except OSError:
        return []
    return data.split(b"\n")[1 if size > LAST_BYTES else 0 :]
