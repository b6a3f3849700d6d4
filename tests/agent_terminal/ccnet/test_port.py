"""The driver on real lines: TCP everywhere, a pty where there is one."""

import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.port import TROUBLE, Line
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.line import TcpLine
from agent_terminal.ccnet.simulator.options import Options
from common.clock import SystemClock
from tests.agent_terminal.ccnet.journal import CashJournal, Crash
from tests.agent_terminal.ccnet.rig import QUICK, driven, rig, served

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="нет pty | no pty")


def test_notes_over_tcp_are_credited_as_they_are_stacked() -> None:
    with rig() as on:
        for number in (4, 13, 4):
            on.insert(number)
        on.until(lambda: len(on.journal.credited) == 3)

    assert on.journal.credited == on.device.memory.stacker == [4, 13, 4]


@POSIX
def test_notes_over_a_pty_are_credited_as_they_are_stacked(tmp_path: Path) -> None:
    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    with rig(PtyLine(tmp_path / "acceptor")) as on:
        on.insert(2)
        on.insert(13)
        on.until(lambda: len(on.journal.credited) == 2)

    assert on.journal.credited == on.device.memory.stacker == [2, 13]


def test_the_pace_of_9600_baud_and_a_long_bill_table_are_borne() -> None:
    options = Options(initialize_seconds=0.3, accept_seconds=0.03, stack_seconds=0.04, byte_seconds=10 / 9600)
    with rig(options=options) as on:
        on.insert(5)
        on.until(lambda: on.journal.credited == [5])

    assert len(on.tells(h.Identified)) == 1


@pytest.mark.parametrize("fault", ["lost_answers", "bad_crcs", "splits", "naks", "lost_acks"])
def test_a_bad_line_costs_time_and_no_money(fault: str) -> None:
    with rig() as on:
        on.insert(6)
        on.until(lambda: on.journal.open is not None)
        on.running.act(lambda device, _now: setattr(device.faults, fault, 3))
        on.until(lambda: on.journal.credited == [6])

    assert on.device.memory.stacker == [6]


def test_an_echoing_line_is_noticed_and_works() -> None:
    options = Options(initialize_seconds=0.1, accept_seconds=0.03, stack_seconds=0.04, echo=True)
    with rig(options=options) as on:
        on.insert(6)
        on.until(lambda: on.journal.credited == [6])

    assert on.tells(h.LineEchoes)


def test_leaving_closes_the_mouth() -> None:
    with rig() as on:
        on.until(lambda: on.device.mechanics.status == Status.IDLING)

    assert on.device.mechanics.status == Status.DISABLED
    assert on.device.mechanics.enabled == frozenset()


def test_leaving_waits_for_the_note_inside() -> None:
    with rig() as on:
        on.insert(4)
        on.until(lambda: on.journal.open is not None)

    assert on.journal.credited == on.device.memory.stacker == [4]
    assert on.device.mechanics.status == Status.DISABLED


def test_a_note_drawn_in_at_the_last_moment_is_either_credited_or_given_back() -> None:
    with rig() as on:
        on.insert(4)

    assert on.journal.credited == on.device.memory.stacker
    assert on.journal.open is None
    assert on.device.mechanics.status == Status.DISABLED


def test_values_are_let_in_and_kept_out_while_it_runs() -> None:
    with rig() as on:
        on.port.accept(frozenset({10_000}))
        on.until(lambda: on.device.mechanics.enabled == {4})
        on.port.refuse()
        on.until(lambda: on.device.mechanics.status == Status.DISABLED)


def test_an_operator_resets_a_jammed_device() -> None:
    with rig() as on:
        on.until(lambda: on.device.mechanics.status == Status.IDLING)
        on.running.act(lambda device, now: device.mechanics.jam(now))
        on.until(lambda: bool(on.tells(h.Jammed)))
        on.port.reset()
        on.until(lambda: on.device.mechanics.status == Status.IDLING)


def test_a_terminal_that_fails_to_store_is_asked_again_and_the_driver_lives_on() -> None:
    with rig() as on:
        real, failures = on.journal.stacked, [Crash(), Crash()]

        def stubborn(type_number: int, bill: BillType | None) -> None:
            if failures:
                raise failures.pop()
            real(type_number, bill)

        on.journal.stacked = stubborn  # type: ignore[method-assign]
        on.insert(4)
        on.until(lambda: on.journal.credited == [4])


