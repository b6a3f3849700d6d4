"""The hardware bench: hands at the simulated acceptor, a scanner, the printer's paper, the network cable."""

from typing import Any

import msgspec

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.simulator.control import State
from agent_terminal.service import acceptor_news, bench_words, kept, printer_set
from agent_terminal.service.acceptor_link import Heard
from agent_terminal.service.ground import Ground
from agent_terminal.service.messages import bench as messages
from agent_terminal.service.payer import Payer
from agent_terminal.service.polls import Polls
from common import queue
from common.clock import moment
from common.database import Connection
from common.errors import OplataError, Rejected, Unavailable
from common.principal import Principal
from common.words import Words

ACTS = frozenset({"insert", "pull", "jam", "clear", "fail", "cheat", "cassette", "power", "wire", "spoil", "state"})
LOOK_SECONDS = 1.0
"""The device itself is looked at when its line had news, after an act, and this often besides."""
NO_ACCEPTOR = Words("Купюроприёмник не выбран.", "No acceptor is chosen.")
REAL = Words(
    "Настоящий приёмник, {line}: купюры вставляют в него руками, ломать его отсюда нельзя.",
    "A real acceptor, {line}: notes are pushed in by hand, it cannot be broken from here.",
)
NOT_UNDERSTOOD = "not_understood"
"""The notice of a screen to which a scan meant nothing."""
NO_CONTRACT = "нет договора с ПЦ / no contract with a centre"
TRAINING = "training"
STARTING = Words("Имитатор запускается.", "The simulator is starting.")


class Bench:
    """What happens here happens to things, not to the terminal: it learns of it as it would of real ones."""

    def __init__(self, ground: Ground, polls: Polls, payer: Payer) -> None:
        """The device was not looked at yet."""
        self._ground = ground
        self._polls = polls
        self._payer = payer
        self._seen: State | None = None
        self._seen_news = -1
        self._looked_at = float("-inf")

    def bench_do(self, who: Principal, ask: messages.BenchDo) -> messages.BenchDone:
        """One act at the simulated device."""
        if ask.act not in ACTS:
            raise Rejected("wrong_value", f"act: {', '.join(sorted(ACTS))}")
        why_not = self._why_not()
        if why_not is not None:
            self._refuse(why_not)
        state = self._ask(ask.act, **ask.fields)
        return messages.BenchDone(
            done=state.done, said=bench_words.said(ask.act, ask.fields, state), device=_device(state)
        )

    def bench_state(self, who: Principal, ask: messages.AskBench) -> messages.BenchState:
        """Everything at once, and cheaply: a window asks several times a second."""
        ground, link = self._ground, self._ground.link
        why_not, (contract, waiting, paper) = self._why_not(), ground.database.read(_of_books)
        to_deposit, to_directory = self._polls.seconds_left()
        return messages.BenchState(
            line=link.acceptor.line,
            speed=link.acceptor.speed,
            rts=link.acceptor.rts,
            simulated=link.acceptor.line == kept.SIMULATOR,
            why_not=why_not,
            problem=link.problem,
            device=None if why_not is not None else self._look(),
            acceptor=ground.hardware.state,
            online=ground.hardware.online,
            cable=ground.centre.plugged,
            paper=paper,
            deposit_seconds=to_deposit if contract else None,
            directory_seconds=to_directory if contract else None,
            unsent=waiting,
            happened=[_happened(one) for one in link.since(ask.after)],
        )

    def cable(self, who: Principal, ask: messages.Cable) -> messages.CableShown:
        """Pull the network cable, or put it in."""
        if ask.plugged is not None:
            self._ground.centre.plugged = ask.plugged
        return messages.CableShown(plugged=self._ground.centre.plugged)

    def scan(self, who: Principal, ask: messages.Scan) -> messages.Scanned:
        """As a scanner on a line of its own would; without a payer it begins a session."""
        shown = self._payer.scan_text(ask.text)
        return messages.Scanned(screen=shown.screen, understood=shown.data.get("notice") != NOT_UNDERSTOOD)

    def ask_now(self, who: Principal, ask: messages.AskNow) -> messages.BenchState:
        """Ask the centre at once; its error is raised."""
        if self._ground.database.read(kept.contract) is None:
            raise Rejected("too_early", NO_CONTRACT)
        problem = self._polls.deposit_now() if ask.what == "deposit" else self._polls.directory_now()
        if problem is not None:
            raise problem
        return self.bench_state(who, messages.AskBench())

    def _why_not(self) -> Words | None:
        link = self._ground.link
        if not link.acceptor.line:
            return NO_ACCEPTOR
        if link.acceptor.line != kept.SIMULATOR:
            return REAL.format(line=link.acceptor.line)
        if link.simulator is None or not link.simulator.alive:
            return link.problem or STARTING
        return None

    def _refuse(self, why_not: Words) -> None:
        link = self._ground.link
        if link.acceptor.line == kept.SIMULATOR:
            raise Rejected("too_early", f"{why_not.ru} / {why_not.en}")
        raise Rejected("real_acceptor", link.acceptor.line or "—")

    def _look(self) -> messages.Device | None:
        """None where the device does not answer: its process is just starting, or has just died."""
        now, news = self._ground.clock.monotonic(), self._ground.link.tape.last_news
        if self._seen is None or news != self._seen_news or now - self._looked_at >= LOOK_SECONDS:
            try:
                self._ask("state")
            except OplataError:
                return None
            self._seen_news = news
        return None if self._seen is None else _device(self._seen)

    def _ask(self, act: str, **fields: Any) -> State:
        simulator = self._ground.link.simulator
        if simulator is None:
            raise Unavailable("no_connection", kept.SIMULATOR)
        state = msgspec.convert(simulator.ask(act, **fields), State)
        self._seen, self._looked_at = state, self._ground.clock.monotonic()
        return state


def _of_books(db: Connection) -> tuple[bool, int, bool | None]:
    """Whether there is a contract, how many payments wait, and whether the training printer has paper."""
    paper = printer_set.has_roll(db) if printer_set.read(db).kind == TRAINING else None
    return kept.contract(db) is not None, queue.count(db).get("waiting", 0), paper


def _device(state: State) -> messages.Device:
    return messages.Device(
        powered=state.powered,
        plugged=state.plugged,
        status=state.status,
        text=state.text,
        open=state.powered and state.status == Status.IDLING,
        note=state.note_value,
        stacker=len(state.stacker),
        stacker_value=state.stacker_value,
        capacity=state.capacity,
        collected=len(state.collected),
        collected_value=state.collected_value,
        cassette=state.cassette,
        full=state.full,
    )


def _happened(heard: Heard) -> messages.Happened:
    news = heard.news
    bill = getattr(news, "bill", None)
    return messages.Happened(
        number=heard.number,
        at=moment(heard.at_ms),
        kind=type(news).__name__,
        turn=_turn(news),
        value=bill.value if isinstance(bill, BillType) else None,
        detail=_detail(news),
        words=acceptor_news.said(news),
    )


def _turn(news: h.Happening) -> str:
    if isinstance(news, h.Enabled):
        return "open" if news.types else "shut"
    return news.decision.value if isinstance(news, h.Escrowed) else ""


def _detail(news: h.Happening) -> int | None:
    """The device's own code: of a state, a reject, a failure."""
    for name in ("status", "reason", "code", "type", "command"):
        found = getattr(news, name, None)
        if isinstance(found, int):
            return found
    return None
