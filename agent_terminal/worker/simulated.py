"""The simulator as the acceptor of a terminal: a process of its own that lives as long as the terminal wants it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent_terminal.ccnet.port import Line
from common.child import Child
from common.clock import Clock
from common.errors import OplataError
from common.logs import Log
from common.words import Words

MODULE = "agent_terminal.ccnet.simulator"
NAME = "simulator"
QUICK = ("--initialize-seconds", "0.2", "--accept-seconds", "0.03", "--stack-seconds", "0.04", "--baud", "0")
"""For tests of all else; without them the device is as slow as a real one."""
GONE = Words(
    "Имитатор остановился, терминал запускает его снова: {why}", "The simulator ended, it is started again: {why}"
)


@dataclass(frozen=True, kw_only=True)
class SimulatedLine(Line):
    """Opening it starts the process where there is none: at first, and after it has died."""

    child: Child = field(repr=False)
    state: Path
    quick: bool = False
    given_up: Callable[[], bool] = field(repr=False)

    def open(self, gap: float) -> Any:
        """The line of a running simulator; an OSError while there is none, as of a port that is not there."""
        try:
            if not self.child.alive:
                self.child.stop()
                self.child.start(*self._options(), given_up=self.given_up)
            return Line(self.child.line, self.baud).open(gap)
        except OplataError as problem:
            raise OSError(str(problem)) from problem

    def why_not(self, problem: Exception) -> Words:
        """It is no port that a person could look after."""
        return GONE.format(why=problem)

    def _options(self) -> tuple[str, ...]:
        return ("--state", str(self.state), *(QUICK if self.quick else ("--baud", str(self.baud))))


def child(folder: Path, log: Log, clock: Clock) -> Child:
    """The simulator's process, not started yet."""
    return Child(MODULE, NAME, folder, log, clock, us="bench")