def test_an_observer_that_fails_does_not_stop_the_driver() -> None:
    class Grumpy(CashJournal):
        def happened(self, happening: h.Happening) -> None:
            super().happened(happening)
            raise Crash

    clock, line, journal = SystemClock(), TcpLine(), Grumpy()
    device = Device(QUICK, now=clock.monotonic())
    with served(device, line), driven(line.address, journal):
        while not [one for one in list(journal.happenings) if isinstance(one, h.Enabled) and one.types]:
            clock.sleep(0.005)


def test_a_port_that_is_not_there_is_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
    clock, journal = SystemClock(), CashJournal()

    with driven(f"socket://127.0.0.1:{number}", journal):
        while not any(isinstance(one, h.Offline) for one in list(journal.happenings)):
            clock.sleep(0.005)
        with served(Device(QUICK, now=clock.monotonic()), TcpLine(number)):
            while not any(isinstance(one, h.Enabled) for one in list(journal.happenings)):
                clock.sleep(0.005)

    assert sum(isinstance(one, h.PortLost) for one in journal.happenings) == 2


def test_a_port_that_vanishes_is_opened_again_and_the_note_is_credited() -> None:
    clock, journal = SystemClock(), CashJournal()
    device = Device(QUICK, now=clock.monotonic())
    first = TcpLine()
    number = int(first.address.rpartition(":")[2])

    with driven(first.address, journal):
        with served(device, first) as running:
            while not running.act(lambda simulated, now: simulated.mechanics.insert(4, now)):
                clock.sleep(0.005)
            while journal.open is None:
                clock.sleep(0.001)
        with served(device, TcpLine(number)):
            while journal.credited != [4]:
                clock.sleep(0.005)

    assert device.memory.stacker == [4]


@pytest.mark.parametrize("url", ["nosuch://x", "socket://nowhere", "/dev/there-is-no-such-port"])
def test_a_wrong_address_is_told_and_tried_again(url: str) -> None:
    clock, journal = SystemClock(), CashJournal()

    with driven(url, journal):
        while not journal.happenings:
            clock.sleep(0.005)

    lost = journal.happenings[0]
    assert isinstance(lost, h.PortLost)
    assert lost.url == url


@POSIX
def test_a_port_that_another_program_has_is_not_opened_and_is_free_again_after_it(tmp_path: Path) -> None:
    """Two hosts on one line would take each other's answers, receipts for money among them."""
    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    acceptor = PtyLine(tmp_path / "acceptor")
    first = Line(acceptor.address).open(0.02)
    with pytest.raises(OSError, match="lock"):
        Line(acceptor.address).open(0.02)
    first.close()

    Line(acceptor.address).open(0.02).close()
    acceptor.close()


@POSIX
@pytest.mark.parametrize("where", ["reset_input_buffer", "in_waiting"])
def test_a_port_that_vanishes_in_the_midst_of_a_call_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """The system's own error for a terminal line is no OSError."""
    import serial

    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    failures = [TROUBLE[-1](5, "Input/output error") for _ in range(3)]
    real: Any = getattr(serial.Serial, where)
    read: Any = getattr(real, "fget", real)

    def vanishing(port: serial.Serial) -> int:
        if failures:
            raise failures.pop()
        return int(read(port) or 0)

    assert not isinstance(failures[0], OSError)
    monkeypatch.setattr(serial.Serial, where, property(vanishing) if isinstance(real, property) else vanishing)
    with rig(PtyLine(tmp_path / "acceptor")) as on:
        on.insert(4)
        on.until(lambda: on.journal.credited == [4])

    assert failures == []
    assert on.tells(h.PortLost)


@POSIX
def test_rts_and_dtr_are_down_before_the_port_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import serial

    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    line = PtyLine(tmp_path / "acceptor")
    states: list[tuple[bool, bool]] = []
    real = serial.Serial.open

    def spy(port: serial.Serial) -> None:
        states.append((port.rts, port.dtr))
        real(port)

    monkeypatch.setattr(serial.Serial, "open", spy)
    port = Line(line.address).open(0.02)
    port.close()
    Line(line.address, raise_rts=True).open(0.02).close()
    line.close()

    assert states == [(False, False), (True, False)]
    assert not port.xonxoff
