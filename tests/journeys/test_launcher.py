"""`run_all.py` without arguments, on a real screen: F5 starts the network, Shift+F5 ends it, nothing is left behind."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from common import settings, spawn
from common.clock import SystemClock
from common.logs import Log
from launcher_app.instance import MODULES, Instance
from tests.journeys.screen import Screen

SECONDS = 40.0
TITLE = "Учебная платёжная сеть"


@pytest.fixture
def launcher(screen: Screen, tmp_path: Path) -> Iterator["spawn.Process[bytes]"]:
    words = [sys.executable, "-m", "launcher_app", "--any-port", "--data", str(tmp_path), "--until-stdin-closes"]
    started = spawn.process(words, folder=settings.ROOT, environment=screen.environment, output=spawn.DISCARD)
    yield started
    if started.stdin is not None:
        started.stdin.close()
    started.wait(30)


def roles(folder: Path, log: Log) -> dict[str, Instance]:
    return {role: Instance(role, "default", folder, log, SystemClock()) for role in MODULES}


def until(ready: Callable[[], bool], what: str) -> None:
    clock = SystemClock()
    deadline = clock.monotonic() + SECONDS
    while not ready():
        assert clock.monotonic() < deadline, what
        clock.sleep(0.1)


@pytest.mark.timeout(120)
def test_f5_starts_every_role_and_shift_f5_ends_them(
    screen: Screen, launcher: "spawn.Process[bytes]", tmp_path: Path
) -> None:
    log = Log(tmp_path / "test-logs", "test", SystemClock(), console=False)
    network = roles(tmp_path, log)
    screen.focus(TITLE)

    screen.press("F5")
    until(lambda: all(one.said() for one in network.values()), "all four answer")
    ours = {ready.pid for one in network.values() if (ready := one.said()) is not None}
    children = {child.pid for child in psutil.Process(launcher.pid).children(recursive=True)}
    screen.focus(TITLE)
    screen.press("shift+F5")
    until(lambda: not any(psutil.pid_exists(pid) for pid in ours), "all four are gone")

    assert len(ours) == len(MODULES)
    assert ours <= children
    assert psutil.Process(launcher.pid).children(recursive=True) == []
    log.close()


@pytest.mark.timeout(120)
def test_the_end_of_the_launcher_is_the_end_of_what_it_started(
    screen: Screen, launcher: "spawn.Process[bytes]", tmp_path: Path
) -> None:
    log = Log(tmp_path / "test-logs", "test", SystemClock(), console=False)
    network = roles(tmp_path, log)
    screen.focus(TITLE)
    screen.press("F5")
    until(lambda: all(one.said() for one in network.values()), "all four answer")
    ours = {ready.pid for one in network.values() if (ready := one.said()) is not None}

    launcher.kill()

    until(lambda: not any(psutil.pid_exists(pid) for pid in ours), "all four are gone")
    log.close()
