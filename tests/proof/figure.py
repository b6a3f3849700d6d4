"""What a lane found: a figure, the bound it has to keep, and the seed that finds it again."""

import math
import os
import sys
from typing import NamedTuple


class Figure(NamedTuple):
    """One row of the proof's table."""

    lane: str
    name: str
    value: float
    bound: str
    """Empty where nothing could be measured: `words` say why."""
    seed: int
    passed: bool
    words: str = ""
    """What a person needs to look into a figure, above all into one that does not keep its bound."""

    def __str__(self) -> str:
        kept = "ok" if self.passed else "BROKEN"
        return f"{self.lane}: {self.name} {self.value:g} ({self.bound}), seed {self.seed}: {kept} {self.words}".rstrip()


class Figures:
    """The rows of one run of a lane."""

    def __init__(self, lane: str, seed: int) -> None:
        self.rows: list[Figure] = []
        self._lane = lane
        self._seed = seed

    def least(self, name: str, value: float, bound: float, words: str = "") -> None:
        """It has to be as large as that."""
        self._add(name, value, f"≥ {bound:g}", value >= bound, words)

    def most(self, name: str, value: float, bound: float, words: str = "") -> None:
        """It must not be larger than that."""
        self._add(name, value, f"≤ {bound:g}", value <= bound, words)

    def none(self, name: str, found: list[str]) -> None:
        """None of these may be found; the first few are shown."""
        self._add(name, len(found), "= 0", not found, " · ".join(found[:5]))

    def left_out(self, name: str, why: str, *, can_be_had: bool = sys.platform == "linux") -> None:
        """This machine has not what it takes; on the build machine that is a failure, if it can be had there."""
        self._add(name, 0, "", not (can_be_had and on_build_machine()), why)

    def _add(self, name: str, value: float, bound: str, passed: bool, words: str) -> None:
        """What is no number (nothing was there to be measured) is red, and goes through JSON as 0."""
        if not math.isfinite(value):
            value, passed, words = 0, False, f"{value}: {words}"
        self.rows.append(Figure(self._lane, name, value, bound, self._seed, passed, words))


def on_build_machine() -> bool:
    """Whether nothing may be left out."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def demand(rows: list[Figure]) -> None:
    """Every figure keeps its bound; all that do not are told at once."""
    broken = [str(row) for row in rows if not row.passed]
    assert not broken, "\n" + "\n".join(broken)
