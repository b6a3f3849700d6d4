"""The simulator as a process of its own: its control door, its memory, and notes that survive its death."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from agent_terminal.ccnet.happenings import Enabled, Offline
from agent_terminal.ccnet.simulator import control
from agent_terminal.ccnet.simulator.__main__ import Ready
from agent_terminal.ccnet.simulator.control import State
from agent_terminal.ccnet.simulator.mechanics import Point
from common import spawn
from common.clock import SystemClock
from common.errors import Broken, ContractFault, Rejected
from common.http_client import Peer
from common.logs import Log
from common.protocol.endpoint import Nothing
from tests.agent_terminal.ccnet.journal import CashJournal
from tests.agent_terminal.ccnet.rig import PATIENCE_SECONDS, driven

PROJECT = Path(__file__).resolve().parents[3]
CLOCK = SystemClock()
QUICK = ("--initialize-seconds", "0.1", "--accept-seconds", "0.03", "--stack-seconds", "0.05")


class Simulator:
    """A simulator's process and the way to its control door."""

    def __init__(self, folder: Path, *options: str) -> None:
        file = folder / "simulator.json"
        file.unlink(missing_ok=True)
        self.process = spawn.process(
            [
                *(sys.executable, "-m", "agent_terminal.ccnet.simulator", "--ready-file", str(file)),
                *("--state", str(folder / "device.json"), "--logs", str(folder), "--until-stdin-closes"),
                *QUICK,
                *options,
            ],
            folder=PROJECT,
        )
        wait_until(file.exists)
        self.ready = msgspec.json.decode(file.read_bytes(), type=Ready)
        self._log = Log(folder, "bench", CLOCK, console=False)
        self.peer = self.enter(self.ready.password)

    def enter(self, password: str) -> Peer:
        return Peer(self.ready.url, self.ready.login, password, self._log, CLOCK)

    def state(self) -> State:
        return self.peer.call(control.STATE, Nothing())

    def insert(self, value: int) -> None:
        """Push until it is drawn in."""
        wait_until(lambda: self.peer.call(control.INSERT, control.Insert(value=value)).done)

    def close(self) -> int:
        """Ask it to finish, as a parent does that goes."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(10)
        self.peer.close()
        self._log.close()
        return code

    def kill(self) -> None:
        """No goodbye."""
        self.process.kill()
        self.close()


def wait_until(condition: Callable[[], bool]) -> None:
    last = CLOCK.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert CLOCK.monotonic() < last
        CLOCK.sleep(0.01)


@contextmanager
def simulator(folder: Path, *options: str) -> Iterator[Simulator]:
    running = Simulator(folder, *options)
    try:
        yield running
    finally:
        assert running.close() == 0


@pytest.mark.parametrize(
    "line", ["tcp", pytest.param("pty", marks=pytest.mark.skipif(sys.platform == "win32", reason="нет pty | no pty"))]
)
def test_a_note_pushed_in_over_the_control_door_is_credited_over_the_line(tmp_path: Path, line: str) -> None:
    journal = CashJournal()
    with simulator(tmp_path, "--line", line) as device, driven(device.ready.line, journal):
        device.insert(200_000)
        wait_until(lambda: journal.credited == [13])
        state = device.state()

    assert state.stacker == [13]
    assert state.stacker_value == 200_000
    assert any(
        spoken.hex == "02 03 07 81 0D B1 F1" and spoken.what == "купюра уложена: тип 13" for spoken in state.spoken
    )


def test_a_simulator_killed_with_a_note_past_the_exit_sensor_still_owes_its_receipt(tmp_path: Path) -> None:
    journal = CashJournal()
    first = Simulator(tmp_path)
    number = int(first.ready.line.rpartition(":")[2])
    with driven(first.ready.line, journal):
        first.peer.call(control.POWER, control.Power(on=False, at=Point.AFTER_EXIT_SENSOR))
        first.insert(10_000)
        wait_until(lambda: not first.state().powered)
        first.kill()
        assert journal.credited == []

        with simulator(tmp_path, "--line-port", str(number)) as second:
            wait_until(lambda: journal.credited == [4])
            assert second.state().stacker == [4]


def test_every_act_of_the_control_door_reaches_the_device(tmp_path: Path) -> None:
    with simulator(tmp_path) as device:
        assert device.state().status == 0x10
        assert not device.peer.call(control.INSERT, control.Insert(type=4)).done
        assert not device.peer.call(control.PULL, Nothing()).done
        assert device.peer.call(control.JAM, control.Jam(in_cassette=True)).status == 0x44
        assert device.peer.call(control.CLEAR, Nothing()).status == 0x13
        assert device.peer.call(control.FAIL, control.Fail(code=0x50)).detail == 0x50
        assert device.peer.call(control.CASSETTE, control.Cassette(do="take")).status == 0x42
        assert device.peer.call(control.CASSETTE, control.Cassette(do="put")).status == 0x13
        wait_until(lambda: device.state().status == 0x19)
        assert device.peer.call(control.CASSETTE, control.Cassette(do="fill")).status == 0x41
        assert device.peer.call(control.CHEAT, control.Cheat()).status == 0x45
        assert not device.peer.call(control.POWER, control.Power(on=False)).powered
        assert device.peer.call(control.POWER, control.Power(on=True)).status == 0x10
        assert device.peer.call(control.SPOIL, control.Spoil(lost_answers=1, noise="FF 02")).done
        assert device.state().text.en == "power up"


def test_hands_change_only_what_can_be_changed(tmp_path: Path) -> None:
    with simulator(tmp_path) as device:
        nothing = (
            (control.CLEAR, Nothing()),
            (control.CASSETTE, control.Cassette(do="put")),
            (control.WIRE, control.Wire(plugged=True)),
            (control.POWER, control.Power(on=True)),
        )
        assert [device.peer.call(door, ask).done for door, ask in nothing] == [False] * 4

        assert device.peer.call(control.CASSETTE, control.Cassette(do="fill")).full
        assert not device.peer.call(control.CASSETTE, control.Cassette(do="fill")).done
        assert device.peer.call(control.POWER, control.Power(on=False)).done
        without_power = (
            (control.JAM, control.Jam()),
            (control.FAIL, control.Fail(code=0x50)),
            (control.CHEAT, control.Cheat()),
        )
        assert [device.peer.call(door, ask).done for door, ask in without_power] == [False] * 3


def test_a_pulled_out_cable_makes_the_device_silent_and_it_lives_on(tmp_path: Path) -> None:
    journal = CashJournal()
    with simulator(tmp_path) as device, driven(device.ready.line, journal):
        wait_until(lambda: device.state().status == 0x14)

        pulled = device.peer.call(control.WIRE, control.Wire(plugged=False))
        wait_until(lambda: any(isinstance(one, Offline) for one in list(journal.happenings)))
        still, before = device.state(), len(journal.happenings)
        device.peer.call(control.WIRE, control.Wire(plugged=True))
        wait_until(lambda: any(isinstance(one, Enabled) and one.types for one in journal.happenings[before:]))
        device.insert(10_000)
        wait_until(lambda: journal.credited == [4])

    assert (pulled.done, pulled.plugged) == (True, False)
    assert (still.powered, still.status) == (True, 0x14)


def test_a_wrong_value_is_refused(tmp_path: Path) -> None:
    wrong = (
        (control.INSERT, control.Insert(value=123)),
        (control.INSERT, control.Insert(value=-10_000)),
        (control.FAIL, control.Fail(code=256)),
        (control.SPOIL, control.Spoil(noise="XY")),
        (control.SPOIL, control.Spoil(busy_tenths=-1)),
    )
    with simulator(tmp_path) as device:
        for door, ask in wrong:
            with pytest.raises(Rejected) as refusal:
                device.peer.call(door, ask)
            assert refusal.value.code == "wrong_value"


def test_a_stranger_does_not_drive_the_device(tmp_path: Path) -> None:
    with simulator(tmp_path) as device:
        stranger = device.enter("let me in")
        with pytest.raises(ContractFault) as refusal:
            stranger.call(control.STATE, Nothing())
        stranger.close()

    assert refusal.value.code == "wrong_password"


def test_a_misspelt_field_is_refused(tmp_path: Path) -> None:
    class Misspelt(control.Insert, frozen=True):
        valeu: int = 10_000

    with simulator(tmp_path) as device, pytest.raises(Broken):
        device.peer.call(control.INSERT, Misspelt())
