"""Hands at the bench: what is done to the hardware, what came of it, and how everything looks now."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from agent_terminal.service.messages import SetAcceptor
from agent_terminal.service.messages.bench import (
    AskBench,
    AskNow,
    BenchDo,
    BenchDone,
    BenchState,
    Cable,
    Happened,
    Scan,
    Scanned,
)
from agent_terminal.service.messages.printing import Paper
from common.clock import moment
from common.errors import OplataError
from common.protocol import codes
from common.protocol.endpoint import Message
from common.qt import wording
from common.qt.desk import Desk
from common.words import Words

KEPT = 40
CABLE_IN = Words("Сетевой кабель вставлен.", "The network cable is in.")
CABLE_OUT = Words(
    "Сетевой кабель вынут: терминал работает без связи с ПЦ.", "The network cable is out: no line to the centre."
)
ROLL_IN, ROLL_OUT = Words("В принтере новая лента.", "A new roll is in."), Words("Лента кончилась.", "No paper left.")
ASKED = {
    "deposit": Words("Баланс получен.", "The balance came."),
    "directory": Words("Список поставщиков получен.", "The list of providers came."),
}
SCANNED = Words("Прочитано: {text}", "Read: {text}")
NOT_UNDERSTOOD = Words("Терминал не понял код: {text}", "The terminal did not understand: {text}")
LONGEST = 60


class Hands(QObject):
    """`seen` rings with each new state, `said(words, good)` after each act; no act waits for another."""

    seen = Signal(object)
    said = Signal(object, bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Nothing is known yet."""
        super().__init__(parent)
        self.desk = desk
        self.state: BenchState | None = None
        self.happened: list[Happened] = []
        self._asking = False

    def look(self) -> None:
        """Ask how everything is, unless that question is on its way already."""
        if self._asking:
            return
        self._asking = True
        after = self.happened[-1].number if self.happened else 0
        self.desk.ask(self, "bench-state", AskBench(after=after), then=self._seen, failed=self._not_seen)

    def do(self, act: str, **fields: Any) -> None:
        """Something to the simulated device."""
        self._ask("bench-do", BenchDo(act=act, fields=fields), self._done)

    def use(self, line: str, speed: int, rts: bool) -> None:
        """Another acceptor."""
        self._ask("set-acceptor", SetAcceptor(line=line, speed=speed, rts=rts), lambda told: self._tell(told.done))

    def cable(self, plugged: bool) -> None:
        """The network cable."""
        words = CABLE_IN if plugged else CABLE_OUT
        self._ask("cable", Cable(plugged=plugged), lambda _: self._tell(words))

    def paper(self, inside: bool) -> None:
        """The training printer's roll."""
        self._ask("paper", Paper(inside=inside), lambda _: self._tell(ROLL_IN if inside else ROLL_OUT))

    def ask_now(self, what: Any) -> None:
        """Ask the centre at once."""
        self._ask("ask-now", AskNow(what=what), lambda _: self._tell(ASKED[what]))

    def scan(self, text: str) -> None:
        """What a scanner read."""
        self._ask("scan", Scan(text=text), lambda told: self._scanned(text, told))

    def tell(self, words: Words, good: bool = True) -> None:
        """Say what came of an act that was not the terminal's."""
        self.said.emit(words, good)

    def refuse(self, error: OplataError) -> None:
        """An act that could not be done."""
        self.said.emit(codes.words_of(error), False)

    def time(self) -> str:
        """What the clock says now."""
        return wording.time(moment(self.desk.clock.now_ms()))

    def _ask(self, operation: str, question: Message, then: Callable[[Any], object]) -> None:
        self.desk.ask(self, operation, question, then=then, failed=self._refused)

    def _done(self, told: BenchDone) -> None:
        self._tell(told.said, told.done)

    def _scanned(self, text: str, told: Scanned) -> None:
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        words = SCANNED if told.understood else NOT_UNDERSTOOD
        self._tell(Words(words.ru.format(text=short), words.en.format(text=short)), told.understood)

    def _tell(self, words: Words, good: bool = True) -> None:
        self.said.emit(words, good)
        self.look()

    def _refused(self, error: OplataError) -> None:
        self.refuse(error)
        self.look()

    def _seen(self, state: BenchState) -> None:
        self._asking = False
        self.state = state
        self.happened = [*self.happened, *state.happened][-KEPT:]
        self.seen.emit(state)

    def _not_seen(self, error: OplataError) -> None:
        """The next look may bring it; until then the bench shows what it saw last."""
        self._asking = False
