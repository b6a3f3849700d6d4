"""A lesson: its task in short, what it asks, how its network is prepared, how what the learner did is checked."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from common.words import Words

if TYPE_CHECKING:
    from launcher_app.hands import Hands
    from launcher_app.lessons.work import Work

Facts = dict[str, Any]
"""What the preparation leaves for the check: plain values that a file can keep."""


class Option(NamedTuple):
    """An answer to choose."""

    value: str
    words: Words


class Question(NamedTuple):
    """Something the learner says; without options it is typed."""

    name: str
    words: Words
    options: tuple[Option, ...] = ()
    hint: Words = Words("", "")


class Point(NamedTuple):
    """One thing that must be so; `missing` says what is wrong where it is not."""

    words: Words
    done: bool
    missing: Words = Words("", "")


class Verdict(NamedTuple):
    """What the check found; an empty list of points is never done."""

    points: tuple[Point, ...]

    @property
    def done(self) -> bool:
        """Whether everything is."""
        return bool(self.points) and all(point.done for point in self.points)

    @property
    def missing(self) -> tuple[Words, ...]:
        """What is not, in order."""
        return tuple(point.missing for point in self.points if not point.done)


class Lesson(NamedTuple):
    """`preset` names the faults it begins with (launcher_app/faults/presets.py).

    `prepare` runs after the usual contracts are signed; `changes` warns of what the preparation does.
    """

    name: str
    words: Words
    steps: tuple[Words, ...]
    check: Callable[["Work"], Iterator[Point]]
    questions: tuple[Question, ...] = ()
    prepare: Callable[["Hands", Facts], None] = lambda hands, facts: None
    preset: str = ""
    minutes: int = 5


def missing(ru: str, en: str) -> Words:
    """«Не сделано: …»."""
    return Words(f"Не сделано: {ru}", f"Not done: {en}")
