"""How a proof goes, line by line, for whoever waits for it."""

import sys
from typing import TextIO

from tests.proof.lane_process import Proof
from tests.proof.lanes import LANES

STILL_EVERY_SECONDS = 30
FINE, RED, OUT = "в порядке | fine", "КРАСНАЯ | RED", "пропущена | skipped"


class Progress:
    """Which lane begins, which still runs, which has ended, and after how long."""

    def __init__(self, to: TextIO | None = None) -> None:
        """On a screen the line of those that run is written over; elsewhere it comes now and then."""
        self._to = to or sys.stderr
        self._screen = self._to.isatty()
        self._said = ""

    def begins(self, lane: str) -> None:
        """Say it."""
        words = LANES[lane].words
        self._line(f"── {lane}\n   {words.ru}\n   {words.en}")

    def waits(self, lanes: dict[str, float]) -> None:
        """Say it once a second on a screen, every half a minute elsewhere."""
        every = 1 if self._screen else STILL_EVERY_SECONDS
        now = " · ".join(f"{lane} {int(seconds) // every * every} с" for lane, seconds in lanes.items())
        if not lanes or now == self._said or max(lanes.values()) < every:
            return
        self._said = now
        if self._screen:
            self._to.write(f"\r\x1b[K   … {now}")
            self._to.flush()
        else:
            self._line(f"   … {now}")

    def ends(self, proof: Proof) -> None:
        """Say how."""
        measured = any(figure.bound for figure in proof.figures)
        how = RED if not proof.kept else FINE if measured else OUT
        self._line(f"   {proof.lane}: {how}, {proof.seconds:.0f} с")

    def _line(self, words: str) -> None:
        self._to.write(("\r\x1b[K" if self._screen else "") + words + "\n")
        self._to.flush()
