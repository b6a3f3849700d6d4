"""A student's own program at a seat, started by its command."""

import sys
from pathlib import Path
from typing import Any

from common import spawn
from common.errors import Broken, OplataError
from common.http_client.reach import reach
from common.settings import Ready
from launcher_app.grading.program import Program
from launcher_app.network import tree
from launcher_app.network.ground import Ground
from launcher_app.network.said import last_lines
from launcher_app.network.seat import Seat

GUARD = (sys.executable, "-m", "launcher_app.network.guard")
POLITE_SECONDS = 5.0
LAST_SECONDS = 5.0
"""What its guard needs to end it by force."""
KILLED_CODE = 1
CONNECT_SECONDS = 1.0
PAUSE_SECONDS = 0.02


class ByCommand:
    """Started by its words under a guard: nothing of it stays behind. It answers where it says, or where the seat does.

    Its words may hold `{python}`, `{folder}` (where it may keep its data) and `{ready}` (a file for its address).
    """

    def __init__(self, seat: Seat, ground: Ground) -> None:
        """Not started yet."""
        self._seat = seat
        self._clock = ground.clock
        self._cut = False
        self._tells = any("{ready}" in word for word in seat.words)
        words = [*GUARD, str(POLITE_SECONDS), *seat.words]
        self._program = Program(words, folder_of(ground.data, seat), ground.clock)

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        process = self._program.process
        return process is not None and process.poll() is None

    @property
    def process_id(self) -> int:
        """Its guard's process."""
        process = self._program.process
        return process.pid if process is not None and process.poll() is None else 0

    @property
    def url(self) -> str:
        """What it has written to `{ready}`; of one that writes nothing, what was said of it."""
        return self._program.said() if self._tells else self._seat.url

    @property
    def mute(self) -> bool:
        """One that nobody knows an address of."""
        return not self._tells and not self._seat.url

    def start(self, public_url: str, port: int) -> None:
        """Start it; what it said at its last start is forgotten."""
        self._cut = False
        self._program.output.unlink(missing_ok=True)
        self._program.begin()

    def stop(self) -> None:
        """By closing its input: its guard sees to the rest."""
        process = self._program.process
        if process is None:
            return
        spawn.close_input(process)
        deadline = self._clock.monotonic() + POLITE_SECONDS + LAST_SECONDS
        while process.poll() is None and self._clock.monotonic() < deadline:
            self._clock.sleep(PAUSE_SECONDS)
        self.kill()

    def kill(self) -> None:
        """With its guard and all that it has started."""
        if self.running:
            self._cut = True
            tree.kill(self.process_id)
        self._program.kill()

    def answers(self, url: str) -> bool:
        """Whether something listens there: a stranger need not have a door for health."""
        return listens(url)

    def code(self) -> int | None:
        """How it ended."""
        process = self._program.process
        if process is None:
            return KILLED_CODE if self._cut else None
        return process.poll()

    def elsewhere(self) -> Ready | None:
        """Nobody knows."""
        return None

    def last_lines(self) -> tuple[str, ...]:
        """The end of what it said."""
        return last_lines(self._program.output)

    def ask(self, operation: str, path: str, fields: dict[str, Any]) -> Any:
        """A stranger has no doors for our operator."""
        raise Broken("not_started", self._seat.name)

    def close(self) -> None:
        """Nothing is held."""


def folder_of(data: Path, seat: Seat) -> Path:
    """Where a student's program keeps its data; what it says is in `output.txt` there."""
    return data / "launcher" / "programs" / f"{seat.role}-{seat.profile}"


def listens(url: str) -> bool:
    """Whether a connection can be made."""
    try:
        reach(url, CONNECT_SECONDS)
    except OplataError:
        return False
    return True
