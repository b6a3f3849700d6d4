"""What is remembered of one network from session to session: its seats, when it was opened, stars, notes, progress."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from common import durable, settings, spawn
from launcher_app.network.seat import ORDER, Seat

VERSION = 1
LONGEST_NOTE = 2_000
LAST_PORT = 65_535
UNREAD = "unread"
"""What a file that cannot be read is put aside as: nobody's notes are written over."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A star or a note at a hop, or at a story as a whole (no `span`), with what it stood at, in words.

    `line` is what the list said of it, `code` the payment's code: a report shows them without the exchanges.
    """

    story: str
    span: str = ""
    at_ms: int = 0
    code: str = ""
    line: str = ""
    starred: bool = False
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is left of it."""
        return not self.starred and not self.note


class Kept(msgspec.Struct, kw_only=True):
    """The file."""

    version: int = VERSION
    opened_ms: int = 0
    seats: list[Seat] = []
    marks: list[Mark] = []
    others: dict[str, Any] = {}


class Session:
    """One file, written whole at each change; threads may share it.

    A file that cannot be read begins anew, the old one is kept beside it; one that cannot be written costs only the
    memory, and `trouble` says why.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, if there is one."""
        self.path = path
        self.changes = 0
        self.trouble = ""
        self._lock = spawn.Lock()
        self._kept = _read(path)
        self._marks = {_place(one.story, one.span): one for one in self._kept.marks}

    @property
    def opened_ms(self) -> int:
        """When it was opened the last time; 0 never."""
        return self._kept.opened_ms

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who sat where; empty before anybody said."""
        return tuple(self._kept.seats)

    def opened(self, at_ms: int, seats: Iterable[Seat]) -> None:
        """It is opened now, with these seats."""
        with self._lock:
            self._kept.opened_ms, self._kept.seats = at_ms, list(seats)
            self._save()

    def seat(self, seats: Iterable[Seat]) -> None:
        """These seats from now on."""
        with self._lock:
            self._kept.seats = list(seats)
            self._save()

    def recall(self, name: str, default: Any = None) -> Any:
        """What some part of the launcher keeps here under its own name: numbers, texts, lists and objects of these."""
        return self._kept.others.get(name, default)

    def remember(self, name: str, value: Any) -> None:
        """Keep it."""
        with self._lock:
            self._kept.others[name] = value
            self._save()

    def starred(self, story: str, span: str = "") -> bool:
        """Whether a hop, or a story, has a star."""
        mark = self._marks.get(_place(story, span))
        return mark is not None and mark.starred

    def note(self, story: str, span: str = "") -> str:
        """The note at a hop or a story; empty without one."""
        mark = self._marks.get(_place(story, span))
        return mark.note if mark is not None else ""

    def star(self, story: str, span: str = "", *, on: bool = True, at: Mark | None = None) -> None:
        """Put a star there or take it away; `at` says where that is, for reports."""
        self._change(story, span, at, lambda mark: msgspec.structs.replace(mark, starred=on))

    def set_note(self, story: str, text: str, span: str = "", *, at: Mark | None = None) -> None:
        """Write a note there; an empty one takes it away."""
        said = text.strip()[:LONGEST_NOTE]
        self._change(story, span, at, lambda mark: msgspec.structs.replace(mark, note=said))

    def marks(self) -> list[Mark]:
        """Every star and note, by the time of what they stand at."""
        with self._lock:
            return sorted(self._marks.values(), key=lambda one: (one.at_ms, one.story, one.span))

    def stories_with_stars(self) -> frozenset[str]:
        """Keys of the stories that have a star, themselves or at one of their hops."""
        with self._lock:
            return frozenset(one.story for one in self._marks.values() if one.starred)

    def _change(self, story: str, span: str, at: Mark | None, change: Callable[[Mark], Mark]) -> None:
        with self._lock:
            old = self._marks.get(_place(story, span)) or Mark(story=story, span=span)
            if at is not None:
                old = msgspec.structs.replace(old, at_ms=at.at_ms, code=at.code, line=at.line)
            made = msgspec.structs.replace(change(old), story=story)
            self._marks.pop(_place(story, span), None)
            if not made.empty:
                self._marks[_place(story, span)] = made
            self._save()

    def _save(self) -> None:
        self._kept.marks = list(self._marks.values())
        self.changes += 1
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            data = msgspec.json.format(msgspec.json.encode(self._kept), indent=1)
            durable.write_whole(self.path, data, mode=0o600)
            self.trouble = ""
        except OSError as problem:
            self.trouble = str(durable.not_written(problem, self.path.name))


def kept_in(path: Path) -> Kept | None:
    """What a session's file holds; None where there is none that can be read."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept if kept.version == VERSION and all(map(_may_be, kept.seats)) else None


def _may_be(seat: Seat) -> bool:
    """Whether there can be such a seat: its profile names folders and files."""
    return seat.role in ORDER and seat.number > 0 and settings.is_profile(seat.profile) and 0 <= seat.port <= LAST_PORT


def _place(story: str, span: str) -> tuple[str, str]:
    """An exchange is the same wherever it is put: what story it belongs to may be learnt later."""
    return ("", span) if span else (story, "")


def _read(path: Path) -> Kept:
    kept = kept_in(path)
    if kept is None and path.is_file():
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(f".{UNREAD}.json"))
    return kept or Kept()
