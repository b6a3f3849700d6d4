"""A launcher whose roles have no windows and any ports, with an acceptor that does not take its time."""

from pathlib import Path
from typing import Any, Self

from common.clock import SystemClock
from common.logs import Log
from launcher_app.launcher import Launcher
from launcher_app.simulator import Simulator


class QuickLauncher:
    """Everything it started has ended when its block is left."""

    def __init__(self, folder: Path) -> None:
        self.clock = SystemClock()
        self.log = Log(folder / "logs", "launcher", self.clock, console=False)
        self.acceptor = Simulator(folder / "simulator", self.log, self.clock)
        self.launcher = Launcher(folder, self.log, self.clock, windows=False, any_port=True)

    def __enter__(self) -> Self:
        self.acceptor.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.launcher.close()
        self.acceptor.stop()
        self.log.close()

    def use_acceptor(self) -> None:
        """The open network's terminal is told of the quick acceptor, before it takes its own."""
        self.ask("terminal", "set-acceptor", line=self.acceptor.line)

    def ask(self, seat: str, operation: str, /, **fields: Any) -> Any:
        """An operator's door."""
        return self.launcher.board.ask(seat, operation, **fields)
