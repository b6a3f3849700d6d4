"""The probe on a real line: it says who is there and why nobody is, gives every note back, touches no money."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_terminal import __main__ as terminal
from agent_terminal.ccnet import probe, probe_words
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.probe_line import Ears
from agent_terminal.ccnet.simulator.control import Insert, insert
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.line import TcpLine
from agent_terminal.ccnet.simulator.memory import Memory
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.ccnet.simulator.running import Running
from agent_terminal.ccnet.why_not import why_not
from common.clock import SystemClock
from common.words import Words
from tests.agent_terminal.ccnet.rig import BRISK, QUICK, served

PATIENCE_SECONDS = 20.0
EUROS = {number: BillType(number, value * 100, "EUR", "EUR") for number, value in enumerate((5, 10, 20))}
Start = Callable[..., "Bench"]


class Bench(SystemClock):
    """A device and a probe of it. Each time the probe waits, `meanwhile` may do something or press Ctrl+C."""

    def __init__(self, device: Device, running: Running, line: TcpLine) -> None:
        self.device = device
        self.running = running
        self.line = line
        self.meanwhile: Iterator[bool] = iter(())
        self._last = self.monotonic() + PATIENCE_SECONDS

    def sleep(self, seconds: float) -> None:
        assert self.monotonic() < self._last, list(self.device.spoken)[-10:]
        if next(self.meanwhile, False):
            raise KeyboardInterrupt
        super().sleep(0.01)

    def probe(self, *options: str) -> int:
        given = probe.parse([self.line.address, *options])
        return probe.Probe(given, self, BRISK).run()

    def push(self, number: int) -> bool:
        return self.running.act(lambda device, now: insert(device, now, Insert(type=number)))

    def said(self, command: Command) -> bool:
        """Whether the probe said a command."""
        return any(who == "H" and text.split()[3] == f"{command:02X}" for who, text, _ in self.device.spoken)


@pytest.fixture
def start() -> Iterator[Start]:
    """Makes a device and its line; the fixture's end is theirs."""
    contexts = []

    def make(options: Options = QUICK, memory: Memory | None = None) -> Bench:
        clock, line = SystemClock(), TcpLine()
        device = Device(options, now=clock.monotonic(), memory=memory)
        context = served(device, line)
        contexts.append(context)
        return Bench(device, context.__enter__(), line)

    yield make
    for context in contexts:
        context.__exit__(None, None, None)


def until(condition: Callable[[], bool]) -> Iterator[bool]:
    """Wait while the world is not so; then Ctrl+C."""
    while not condition():
        yield False
    yield True


@pytest.mark.parametrize(
    ("language", "unit", "row"),
    [
        ("ru", "Устройство: SM-RU1353 · № 21KC08003412", "тип 13    2\u00a0000,00 RUB  RUS"),
        ("en", "Unit: SM-RU1353 · No 21KC08003412", "type 13    2,000.00 RUB  RUS"),
    ],
)
def test_it_names_the_unit_and_its_notes_and_ends_in_time(
    start: Start, capsys: pytest.CaptureFixture[str], language: str, unit: str, row: str
) -> None:
    bench = start()

    code = bench.probe("--seconds", "1", "--lang", language)

    shown = capsys.readouterr().out
    assert code == probe.FINE
    assert unit in shown
    assert row in shown


