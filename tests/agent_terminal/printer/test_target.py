"""The ways to a printer: what a person may write, what is said when it fails, and that nothing waits for ever."""

import sys
from contextlib import closing
from pathlib import Path

import pytest

from agent_terminal.ccnet.simulator.line import Line, TcpLine
from agent_terminal.printer.com_port import ComPort
from agent_terminal.printer.files import File, Folder
from agent_terminal.printer.limit import Limit
from agent_terminal.printer.network import Network
from agent_terminal.printer.status import has_paper
from agent_terminal.printer.target import Outlet, outlet
from common import spawn
from common.errors import OplataError, Rejected, Unavailable
from tests.agent_terminal.printer.roll import at, on_the_network

PAPER = b"\x1b@ a paper \x1dV\x00"
WINDOWS = sys.platform == "win32"
posix = pytest.mark.skipif(WINDOWS, reason="a pseudo-terminal stands for the device")
KINDS = [
    ("192.168.0.9:9100", Network),
    ("tcp://printer", Network),
    ("tcp://[::1]:9100", Network),
    ("hall-printer.local:515", Network),
    *(
        [("COM3", ComPort), ("com12:19200", ComPort), ("LPT1", File), ("\\\\till\\epson", File), ("C:\\a\\", Folder)]
        if WINDOWS
        else [
            ("/dev/ttyUSB0", ComPort),
            ("/dev/ttyS1:19200", ComPort),
            ("/dev/serial/by-id/usb-1a86:38400", ComPort),
            ("/dev/usb/lp0", File),
            ("/somewhere/papers/", Folder),
            ("/somewhere/papers.bin", File),
        ]
    ),
]
NONE = [
    "",
    "printer",
    "papers/here",
    "host:0",
    "host:70000",
    "/dev/ttyUSB0:fast" if WINDOWS else "COM3",
    "COM",
    "a b:9",
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_place_is_understood_as_people_write_it(text: str, kind: type) -> None:
    assert type(outlet(f" {text} ")) is kind


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_place_on_this_system_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Rejected) as refusal:
        outlet(text)

    assert "192.168.0.9:9100" in refusal.value.detail


def test_a_com_ports_rate_stands_behind_its_name() -> None:
    port = "COM3" if WINDOWS else "/dev/ttyUSB0"

    assert getattr(outlet(f"{port}:19200"), "name", "") == f"{port}:19200"
    assert getattr(outlet(port), "name", "") == f"{port}:9600"


