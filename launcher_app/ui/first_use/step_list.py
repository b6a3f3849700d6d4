"""A list of steps in a narrow place: a shape, words, a sentence under them, and a button where something is done."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words

SIGN = 18
AROUND = 40
"""Pixels of the next step that are seen, too."""
NOTHING = Words("", "")
DONE, NOW, AHEAD, MISSING = "done", "now", "ahead", "missing"
SIGNS = {
    DONE: ("ok", Token.OK, Words("сделано", "done")),
    NOW: ("running", Token.RUNNING, Words("сейчас", "now")),
    AHEAD: ("created", Token.NEUTRAL, Words("ещё не сделано", "not done yet")),
    MISSING: ("attention", Token.ERROR, Words("не сделано", "not done")),
}


class StepLine(NamedTuple):
    """`state` is done, now, ahead or missing; `act` puts a button under the words."""

    name: str
    state: str
    words: Words
    more: Words = NOTHING
    act: tuple[Words, Callable[[], object]] | None = None


class StepList(QScrollArea):
    """Made anew when it changes; the step of now is kept in sight."""

    def __init__(self, desk: Desk, name: Words) -> None:
        """Empty."""
        super().__init__()
        self._desk = desk
        self._shown: list[tuple[str, str, Words]] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        spoken.named(desk, self, name)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.verticalScrollBar().rangeChanged.connect(self._keep_later)

    def fill(self, lines: Sequence[StepLine]) -> None:
        """These steps, where they differ from those that are shown."""
        seen = [(line.name, line.state, line.more) for line in lines]
        if seen == self._shown:
            return
        self._shown = seen
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(lines):
            self._column.insertWidget(place, StepFrame(self._desk, line))
        self._keep_later()

    def _keep_later(self) -> None:
        """Once it is laid out, and again when there is more or less room: only then its place is known."""
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The step of now; after the last one, that."""
        states = [state for _, state, _ in self._shown]
        done = [place for place, state in enumerate(states) if state == DONE]
        place = states.index(NOW) if NOW in states else done[-1] if done else 0
        item = self._column.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            self.ensureWidgetVisible(widget, 0, AROUND)


class StepFrame(QFrame):
    """One step."""

    def __init__(self, desk: Desk, line: StepLine) -> None:
        """The sign before the words, what belongs to them under them."""
        super().__init__()
        icon, token, mark = SIGNS[line.state]
        self.setObjectName(f"step-{line.name}-{line.state}")
        spoken.named(desk, self, Words(f"{line.words.ru}: {mark.ru}", f"{line.words.en}: {mark.en}"))
        self.setProperty("card", line.state == NOW)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(_sign(desk, icon, token, mark), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(spoken.label(desk, line.words, wrap=True), 0, 1)
        if line.more != NOTHING:
            grid.addWidget(spoken.label(desk, line.more, "hint", wrap=True), 1, 1)
        if line.act is not None:
            grid.addWidget(_button(desk, line), 2, 1, Qt.AlignmentFlag.AlignLeft)


def _sign(desk: Desk, icon: str, token: Token, mark: Words) -> QLabel:
    picture = spoken.named(desk, QLabel(), mark)
    desk.theme.keep_picture(picture, icon, token, SIGN)
    return picture


def _button(desk: Desk, line: StepLine) -> QPushButton:
    assert line.act is not None
    words, run = line.act
    made = spoken.button(desk, words, run)
    made.setObjectName(f"show-{line.name}")
    said = Words(f"{words.ru}: {line.words.ru}", f"{words.en}: {line.words.en}")
    spoken.named(desk, made, said)
    return made
