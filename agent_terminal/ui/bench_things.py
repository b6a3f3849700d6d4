"""The bench's smaller things: the printer's paper, the network cable, the talk with the centre."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QPushButton

from agent_terminal.service.messages.bench import BenchState
from agent_terminal.ui.bench_hands import Hands
from agent_terminal.ui.card import Card, Lamp, Saying
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.languages import Shown
from common.qt.theme import Token
from common.words import Words

PRINTER, NETWORK = Words("Принтер", "Printer"), Words("Сеть", "Network")
PAPER, NO_PAPER = Words("бумага есть", "paper is in"), Words("бумаги нет", "no paper")
TAKE_ROLL, PUT_ROLL = Words("Бумага кончилась", "Paper runs out"), Words("Вставить ленту", "Put a roll in")
OTHER_PRINTER = Words(
    "Лента есть только у учебного принтера. Его выбирают в кабинете, вкладка «Оборудование».",
    "Only the training printer has a roll. Choose it in the office, tab “Hardware”.",
)
CABLE, NO_CABLE = Words("кабель вставлен", "the cable is in"), Words("кабель вынут", "the cable is out")
PULL, PLUG = Words("Вынуть кабель", "Pull the cable"), Words("Вставить кабель", "Plug the cable")
CENTRE = Words("Обмен с ПЦ", "Talk with the centre")
NOW = Words("Сейчас", "Now")
ASKED = {"deposit": Words("Баланс", "Balance"), "directory": Words("Список поставщиков", "Providers")}
IN = Words("{what}: через {span}", "{what}: in {span}")
NO_CONTRACT = Words("{what}: договора с ПЦ нет", "{what}: no contract with a centre")
QUEUE = Words("Ждут отправки: {count}", "Waiting to be sent: {count}")


class PrinterCard(Card):
    """The training printer's roll."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """With paper."""
        super().__init__(desk, "bench-printer", PRINTER)
        self._hands = hands
        self._inside = True
        self.lamp, self.state = Lamp(desk), Saying(desk)
        self.turn = _button(desk, "paper", self._words, lambda: hands.paper(not self._inside))
        self.row(self.lamp, self.state.label, self.turn, stretch=False).setStretch(1, 1)

    def show_state(self, seen: BenchState) -> None:
        """Whether there is a roll."""
        self.out_of_reach(OTHER_PRINTER if seen.paper is None else None)
        self.lamp.show_state(*_good(seen.paper is not False))
        self.state.say(NO_PAPER if seen.paper is False else PAPER)
        self.state.label.setVisible(seen.paper is not None)
        self.lamp.setVisible(seen.paper is not None)
        if self._inside != (seen.paper is not False):
            self._inside = not self._inside
            _reword(self.desk, self.turn, self._words)

    def _words(self) -> Words:
        return TAKE_ROLL if self._inside else PUT_ROLL


class NetworkCard(Card):
    """The network cable of the terminal."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """Plugged in."""
        super().__init__(desk, "bench-network", NETWORK)
        self._plugged = True
        self.lamp, self.state = Lamp(desk), Saying(desk)
        self.turn = _button(desk, "cable", self._words, lambda: hands.cable(not self._plugged))
        self.row(self.lamp, self.state.label, self.turn, stretch=False).setStretch(1, 1)

    def show_state(self, seen: BenchState) -> None:
        """Whether it is in."""
        self.lamp.show_state(*_good(seen.cable))
        self.state.say(CABLE if seen.cable else NO_CABLE)
        if self._plugged != seen.cable:
            self._plugged = seen.cable
            _reword(self.desk, self.turn, self._words)

    def _words(self) -> Words:
        return PULL if self._plugged else PLUG


class CentreCard(Card):
    """When the centre is asked next, and what waits for it."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """Nobody was asked yet."""
        super().__init__(desk, "bench-centre", CENTRE)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        self.timers = {what: Saying(desk) for what in ASKED}
        self.now: dict[str, QPushButton] = {}
        for line, (what, words) in enumerate(ASKED.items()):
            button = _button(desk, f"now-{what}", NOW, partial(hands.ask_now, what))
            spoken.named(desk, button, Words(f"{words.ru}: {NOW.ru.lower()}", f"{words.en}: {NOW.en.lower()}"))
            self.now[what] = button
            grid.addWidget(self.timers[what].label, line, 0)
            grid.addWidget(button, line, 1)
        self.lines.addLayout(grid)
        self.queue = Saying(desk)
        self.add(self.queue.label)

    def show_state(self, seen: BenchState) -> None:
        """The seconds left."""
        for what, seconds in (("deposit", seen.deposit_seconds), ("directory", seen.directory_seconds)):
            words = NO_CONTRACT if seconds is None else IN
            span, name = wording.span(seconds or 0), ASKED[what]
            said = words.ru.format(what=name.ru, span=span), words.en.format(what=name.en, span=span)
            self.timers[what].say(Words(*said))
            self.now[what].setEnabled(seconds is not None)
        self.queue.say(QUEUE.format(count=seen.unsent), "waiting" if seen.unsent else "text")


def _good(good: bool) -> tuple[str, Token]:
    return ("ok", Token.OK) if good else ("failed", Token.ERROR)


def _button(desk: Desk, name: str, words: Shown, run: Callable[[], object]) -> QPushButton:
    made = spoken.button(desk, words, run)
    made.setObjectName(f"bench-{name}")
    return made


def _reword(desk: Desk, button: QPushButton, words: Shown) -> None:
    desk.languages.bind(button, button.setText, words)
    desk.languages.bind(button, button.setAccessibleName, words)