def test_every_note_comes_back_and_ctrl_c_shuts_the_mouth(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    bench = start()
    told: list[str] = []

    def two_notes() -> Iterator[bool]:
        for number in (4, 13):
            while not bench.push(number):
                yield False
        told.append("pushed")
        while bench.device.memory.note is not None or bench.device.mechanics.events:
            yield False
        yield True

    bench.meanwhile = two_notes()
    code = bench.probe()

    shown = capsys.readouterr().out
    assert (code, told) == (probe.FINE, ["pushed"])
    assert "100,00 RUB (тип 4): возвращаю" in shown
    assert "Возвращено купюр: 2; принято: 0" in shown
    assert bench.device.memory.stacker == []
    assert bench.device.mechanics.enabled == frozenset()
    assert not bench.said(Command.STACK)


def test_notes_of_any_money_are_watched(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    bench = start(Options(bills=EUROS, initialize_seconds=0.1, accept_seconds=0.03, return_seconds=0.03))
    bench.meanwhile = until(lambda: bench.push(0))

    bench.probe()

    assert "5,00 EUR" in capsys.readouterr().out
    assert bench.device.memory.stacker == []


def test_frames_are_shown_with_words(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    start().probe("--seconds", "0.5", "--frames", "--lang", "en")

    shown = capsys.readouterr().out
    assert "> 02 03 06 33 DA 81   POLL" in shown
    assert "< 02 03 06 10 43 92   power up" in shown


def silent(bench: Bench) -> None:
    bench.device.mechanics.power_off(0)


def noisy(bench: Bench) -> None:
    bench.device.faults.bad_crcs = 1000


def deaf(bench: Bench) -> None:
    bench.device.faults.lost_answers = 1000


@pytest.mark.parametrize(
    ("spoil", "options", "text"),
    [
        (silent, QUICK, "Устройство молчит"),
        (noisy, QUICK, "с неверной контрольной суммой"),
        (deaf, Options(echo=True), "только саму себя"),
    ],
)
def test_nobody_answering_is_told_with_its_likely_cause(
    start: Start, capsys: pytest.CaptureFixture[str], spoil: Callable[[Bench], None], options: Options, text: str
) -> None:
    bench = start(options)
    spoil(bench)

    code = bench.probe()

    wrong = capsys.readouterr().err
    assert code == probe.NO_ANSWER
    assert text in wrong
    assert "docs/acceptor.md" in wrong


def test_bytes_that_are_no_frames_are_told_apart_from_silence() -> None:
    ears = Ears()
    ears.say(bytes.fromhex("02 03 06 33 DA 81"))
    ears.hear(b"\xf8\x00\xf8")

    assert probe.verdict(ears, echoes=False).en.startswith("Bytes come (3)")


def test_a_receipt_of_the_terminals_is_left_to_the_terminal(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    bench = start()
    bench.device.mechanics._show(Status.DISABLED, 0.0)
    bench.device.mechanics.events.append((Status.STACKED, 4))
    bench.device.memory.receipt = 4

    code = bench.probe()

    assert code == probe.MONEY_INSIDE
    assert "запустите терминал" in capsys.readouterr().err
    assert bench.device.memory.receipt == 4
    assert not bench.said(Command.RESET)


def test_a_note_left_in_the_stacker_by_a_power_cut_is_left_to_the_terminal(start: Start) -> None:
    bench = start(memory=Memory(note=4, past_exit=True))

    code = bench.probe()

    assert code == probe.MONEY_INSIDE
    assert bench.device.memory.past_exit
    assert not bench.said(Command.RESET)


@pytest.mark.parametrize(
    ("line", "problem", "text"),
    [
        ("COM9", OSError("could not open port 'COM9': FileNotFoundError(2, '…', None, 2)"), "Нет такого порта"),
        ("COM3", OSError("could not open port 'COM3': PermissionError(13, '…', None, 5)"), "занят другой программой"),
        ("/dev/ttyS0", OSError(13, "could not open port /dev/ttyS0"), "dialout"),
        ("/dev/null", OSError("Could not configure port"), "не открывается"),
        ("nosuch://x", ValueError("invalid URL"), "Непонятный адрес"),
    ],
)
def test_a_port_that_does_not_open_is_told_by_its_cause(line: str, problem: Exception, text: str) -> None:
    assert text in why_not(line, problem).ru


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("/dev/there-is-no-such-port" if sys.platform != "win32" else "COM250", "Нет такого порта"),
        ("socket://127.0.0.1:1", "никто не отвечает"),
        ("socket://nowhere", "Непонятный адрес"),
    ],
)
def test_a_wrong_port_ends_the_command_at_once(capsys: pytest.CaptureFixture[str], line: str, text: str) -> None:
    code = terminal.main(["probe", line])

    assert code == probe.NO_ANSWER
    assert text in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="нет pty | no pty")
def test_a_port_that_a_terminal_works_with_is_busy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from agent_terminal.ccnet.port import Line
    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

    acceptor = PtyLine(tmp_path / "acceptor")
    held = Line(acceptor.address).open(0.02)

    code = terminal.main(["probe", acceptor.address])

    held.close()
    acceptor.close()
    assert code == probe.NO_ANSWER
    assert "занят другой программой" in capsys.readouterr().err


def test_other_words_are_still_the_terminals_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        terminal.main(["--help"])

    assert "set-acceptor" in capsys.readouterr().out


def test_the_words_are_whole_in_both_languages() -> None:
    for words in vars(probe_words).values():
        if isinstance(words, Words):
            assert words.ru
            assert words.en
