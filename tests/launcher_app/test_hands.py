"""Hands at a network: what they change at its seats."""

from pathlib import Path

from common.clock import SystemClock
from common.logs import Log
from launcher_app.hands import Hands
from launcher_app.launcher import Launcher
from launcher_app.network.seat import Player, Seat


def test_ours_take_a_strangers_seat_at_the_address_that_contracts_name(tmp_path: Path) -> None:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "launcher", clock, console=False)
    launcher = Launcher(tmp_path, log, clock, windows=False, any_port=True)
    theirs = Seat(role="provider", player=Player.ADDRESS, url="http://127.0.0.1:9", port=8112)
    launcher.open("default", [theirs])

    Hands(launcher).seat_ours()
    seats = launcher.board.seats
    launcher.close()
    log.close()

    assert seats == (Seat(role="provider", port=8112),)
