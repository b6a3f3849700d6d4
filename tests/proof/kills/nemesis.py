"""Kills one role again and again: at any moment, its start included, or right after a line of what it did."""

import time
from pathlib import Path
from threading import Thread

from common import ids
from common.errors import Broken
from launcher_app.instance import Instance

LONGEST_LIFE_SECONDS = 1.0
DURING_START = 0.3
"""This share of deaths comes before the role has said that it is ready."""
START_SECONDS = 0.7
AT_A_LINE = 0.2
"""This share of deaths of a living role follows a line of its log at once: its last commit is a moment old."""
LOOK_SECONDS = 0.002


class Nemesis:
    """One role's own; it leaves the role alive."""

    def __init__(self, role: Instance, seed: int, kills: int, log: Path, longest: float) -> None:
        """Nothing is killed yet; `log` is where the role writes what it was asked."""
        self.kills = self.at_lines = 0
        self.seconds_until_back: list[float] = []
        """Without the time for which others had the processor: that says something of the machine, not of the role."""
        self.slowest = 0.0
        """By the clock on the wall."""
        self.faults: list[str] = []
        self._role, self._left, self._log, self._longest = role, kills, log, longest
        self._chance = ids.chance(seed)
        self._thread = Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def works(self) -> bool:
        """Whether it has not had enough yet."""
        return self._thread.is_alive()

    def _work(self) -> None:
        try:
            while self.kills < self._left:
                self._kill_once()
        except Broken as trouble:
            self.faults.append(f"{self._role.role} does not come back: {trouble}")

    def _kill_once(self) -> None:
        time.sleep(self._chance.uniform(0, self._longest))
        if self._chance.random() < AT_A_LINE:
            self.at_lines += self._line_came()
        self._end()
        while self.kills < self._left and self._chance.random() < DURING_START:
            self._role.start()
            time.sleep(self._chance.uniform(0, START_SECONDS))
            self._end()
        began = time.monotonic()
        self._role.start()
        self._role.wait()
        whole = time.monotonic() - began
        self.slowest = max(self.slowest, whole)
        self.seconds_until_back.append(whole - _waited_for_processor(self._role.process_id))

    def _line_came(self) -> bool:
        """Wait for the next line; not for ever: nobody may have asked anything."""
        was, deadline = _size(self._log), time.monotonic() + LONGEST_LIFE_SECONDS
        while _size(self._log) <= was:
            if time.monotonic() > deadline:
                return False
            time.sleep(LOOK_SECONDS)
        return True

    def _end(self) -> None:
        self._role.kill()
        self.kills += 1


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _waited_for_processor(process_id: int) -> float:
    """For how long the process was ready to run and did not; 0 where the system does not tell."""
    told = Path(f"/proc/{process_id}/schedstat")
    return int(told.read_text(encoding="ascii").split()[1]) / 1e9 if told.exists() else 0.0
