"""A line of the doctor's table: what was looked at, what was seen, and what to do about it."""

from dataclasses import dataclass
from enum import Enum, auto

from common.words import Words


class Level(Enum):
    """How much it matters."""

    FINE = auto()
    NOTE = auto()
    BAD = auto()


@dataclass(frozen=True)
class Finding:
    """One line."""

    what: Words
    seen: Words
    level: Level = Level.FINE
    remedy: Words | None = None


def judged(what: Words, seen: Words, *, fine: bool, remedy: Words, otherwise: Level = Level.BAD) -> Finding:
    """Fine, or else with the remedy."""
    return Finding(what, seen) if fine else Finding(what, seen, otherwise, remedy)
