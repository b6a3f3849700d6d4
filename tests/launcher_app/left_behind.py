"""`python -m tests.launcher_app.left_behind FOLDER FILE`: a launcher with a network, and a student's stubborn program.

It says in its folder when all of it runs, and waits to be killed.
"""

import sys
from pathlib import Path

from common import spawn
from common.clock import SystemClock
from common.logs import Log
from launcher_app.launcher import Launcher, four
from launcher_app.network import student
from launcher_app.network.seat import Player, Seat

THEIRS = ("{python}", "-m", "tests.launcher_app.stubborn")


def main() -> None:
    """Start and stay."""
    folder, told = Path(sys.argv[1]), sys.argv[2]
    student.POLITE_SECONDS = 0.3
    clock = SystemClock()
    launcher = Launcher(
        folder, Log(folder / "logs", "launcher", clock, console=False), clock, windows=False, any_port=True
    )
    theirs = Seat(role="provider", number=2, player=Player.COMMAND, words=(*THEIRS, told))
    launcher.open("default", [*four("default"), theirs])
    launcher.board.start_all()
    spawn.Signal().wait()


if __name__ == "__main__":
    main()