def test_each_paper_is_a_file_in_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new" / "папка")

    places = [folder.send(PAPER, name) for name in ("1.bin", "2.bin")]

    assert [Path(place).read_bytes() for place in places] == [PAPER, PAPER]
    assert len(list(folder.path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")

    with pytest.raises(Unavailable) as trouble:
        Folder(tmp_path / "taken").send(PAPER, "1.bin")

    assert trouble.value.code == "file_not_written"
    assert str(tmp_path / "taken") in trouble.value.detail


def test_papers_follow_each_other_in_one_file(tmp_path: Path) -> None:
    file = File(str(tmp_path / "roll.bin"))

    file.send(PAPER, "1.bin")
    file.send(PAPER, "2.bin")

    assert (tmp_path / "roll.bin").read_bytes() == PAPER * 2


@posix
def test_a_device_that_is_unplugged_is_not_made_into_a_file() -> None:
    with pytest.raises(Unavailable) as trouble:
        File("/dev/no-such-printer").send(PAPER, "")

    assert trouble.value.code == "printer_absent"
    assert not Path("/dev/no-such-printer").exists()


def pty() -> Line:
    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    return PtyLine()


@posix
def test_a_device_that_takes_no_more_is_left_alone_until_it_does() -> None:
    with closing(pty()) as line:
        device, much = File(line.address, seconds=0.2), b"x" * 100_000

        with pytest.raises(Unavailable) as stuck:
            device.send(much, "")
        with pytest.raises(Unavailable) as busy:
            device.send(PAPER, "")
        heard = b""
        while len(heard) < len(much):
            heard += line.read(1.0)
        device.send(PAPER, "")

        assert (stuck.value.code, busy.value.code) == ("printer_silent", "printer_absent")
        assert line.read(1.0) == PAPER


@posix
@pytest.mark.parametrize(
    ("paper", "mute", "expected"), [(True, False, True), (False, False, False), (True, True, None)]
)
def test_a_printer_on_a_serial_line_is_asked_about_its_paper(paper: bool, mute: bool, expected: bool | None) -> None:
    with at(pty()) as printer:
        printer.paper, printer.mute = paper, mute

        assert ComPort(printer.address).has_paper() is expected


@posix
def test_a_paper_goes_out_over_a_serial_line() -> None:
    with at(pty()) as printer:
        ComPort(printer.address).send(PAPER, "")

        printer.until(lambda: printer.printed == PAPER)


def test_a_serial_line_that_is_not_there_is_named() -> None:
    port = "COM250" if WINDOWS else "/dev/ttyNONE"

    demand_absent(ComPort(port), port)


def test_a_network_printer_gets_every_byte() -> None:
    with on_the_network() as printer:
        outlet(printer.address).send(PAPER * 1_000, "")

        printer.until(lambda: printer.printed == PAPER * 1_000)


def test_a_printer_that_never_answers_is_printed_on_all_the_same() -> None:
    with on_the_network() as printer:
        printer.mute = True

        assert outlet(printer.address).has_paper() is None
        outlet(printer.address).send(PAPER, "")

        printer.until(lambda: printer.printed == PAPER)


def test_nothing_is_sent_to_a_printer_without_paper() -> None:
    with on_the_network() as printer:
        printer.paper = False

        with pytest.raises(Unavailable) as trouble:
            outlet(printer.address).send(PAPER, "")

        assert trouble.value.code == "no_paper"
        assert outlet(printer.address).has_paper() is False
        assert printer.printed == b""


def test_a_roll_that_ends_on_the_way_leaves_a_doubt() -> None:
    with on_the_network() as printer:
        printer.ends_in_the_middle = True

        with pytest.raises(Unavailable) as trouble:
            outlet(printer.address).send(PAPER, "")

        assert trouble.value.code == "printer_silent"


def test_nobody_at_the_address_is_said_at_once() -> None:
    line = TcpLine()
    address = line.address.removeprefix("socket://")
    line.close()

    demand_absent(outlet(address), address)


def demand_absent(printer: Outlet, name: str) -> None:
    """Neither printed nor asked, and both say where nobody was."""
    with pytest.raises(Unavailable) as not_sent:
        printer.send(PAPER, "")
    with pytest.raises(Unavailable) as not_asked:
        printer.has_paper()
    assert (not_sent.value.code, not_asked.value.code) == ("printer_absent", "printer_absent")
    assert name in not_sent.value.detail


@pytest.mark.parametrize(
    ("answer", "means"), [(b"\x12", True), (b"\x1e", True), (b"\x72", False), (b"", None), (b"OK", None)]
)
def test_a_status_is_told_from_noise(answer: bytes, means: bool | None) -> None:
    assert has_paper(answer) is means


def test_what_goes_wrong_inside_a_limit_is_raised_outside() -> None:
    def fail() -> None:
        raise OplataError("printer_absent", "x")

    with pytest.raises(OplataError):
        Limit("a device", 5).run(fail)


def test_a_limit_lets_nobody_in_while_the_last_one_hangs() -> None:
    limit, go_on = Limit("a device", 0.05), spawn.Signal()

    def wait() -> None:
        go_on.wait()

    with pytest.raises(Unavailable, match="printer_silent"):
        limit.run(wait)
    with pytest.raises(Unavailable, match="printer_absent"):
        limit.run(lambda: None)
    go_on.set()
    assert limit._running is not None
    limit._running.join()

    limit.run(lambda: None)
