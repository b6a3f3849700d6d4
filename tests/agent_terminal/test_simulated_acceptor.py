"""The simulator as the terminal's acceptor: a process of its own that lives, keeps its notes and dies with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_terminal.service import messages
from agent_terminal.service.messages import bench, hardware
from common.child import Child
from tests.agent_terminal.running import Page, Running, running
from tests.agent_terminal.stand import CARD, NUMBER

SIMULATOR = messages.SetAcceptor(line="simulator")


class Terminal:
    """A terminal whose acceptor is the simulator, driven by its bench."""

    def __init__(self, terminal: Running) -> None:
        self.terminal = terminal
        self.page: Page = terminal.page()

    @property
    def child(self) -> Child:
        """The simulator's process as the terminal holds it."""
        program: Any = self.terminal.instance.program
        found = program._ground.link.simulator
        assert isinstance(found, Child)
        return found

    def do(self, act: str, **fields: Any) -> bench.BenchDone:
        done: bench.BenchDone = self.terminal.operate("bench-do", bench.BenchDo(act=act, fields=fields))
        return done

    def state(self) -> bench.BenchState:
        seen: bench.BenchState = self.terminal.operate("bench-state", bench.AskBench())
        return seen

    def device(self) -> bench.Device:
        self.terminal.until(lambda: self.state().device is not None)
        found = self.state().device
        assert found is not None
        return found

    def to_cash(self) -> None:
        self.page.comes_to("K0")
        self.page.do("touch")
        self.page.do("provider", provider_id=1)
        self.page.do("fields", account=NUMBER)
        self.page.comes_to("K5")
        self.page.do("confirm")

    def insert(self, value: int) -> None:
        """Until it is drawn in, and until the payer sees it."""
        before = self.page.screen().data["inserted"]
        self.terminal.until(lambda: self.do("insert", value=value).done)
        self.terminal.until(lambda: self.page.screen().data.get("inserted") == before + value)


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    with running(folder) as made:
        if made.operate("state").centre is None:
            made.operate("connect", messages.Connect(card=CARD, terminal="T1"))
            made.operate("set-acceptor", SIMULATOR)
        yield Terminal(made)


def test_notes_from_the_bench_become_a_payment(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.to_cash()
        on.insert(10_000)
        on.insert(50_000)
        on.page.do("pay")
        on.terminal.until(lambda: len(on.terminal.centre.accepted) == 1)

        assert on.device().stacker_value == on.terminal.operate("state").money.stacked == 60_000
        told = [one.words.ru for one in on.state().happened if one.kind == "Stacked"]
        assert told == ["100,00 ₽ в кассете: это деньги", "500,00 ₽ в кассете: это деньги"]


def test_what_lies_in_the_stacker_survives_the_terminal_and_its_simulator(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.to_cash()
        on.insert(10_000)
        child = on.child
        before = child.alive
    assert (before, child.alive) == (True, False)

    with terminal(tmp_path) as on:
        assert on.device().stacker_value == 10_000
        assert on.terminal.operate("state").acceptor == "simulator"


def test_a_simulator_that_dies_is_started_again_and_the_note_in_it_is_credited_once(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.to_cash()
        on.do("power", on=False, at="after_exit_sensor")
        on.terminal.until(lambda: on.do("insert", value=10_000).done)
        on.terminal.until(lambda: not on.device().powered)
        process = on.child._process
        assert process is not None

        process.kill()
        on.terminal.until(lambda: on.child.alive and on.child._process is not process)
        on.terminal.until(lambda: on.page.screen().data.get("inserted") == 10_000)

        assert on.device().stacker == 1
        assert on.terminal.operate("state").money.stacked == 10_000


def test_another_acceptor_ends_the_simulator(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        child = on.child
        on.device()

        on.terminal.operate("set-acceptor", messages.SetAcceptor(line=""))

        assert not child.alive
        assert on.state().why_not is not None
        assert on.page.comes_to("K14").data["reasons"] == ["H-04"]


def test_a_pulled_out_cable_of_the_acceptor_is_a_silent_acceptor(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.page.comes_to("K0")

        assert on.do("wire", plugged=False).device.plugged is False
        assert on.page.comes_to("K14").data["reasons"] == ["H-04"]
        on.do("wire", plugged=True)

        on.page.comes_to("K0")


def test_a_jam_and_its_cure_close_and_open_the_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.page.comes_to("K0")

        on.do("jam", in_cassette=True)
        assert on.page.comes_to("K14").data["reasons"] == ["H-03"]
        on.do("clear")

        on.page.comes_to("K0")


def test_the_cassette_taken_at_the_bench_closes_the_terminal_until_it_is_back(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.page.comes_to("K0")

        on.do("cassette", do="take")
        assert on.page.comes_to("K14").data["reasons"] == ["H-02"]
        on.do("cassette", do="put")

        on.page.comes_to("K0")


def test_a_crumpled_note_comes_back_with_its_reason(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.to_cash()
        on.terminal.until(lambda: on.do("insert", value=10_000, reason=0x65).done)
        on.terminal.until(lambda: any(one.kind == "Rejecting" for one in on.state().happened))

        assert on.page.screen().data["inserted"] == 0
        assert on.device().stacker == 0


def test_the_self_test_resets_a_real_line_and_reads_the_unit(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.page.comes_to("K0")

        work = on.terminal.operate("self-test", hardware.SelfTest())

        told = [one.words.en for one in work.findings]
        assert any(one.startswith("Reset taken") for one in told)
        assert "Unit: SM-RU1353 · No 21KC08003412 · SM / SME" in told
        assert work.findings[-1].ok is True
        frames = on.terminal.operate("acceptor-frames", hardware.AskFrames(news=True)).frames
        assert "02 03 06 51 CE C1" in [one.hex for one in frames]


def test_the_headless_command_chooses_the_simulator(tmp_path: Path) -> None:
    with running(tmp_path) as made:
        made.operate("set-acceptor", SIMULATOR)
        made.until(lambda: bool(made.operate("acceptor").notes))

        shown = made.operate("acceptor")

        assert (shown.simulated, shown.model, len(shown.notes)) == (True, "SM / SME", 8)


def test_asking_for_the_state_is_no_news_in_the_list_of_exchanges(tmp_path: Path) -> None:
    with terminal(tmp_path) as on:
        on.device()
        on.do("jam")

        paths = [one.path for one in on.terminal.instance.log.recent if one.receiver == "simulator"]

        assert paths == ["/v1/simulator/jam"]
