"""The whole terminal with a simulated device on a real line: banknotes become payments over bytes and doors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_terminal.ccnet.simulator.control import Insert, insert
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.line import TcpLine
from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.running import Running as Alive
from agent_terminal.service import messages
from tests.agent_terminal.ccnet.rig import QUICK, served
from tests.agent_terminal.running import Page, Running, running
from tests.agent_terminal.stand import CARD, NUMBER


class Kiosk:
    """A terminal, the device it talks to, and its page."""

    def __init__(self, terminal: Running, device: Device, alive: Alive, page: Page) -> None:
        self.terminal = terminal
        self.device = device
        self.alive = alive
        self.page = page

    def insert(self, value: int) -> None:
        """Push a note in as soon as the device waits for one, and wait until it lies in the cassette."""
        before = len(self.device.memory.stacker)
        self.terminal.until(lambda: self.alive.act(lambda device, now: insert(device, now, Insert(value=value))))
        self.terminal.until(lambda: len(self.device.memory.stacker) > before)

    def to_cash(self) -> None:
        self.page.do("touch")
        self.page.do("provider", provider_id=1)
        self.page.do("fields", account=NUMBER)
        self.page.comes_to("K5")
        self.page.do("confirm")


@contextmanager
def kiosk(folder: Path) -> Iterator[Kiosk]:
    line = TcpLine()
    device = Device(QUICK, now=0.0)
    with served(device, line) as alive, running(folder) as terminal:
        terminal.operate("connect", messages.Connect(card=CARD, terminal="T1"))
        terminal.operate("set-acceptor", messages.SetAcceptor(line=line.address))
        page = terminal.page()
        page.comes_to("K0")
        yield Kiosk(terminal, device, alive, page)


def test_two_banknotes_become_a_payment(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.to_cash()
        made.insert(10_000)
        made.insert(50_000)
        made.terminal.until(lambda: made.page.screen().data["inserted"] == 60_000)

        told = made.page.do("pay")
        made.terminal.until(lambda: len(made.terminal.centre.accepted) == 1)
        made.terminal.centre.capture_all()
        made.page.comes_to("K8")
        state = made.terminal.operate("state")

        assert told.data["receipt"]["inserted"] == 60_000
        assert [made.device.options.bills[number].value for number in made.device.memory.stacker] == [10_000, 50_000]
        assert (state.money.stacked, state.money.captured, state.unsent) == (60_000, 60_000, 0)
        encashed = made.terminal.operate("encash")
        assert (encashed.notes, encashed.total) == (2, 60_000)


def test_a_power_cut_at_the_device_in_mid_stack_credits_what_the_stacker_holds(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.to_cash()
        made.alive.act(lambda device, now: device.mechanics.trap(Point.AFTER_EXIT_SENSOR, device.mechanics.power_off))
        made.terminal.until(lambda: made.alive.act(lambda device, now: insert(device, now, Insert(value=10_000))))
        made.terminal.until(lambda: not made.device.mechanics.powered)

        made.alive.act(lambda device, now: device.mechanics.power_on(now))
        made.terminal.until(lambda: made.terminal.operate("state").money.stacked == 10_000)

        assert len(made.device.memory.stacker) == 1


def test_a_jam_stops_the_cash_but_keeps_the_sum(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.to_cash()
        made.insert(10_000)
        made.terminal.until(lambda: made.page.screen().data.get("inserted") == 10_000)

        made.alive.act(lambda device, now: device.mechanics.jam(now, in_cassette=False))
        shown = made.page.comes_to("K6s")

        assert (shown.data["inserted"], shown.data["can_continue"]) == (10_000, False)
        assert made.page.do("pay").screen == "K7"


def test_a_terminal_whose_device_goes_silent_closes_and_opens_again(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.alive.act(lambda device, now: device.mechanics.power_off(now))
        assert made.page.comes_to("K14").data["reasons"] == ["H-04"]

        made.alive.act(lambda device, now: device.mechanics.power_on(now))

        made.page.comes_to("K0")


def test_the_service_menu_tests_the_acceptor(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        key = made.page.peer.call(messages.STAFF_ENTER, messages.EnterStaff(pin="1234")).key

        done = made.page.peer.call(messages.STAFF_DO, messages.DoStaff(key=key, act="test-acceptor"))

        told = " · ".join(line.en for line in done.lines)
        assert "It answers." in told
        assert "Unit: " in told
        assert "Notes: 10.00 RUB" in told
        assert "Bad: " not in told


def unplugged_for(made: Kiosk, seconds: float) -> None:
    """The device is gone for so long; when it is back it knows nothing any more."""
    made.alive.act(lambda device, now: device.mechanics.power_off(now))
    made.terminal.clock.sleep(seconds)
    made.alive.act(lambda device, now: device.mechanics.power_on(now))


def test_a_payer_without_cash_is_let_go_when_the_device_dies_and_the_next_one_is_welcome(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.to_cash()
        made.alive.act(lambda device, now: device.mechanics.power_off(now))
        assert made.page.comes_to("K14").data["reasons"] == ["H-04"]

        made.alive.act(lambda device, now: device.mechanics.power_on(now))

        made.page.comes_to("K0")
        made.to_cash()
        made.insert(10_000)
        made.terminal.until(lambda: made.page.screen().data["inserted"] == 10_000)


def test_a_device_that_blinks_in_mid_cash_keeps_the_payer_and_takes_his_next_note(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.to_cash()
        made.insert(10_000)
        made.terminal.until(lambda: made.page.screen().data["inserted"] == 10_000)

        unplugged_for(made, 0.1)
        made.insert(50_000)

        made.terminal.until(lambda: made.page.screen().data["inserted"] == 60_000)
        assert made.page.screen().screen == "K6"


def test_another_line_lets_the_former_one_go(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.terminal.operate("set-acceptor", messages.SetAcceptor(line=""))

        assert made.page.comes_to("K14").data["reasons"] == ["H-04"]
        assert made.terminal.operate("state").acceptor == ""
        made.terminal.until(lambda: made.device.mechanics.enabled == frozenset())
