"""Whether the terminal takes payments; if not, why, and what to do about each reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_terminal.service.messages import Closed, Overview
from agent_terminal.ui.card import Card, Lamp, Saying
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.line_card import Line
from common.qt.theme import Token
from common.words import Words

TITLE = Words("Терминал", "Terminal")
ASKING = Words("Смотрим, принимает ли терминал платежи…", "Looking whether the terminal takes payments…")
OPEN = Words("Принимает платежи", "Takes payments")
BUSY = Words("Принимает платежи: у экрана плательщик", "Takes payments: a payer is at the screen")
CLOSED = Words("Закрыт для следующего плательщика", "Closed for the next payer")
STOP, RESUME = Words("Остановить приём", "Stop taking payments"), Words("Возобновить приём", "Resume")
THERE = Words("Перейти", "Go there")
IDLE = frozenset({"K0", "K14"})
HERE = "connection"


class Glance(Card):
    """The lamp, the reasons, and the operator's own switch."""

    def __init__(self, desk: Desk, stop: Callable[[], object], resume: Callable[[], object]) -> None:
        """Nothing is known yet."""
        super().__init__(desk, "glance", TITLE)
        self._shown: tuple[object, ...] = ()
        self.lamp, self.said = Lamp(desk), Saying(desk, "figure")
        self.said.label.setObjectName("terminal-state")
        self.said.say(ASKING)
        self.stop = spoken.button(desk, STOP, stop, icon="stop")
        self.stop.setObjectName("stop-taking-button")
        self.resume = spoken.button(desk, RESUME, resume, icon="start", primary=True)
        self.resume.setObjectName("resume-taking-button")
        line = self.row(self.lamp, self.said.label, stretch=False)
        line.setStretch(1, 1)
        for button in (self.stop, self.resume):
            line.addWidget(button)
            button.hide()
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(4)
        self.lines.addLayout(self._reasons)

    def show_overview(self, seen: Overview) -> None:
        """What is true now."""
        self.stop.setVisible(not seen.stopped)
        self.resume.setVisible(seen.stopped)
        closed = bool(seen.reasons)
        self.lamp.show_state(*(("block", Token.ERROR) if closed else ("ok", Token.OK)))
        self.said.say(CLOSED if closed else OPEN if seen.state.screen in IDLE else BUSY)
        if self._shown != tuple(seen.reasons):
            self._shown = tuple(seen.reasons)
            self._fill([self._line(one) for one in seen.reasons])

    def _line(self, one: Closed) -> QWidget:
        words = Words(
            f"{one.code} · {_capital(one.why.ru)}. {one.todo.ru}", f"{one.code} · {_capital(one.why.en)}. {one.todo.en}"
        )
        line = Line(self.desk, "attention", Token.ERROR, words)
        line.setObjectName(f"reason-{one.code}")
        if one.page != HERE:
            there = spoken.button(self.desk, THERE, lambda: go(self, one.page))
            there.setObjectName(f"there-{one.code}")
            spoken.named(self.desk, there, Words(f"{THERE.ru}: {one.todo.ru}", f"{THERE.en}: {one.todo.en}"))
            line.add(there)
        return line

    def _fill(self, lines: list[QWidget]) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._reasons.addWidget(line)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
