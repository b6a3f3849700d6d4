"""The launcher started a second time on the same folder: the first one's window comes to the front."""

import os
from pathlib import Path

import msgspec
import pytest

from common.clock import SystemClock
from common.logs import Log
from common.operation import Operation, doors
from common.principal import Principal
from common.protocol.endpoint import Message, Nothing
from common.settings import Ready
from common.words import Words
from launcher_app import __main__ as program
from launcher_app.instance import Instance
from launcher_app.served import ROLE, Served

ANOTHER = os.getppid()
"""A process that is there and is not this one."""


class Done(Message, frozen=True):
    """It is so now."""


class Window:
    """Counts how often it is called."""

    raised = 0

    def ui_raise(self, who: Principal, ask: Nothing) -> Done:
        self.raised += 1
        return Done()


RAISE = Operation("ui-raise", "call", Nothing, Done, Words("Показать окно", "Bring the window up"))


def test_an_open_window_is_raised_and_a_closed_one_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock, window = SystemClock(), Window()
    log = Log(tmp_path / "logs", "test", clock, console=False)
    served = Served(tmp_path, log, clock)
    served.doors = doors((RAISE,), window)
    served.start()
    ready = tmp_path / ROLE / "default" / "ready.json"
    ready.write_bytes(msgspec.json.encode(Ready(ROLE, "default", served.url, ANOTHER)))

    raised = program._raised(Instance(ROLE, "default", tmp_path, log, clock))
    served.stop()
    ready.write_bytes(msgspec.json.encode(Ready(ROLE, "default", served.url, ANOTHER)))
    again = program._raised(Instance(ROLE, "default", tmp_path, log, clock))
    log.close()

    assert raised
    assert window.raised == 1
    assert not again
    assert "уже открыто" in capsys.readouterr().out


def test_the_first_one_goes_on_by_itself(tmp_path: Path) -> None:
    log = Log(tmp_path / "logs", "test", SystemClock(), console=False)

    raised = program._raised(Instance(ROLE, "default", tmp_path, log, SystemClock()))
    log.close()

    assert not raised
