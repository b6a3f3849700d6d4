"""Looking for an acceptor: it is asked who it is, no note is taken, and money that waits is left to its terminal."""

from collections.abc import Callable, Iterator

import pytest

from agent_terminal.ccnet import finder
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.finder import Attempt
from agent_terminal.ccnet.models import MODELS, model
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.line import TcpLine
from agent_terminal.ccnet.simulator.memory import Memory
from agent_terminal.ccnet.simulator.options import FLS, Options
from common.clock import SystemClock
from tests.agent_terminal.ccnet.rig import BRISK, QUICK, served

CLOCK = SystemClock()


@pytest.fixture
def start() -> Iterator[Callable[..., tuple[Device, str]]]:
    contexts = []

    def make(options: Options = QUICK, memory: Memory | None = None) -> tuple[Device, str]:
        line = TcpLine()
        device = Device(options, now=CLOCK.monotonic(), memory=memory)
        context = served(device, line)
        context.__enter__()
        contexts.append(context)
        return device, line.address

    yield make
    for context in contexts:
        context.__exit__(None, None, None)


def look(line: str, stop: finder.Stop = lambda: False) -> Attempt:
    return finder.look(line, 9600, CLOCK, stop, timing=BRISK)


def said(device: Device, command: Command) -> bool:
    return any(who == "H" and text.split()[3] == f"{command:02X}" for who, text, _ in device.spoken)


def test_a_device_is_found_with_its_name_and_its_mouth_stays_closed(start: Callable[..., tuple[Device, str]]) -> None:
    device, line = start()

    found = look(line)

    assert found.found
    assert found.news is not None
    assert found.news.who is not None
    assert found.news.who.part == "SM-RU1353"
    assert len(found.news.bills) == 8
    assert device.mechanics.enabled == frozenset()
    assert not said(device, Command.STACK)


def test_a_silent_port_is_told_with_its_likely_cause(start: Callable[..., tuple[Device, str]]) -> None:
    device, line = start()
    device.mechanics.power_off(0)

    missed = look(line)

    assert not missed.found
    assert missed.opened
    assert missed.problem is not None
    assert "молчит" in missed.problem.ru


def test_a_port_that_does_not_open_says_why() -> None:
    missed = look("socket://127.0.0.1:1")

    assert (missed.found, missed.opened) == (False, False)
    assert missed.problem is not None
    assert "никто не отвечает" in missed.problem.ru


@pytest.mark.parametrize("memory", [Memory(note=4, past_exit=True), Memory(receipt=4, stacker=[4])])
def test_money_that_waits_for_its_terminal_is_found_and_left_alone(
    start: Callable[..., tuple[Device, str]], memory: Memory
) -> None:
    device, line = start(memory=memory)

    found = look(line)

    assert (found.found, found.money_waits) == (True, True)
    assert not said(device, Command.RESET)
    assert device.memory.receipt == memory.receipt


def test_who_wants_no_more_does_not_wait(start: Callable[..., tuple[Device, str]]) -> None:
    device, line = start(Options(initialize_seconds=30.0))
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return device.mechanics.status is Status.INITIALIZE

    began = CLOCK.monotonic()
    look(line, stop)

    assert CLOCK.monotonic() - began < 10
    assert asked


def test_each_port_is_tried_at_both_rates_until_one_answers() -> None:
    tried: list[tuple[str, int]] = []

    def play(line: str, baud: int, *_: object) -> Attempt:
        tried.append((line, baud))
        return Attempt(line, baud, found=line == "COM2" and baud == 9600, opened=line != "COM3")

    attempts = list(finder.search(["COM1", "COM2", "COM3"], CLOCK, lambda: False, play))

    assert tried == [("COM1", 9600), ("COM1", 19200), ("COM2", 9600), ("COM3", 9600)]
    assert [one.found for one in attempts] == [False, False, True, False]


def test_a_search_ends_between_two_ports() -> None:
    tried: list[str] = []

    def play(line: str, baud: int, *_: object) -> Attempt:
        tried.append(line)
        return Attempt(line, baud, found=False)

    assert list(finder.search(["COM1", "COM2"], CLOCK, lambda: bool(tried), play)) == []
    assert tried == ["COM1"]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("SM-RU1353", "SM / SME"),
        (FLS.part, "FLS"),
        ("FL-1234", "MFL"),
        ("VU-UA1837AF", "MVU"),
        ("MSM-QA1112", "MSM"),
        ("ICTL83-RU", "ICT L83"),
        ("BV200-1", "ITL NV200"),
        ("c100-b20", "Creator C100"),
    ],
)
def test_the_longest_known_head_of_a_part_number_tells_the_model(part: str, name: str) -> None:
    known = model(part)

    assert known is not None
    assert known.name == name


def test_an_unknown_part_number_has_no_model() -> None:
    assert model("") is None
    assert model("XYZ-1") is None
    assert all(one.initialize_seconds <= 45 for one in MODELS.values())
