"""A program of one's own: it answers or the reason is told, it ends when asked, and when its parent is gone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from common import spawn
from common.child import Child
from common.clock import SystemClock
from common.errors import Broken, Unavailable
from common.logs import Log
from common.settings import ROOT

SIMULATOR = "agent_terminal.ccnet.simulator"
CLOCK = SystemClock()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "logs", "test", CLOCK, console=False)
    yield made
    made.close()


def child(module: str, folder: Path, log: Log) -> Child:
    return Child(module, "simulator", folder, log, CLOCK, us="test")


def test_it_answers_on_its_doors_and_ends_when_asked(tmp_path: Path, log: Log) -> None:
    one = child(SIMULATOR, tmp_path / "own", log)

    one.start()
    state = one.ask("state")
    code = one.stop()

    assert state["done"] is True
    assert one.line.startswith("socket://127.0.0.1:")
    assert (code, one.alive) == (0, False)


def test_before_its_start_and_after_its_end_nobody_answers(tmp_path: Path, log: Log) -> None:
    one = child(SIMULATOR, tmp_path, log)

    with pytest.raises(Unavailable):
        one.ask("state")
    one.start()
    one.stop()
    with pytest.raises(Unavailable):
        one.ask("state")
    assert one.stop() is None


def test_a_program_that_ends_at_once_is_told_with_its_exit_code(tmp_path: Path, log: Log) -> None:
    one = child("agent_terminal.ccnet.no_such_module", tmp_path, log)

    with pytest.raises(Broken) as refusal:
        one.start()

    assert (refusal.value.code, refusal.value.detail) == ("not_started", "agent_terminal.ccnet.no_such_module, 1")
    assert not one.alive


def test_a_start_that_nobody_waits_for_any_more_is_given_up(tmp_path: Path, log: Log) -> None:
    one = child(SIMULATOR, tmp_path, log)

    with pytest.raises(Broken):
        one.start(given_up=lambda: True)

    assert not one.alive


def test_a_program_that_was_killed_is_started_again_in_the_same_folder(tmp_path: Path, log: Log) -> None:
    one = child(SIMULATOR, tmp_path, log)
    one.start()
    first = one.line

    assert one._process is not None
    one._process.kill()
    one._process.wait()
    assert not one.alive
    one.stop()
    one.start()

    assert one.ask("state")["powered"] is True
    assert one.line != first
    one.stop()


PARENT = """
import pathlib, sys, time
from common.child import Child
from common.clock import SystemClock
from common.logs import Log
from common.settings import ROOT

folder, clock = pathlib.Path(sys.argv[1]), SystemClock()
log = Log(folder / "logs", "parent", clock, console=False)
Child("agent_terminal.ccnet.simulator", "simulator", folder / "own", log, clock, us="test").start()
print("started", flush=True)
time.sleep(100)
"""


def test_a_program_does_not_outlive_a_parent_that_was_killed(tmp_path: Path) -> None:
    parent = spawn.process([sys.executable, "-c", PARENT, str(tmp_path)], folder=ROOT, output=spawn.CAPTURE)
    assert parent.stdout is not None
    assert parent.stdout.readline().strip() == b"started"
    (child,) = psutil.Process(parent.pid).children()

    parent.kill()
    parent.communicate()

    child.wait(20)
    assert not child.is_running()


def test_a_program_that_does_not_listen_is_killed(tmp_path: Path, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.child.STOP_SECONDS", 0.2)
    one = child(SIMULATOR, tmp_path, log)
    one._process = spawn.process([sys.executable, "-c", "import time; time.sleep(100)"])

    code = one.stop()

    assert code not in (0, None)
