"""Looking for an acceptor, and its self-test: how far it is, what it found, and a button for a found one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QProgressBar, QPushButton, QWidget

from agent_terminal.service.messages.hardware import AcceptorWork, FindAcceptor, Finding, SelfTest
from agent_terminal.ui.card import Card, Lamp, Saying
from common.errors import OplataError
from common.protocol import codes
from common.protocol.endpoint import Message
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words

TITLE = Words("Поиск и самотест", "Search and self-test")
FIND, TEST, STOP = Words("Найти приёмник", "Find an acceptor"), Words("Самотест", "Self-test"), Words("Прервать", "End")
USE = Words("Подключить", "Use it")
USE_IT = Words("Подключить: {line}", "Use it: {line}")
NOTHING_YET = Words(
    "Поиск спрашивает каждый порт на обеих скоростях, купюр не берёт и порт терминала не трогает. Самотест сбрасывает "
    "приёмник, если у терминала никого нет.",
    "A search asks every port at both rates, takes no notes and leaves the terminal's port alone. A self-test resets "
    "the acceptor if nobody is at the terminal.",
)
PROGRESS = Words("Как идёт проверка", "How far it is")
OF = Words("{done} из {of} · {now}", "{done} of {of} · {now}")
NOTHING = Words("", "")
MARKS: dict[bool | None, tuple[str, Token]] = {
    True: ("ok", Token.OK),
    False: ("failed", Token.ERROR),
    None: ("info", Token.NEUTRAL),
}


class WorkCard(Card):
    """Begins it, follows it while it runs, and stays with what came out."""

    def __init__(self, desk: Desk, use: Callable[[str, int], object]) -> None:
        """`use(line, speed)` takes an acceptor that was found."""
        super().__init__(desk, "hardware-work", TITLE)
        self._use = use
        self._seen: AcceptorWork | None = None
        self._asking = False
        self.find_button = self._button("find", FIND, self.search)
        self.test_button = self._button("test", TEST, self.test)
        self.stop_button = self._button("stop", STOP, self.stop)
        self.flow(self.find_button, self.test_button, self.stop_button)
        self.bar = spoken.named(desk, QProgressBar(), PROGRESS)
        self.bar.setTextVisible(False)
        self.now = Saying(desk, "hint")
        self.add(self.bar)
        self.add(self.now.label)
        self.place = QWidget()
        self._grid = QGridLayout(self.place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.add(self.place)
        self._show(None)

    @property
    def running(self) -> bool:
        """Whether something goes on."""
        return self._seen is not None and self._seen.running

    def search(self) -> None:
        """On every port but the terminal's."""
        self._begin("find-acceptor", FindAcceptor(wait=False))

    def test(self) -> None:
        """Of the acceptor in use."""
        self._begin("self-test", SelfTest(wait=False))

    def stop(self) -> None:
        """Soon."""
        self.desk.ask(self, "stop-acceptor-work", then=lambda _: self.look(), failed=self._failed)

    def look(self) -> None:
        """How far is it?"""
        if not self._asking:
            self._asking = True
            self.desk.ask(self, "acceptor-work", then=self._came, failed=self._not_come)

    def _begin(self, operation: str, question: Message) -> None:
        for button in (self.find_button, self.test_button):
            button.setEnabled(False)
        self.desk.ask(self, operation, question, then=self._begun, failed=self._failed)

    def _begun(self, seen: AcceptorWork) -> None:
        self._show(seen)
        self.look()

    def _failed(self, error: OplataError) -> None:
        self._show(self._seen)
        self.now.say(codes.words_of(error), "mistake")
        self.now.label.show()

    def _came(self, seen: AcceptorWork) -> None:
        self._asking = False
        if seen != self._seen:
            self._show(seen if seen.kind else None)

    def _not_come(self, _error: OplataError) -> None:
        self._asking = False

    def _show(self, seen: AcceptorWork | None) -> None:
        before, self._seen = self._seen, seen
        running = self.running
        self.find_button.setEnabled(not running)
        self.test_button.setEnabled(not running)
        self.stop_button.setVisible(running)
        self.bar.setVisible(running)
        if seen is None or not seen.running:
            self.now.say(NOTHING_YET if seen is None else NOTHING, "hint")
            self.now.label.setVisible(seen is None)
        else:
            self.bar.setMaximum(max(seen.of, 1))
            self.bar.setValue(seen.done)
            said = (words.format(done=seen.done, of=seen.of, now=now) for words, now in _now(seen))
            self.now.say(Words(*said), "hint")
            self.now.label.show()
        found = [] if seen is None else seen.findings
        if before is None or before.findings != found:
            self._list(found)

    def _list(self, findings: list[Finding]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line, one in enumerate(findings):
            lamp, said = Lamp(self.desk), Saying(self.desk)
            lamp.show_state(*MARKS[one.ok])
            said.say(one.words)
            self._grid.addWidget(lamp, line, 0)
            self._grid.addWidget(said.label, line, 1)
            if one.line:
                self._grid.addWidget(self._use_button(one), line, 2)

    def _use_button(self, one: Finding) -> QPushButton:
        made = spoken.button(self.desk, USE, partial(self._use, one.line, one.speed))
        made.setObjectName("hardware-use")
        return spoken.named(self.desk, made, USE_IT.format(line=one.line))

    def _button(self, name: str, words: Words, run: Callable[[], Any]) -> QPushButton:
        made = spoken.button(self.desk, words, run)
        made.setObjectName(f"hardware-{name}")
        return made


def _now(seen: AcceptorWork) -> tuple[tuple[str, str], tuple[str, str]]:
    return (OF.ru, seen.now.ru), (OF.en, seen.now.en)
