"""What goes over the arrows just now: the last exchange on each, the faults that wait there, the dots on their way."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from common.qt.desk import Desk
from launcher_app.feed.hop import Arrow, Hop
from launcher_app.network.seat import Seat
from launcher_app.ui.map import arrows
from launcher_app.ui.map.arrows import LastHops, Line

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

FRAME_MS, TRAVEL_MS = 33, 600
FRESH_MS = 3_000
"""An exchange older than that is not shown travelling: it is history, read when the network was opened."""
MOST_DOTS = 12
MOTION = "motion"


class Traffic(QObject):
    """`moved` rings while dots are on their way."""

    moved = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Nothing was said yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self.lines: list[Line] = []
        self._last = LastHops()
        self._seen, self._opened = -1, -1
        self._on: Counter[Arrow] = Counter()
        self._dots: list[tuple[tuple[str, str], QElapsedTimer]] = []
        self._frame = QTimer(self)
        self._frame.timeout.connect(self._move)

    @property
    def moves(self) -> bool:
        """Whether exchanges are seen travelling: unless a person, or a system that can say so, wants no motion."""
        told = sys.platform != "linux" and self._desk.theme.reduced_motion()
        return not told and self._desk.keep.text(MOTION) != "off"

    @property
    def travelling(self) -> list[tuple[str, str]]:
        """On which arrows an exchange is seen on its way."""
        return [key for key, _ in self._dots]

    def use_motion(self, *, on: bool) -> None:
        """Remembered."""
        self._desk.keep.put(MOTION, "on" if on else "off")

    def begin(self) -> None:
        """Other seats, other arrows: everything is read anew."""
        self._seen, self._last = -1, LastHops()

    def rest(self) -> None:
        """Nobody looks."""
        self._dots.clear()

    def dots(self) -> list[tuple[tuple[str, str], float]]:
        """Each with the share of its way that it has done."""
        return [(key, min(1.0, watch.elapsed() / TRAVEL_MS)) for key, watch in self._dots]

    def follow(self, seats: Sequence[Seat], *, watched: bool) -> bool:
        """Take what is new; whether the arrows say something else now. Nothing travels while nobody has watched."""
        feed = self._launcher.feed
        on = Counter(one.setting.arrow for one in self._launcher.faults.on)
        if feed.opened != self._opened:
            self._opened = feed.opened
            self.begin()
        if feed.changes == self._seen and on == self._on:
            return False
        first = self._seen < 0
        self._seen, hops = feed.since(max(0, self._seen))
        self._on = on
        begun = self._last.take(hops)
        self.lines = arrows.lines(seats, self._last.last, on)
        if watched and self.moves and not first:
            self._send(begun)
        return True

    def _send(self, hops: list[Hop]) -> None:
        now = self._desk.clock.now_ms()
        for hop in hops[-MOST_DOTS:]:
            if now - hop.at_ms < FRESH_MS:
                watch = QElapsedTimer()
                watch.start()
                self._dots.append((self._drawn_at(hop), watch))
        del self._dots[:-MOST_DOTS]
        if self._dots:
            self._frame.start(FRAME_MS)

    def _drawn_at(self, hop: Hop) -> tuple[str, str]:
        """Over the top there is one arrow for all seats of a role."""
        key = arrows.ends(hop)
        if any(line.key == key for line in self.lines):
            return key
        return next((line.key for line in self.lines if line.arrow == hop.arrow), key)

    def _move(self) -> None:
        self._dots = [one for one in self._dots if one[1].elapsed() < TRAVEL_MS]
        if not self._dots:
            self._frame.stop()
        self.moved.emit()
