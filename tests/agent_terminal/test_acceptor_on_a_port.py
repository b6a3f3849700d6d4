"""An acceptor on a serial port: to the terminal it is the same as the simulator, to the bench it is not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agent_terminal.ccnet.port import SerialPort
from agent_terminal.ccnet.simulator.control import Insert, insert
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.running import Running as Alive
from agent_terminal.service import messages
from agent_terminal.service.messages import bench, hardware
from common.clock import SystemClock
from common.errors import Rejected
from common.words import Words
from tests.agent_terminal.ccnet.rig import QUICK, served
from tests.agent_terminal.running import Running, running
from tests.agent_terminal.stand import CARD, NUMBER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="нет pty | no pty")


@contextmanager
def on_a_port(path: Path) -> Iterator[tuple[Device, Alive]]:
    """A device behind a serial port of this name."""
    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    device = Device(QUICK, now=SystemClock().monotonic())
    with served(device, PtyLine(path)) as alive:
        yield device, alive


def ports(terminal: Running, *names: Path) -> None:
    """What this computer has."""
    program: Any = terminal.instance.program
    program.service.acceptor_desk._ports = lambda: [SerialPort(str(name), "USB Serial", "FTDI") for name in names]


def test_notes_of_a_device_on_a_port_become_a_payment_and_the_bench_keeps_its_hands_off(tmp_path: Path) -> None:
    with on_a_port(tmp_path / "ttyUSB0") as (device, alive), running(tmp_path / "t") as terminal:
        terminal.operate("connect", messages.Connect(card=CARD, terminal="T1"))
        line = messages.SetAcceptor(line=str(tmp_path / "ttyUSB0"), speed=19200)
        terminal.operate("set-acceptor", line)
        page = terminal.page()
        page.comes_to("K0")
        page.do("touch")
        page.do("provider", provider_id=1)
        page.do("fields", account=NUMBER)
        page.comes_to("K5")
        page.do("confirm")
        terminal.until(lambda: alive.act(lambda one, now: insert(one, now, Insert(value=50_000))))
        terminal.until(lambda: page.screen().data["inserted"] == 50_000)
        page.do("pay")
        terminal.until(lambda: len(terminal.centre.accepted) == 1)

        seen = terminal.operate("bench-state", bench.AskBench())
        with pytest.raises(Rejected) as refusal:
            terminal.operate("bench-do", bench.BenchDo(act="jam"))
        with pytest.raises(Rejected, match="real_acceptor"):
            terminal.operate("press", messages.Intent(intent="touch"))

        assert (seen.simulated, seen.device, seen.online) == (False, None, True)
        assert seen.why_not is not None
        assert str(tmp_path / "ttyUSB0") in seen.why_not.ru
        assert refusal.value.code == "real_acceptor"
        assert device.memory.stacker == [5]


def test_a_search_finds_the_other_port_and_leaves_the_one_in_use_alone(tmp_path: Path) -> None:
    mine, other, empty = tmp_path / "ttyUSB0", tmp_path / "ttyUSB1", tmp_path / "ttyUSB2"
    with (
        on_a_port(mine) as (_, alive),
        on_a_port(other) as (found, _),
        on_a_port(empty) as (silent, _),
        running(tmp_path / "t") as terminal,
    ):
        silent.mechanics.power_off(0)
        ports(terminal, mine, other, empty)
        terminal.operate("connect", messages.Connect(card=CARD, terminal="T1"))
        terminal.operate("set-acceptor", messages.SetAcceptor(line=str(mine)))
        terminal.until(lambda: bool(terminal.operate("acceptor").notes))
        before = alive.act(lambda device, _now: device.mechanics.enabled)

        work = terminal.operate("find-acceptor", hardware.FindAcceptor())
        listed = terminal.operate("serial-ports").ports

        assert [(one.line, one.speed) for one in work.findings if one.ok] == [(str(other), 9600)]
        assert Words(f"{empty}, 19200: тишина", f"{empty}, 19200: silence") in [one.words for one in work.findings]
        assert [one.used for one in listed] == [True, False, False]
        assert found.mechanics.enabled == frozenset()
        assert terminal.operate("acceptor").online
        assert alive.act(lambda device, _now: device.mechanics.enabled) == before


def test_a_port_that_is_not_there_says_so_and_is_taken_when_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "ttyUSB7"
    with running(tmp_path / "t") as terminal:
        terminal.operate("set-acceptor", messages.SetAcceptor(line=str(path)))
        terminal.until(lambda: terminal.operate("acceptor").problem is not None)
        missing = terminal.operate("acceptor").problem

        with on_a_port(path):
            terminal.until(lambda: terminal.operate("acceptor").online)
            there = terminal.operate("acceptor").problem

    assert missing.ru.startswith(f"Нет такого порта: {path}")
    assert there is None
