"""The simulated banknote acceptor as a process, driven over its control door."""

from pathlib import Path
from typing import Any

from common.child import Child
from common.clock import Clock
from common.logs import Log

MODULE = "agent_terminal.ccnet.simulator"
QUICK = ("--initialize-seconds", "0.3", "--accept-seconds", "0.1", "--stack-seconds", "0.15")


class Simulator:
    """A device with its memory in a file: what is in its stacker survives the process."""

    def __init__(self, folder: Path, log: Log, clock: Clock) -> None:
        """Not started yet."""
        self._state = folder / "device.json"
        self._child = Child(MODULE, "simulator", folder, log, clock, us="bench")

    @property
    def line(self) -> str:
        """What a terminal is to open."""
        return self._child.line

    def start(self, *options: str) -> None:
        """Start it and wait until its door and its line are there."""
        self._child.start("--state", str(self._state), *(options or QUICK))

    def do(self, act: str, **fields: Any) -> dict[str, Any]:
        """One act at the device; its state after it, `done` says whether it had an effect."""
        return self._child.ask(act, **fields)

    def stop(self) -> None:
        """End the process; to the device that is a power cut."""
        self._child.stop()
