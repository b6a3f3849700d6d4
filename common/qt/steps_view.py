"""The four steps of a connection test on the screen: a tick, a cross or a circle, the words, the milliseconds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from common.protocol.connection import TITLES, Connection, Step, StepName, StepState
from common.qt.desk import Desk
from common.qt.spoken import label, named
from common.qt.theme import Token
from common.words import Words

NAME = Words("Проверка связи", "Connection test")
WAITING = Words("проверяем…", "testing…")
MS = Words("{ms} мс", "{ms} ms")
SIDE = 18
LOOKS = {
    StepState.OK: ("ok", Token.OK, Words("да", "yes")),
    StepState.FAILED: ("failed", Token.ERROR, Words("нет", "no")),
    StepState.SKIPPED: ("created", Token.NEUTRAL, Words("не проверялся", "not tried")),
}
NOTHING = Words("", "")


class StepsView(QFrame):
    """Hidden until the first test; `testing()` while it runs, `show_result(connection)` after it."""

    def __init__(self, desk: Desk) -> None:
        """Four rows, one a step."""
        super().__init__()
        self.desk = desk
        self.setObjectName("connection-steps")
        self.setProperty("card", True)
        named(desk, self, NAME)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        self._signs: dict[StepName, QLabel] = {}
        self._words: dict[StepName, QLabel] = {}
        self._times: dict[StepName, QLabel] = {}
        top = Qt.AlignmentFlag.AlignTop
        for row, name in enumerate(StepName):
            sign, words, ms = QLabel(), label(desk, NOTHING, wrap=True), label(desk, NOTHING, "hint")
            words.setObjectName(f"step-{name}")
            self._signs[name], self._words[name], self._times[name] = sign, words, ms
            grid.addWidget(sign, row, 0, top)
            grid.addWidget(label(desk, TITLES[name]), row, 1, top)
            grid.addWidget(words, row, 2, top)
            grid.addWidget(ms, row, 3, top | Qt.AlignmentFlag.AlignRight)
        self.hide()

    def testing(self) -> None:
        """A test is under way."""
        for name in StepName:
            self._show(name, "waiting", Token.WAITING, WAITING, NOTHING)
        self.show()

    def show_result(self, connection: Connection) -> None:
        """How it went."""
        for step in connection.steps:
            self._show_step(step)
        self.show()

    def _show_step(self, step: Step) -> None:
        icon, token, meaning = LOOKS[step.state]
        if step.state is StepState.SKIPPED:
            self._show(step.step, icon, token, step.words, NOTHING)
            return
        said = Words(f"{meaning.ru}: {step.words.ru}", f"{meaning.en}: {step.words.en}")
        self._show(step.step, icon, token, said, MS.format(ms=step.ms))

    def _show(self, name: StepName, icon: str, token: Token, words: Words, ms: Words) -> None:
        desk, sign = self.desk, self._signs[name]
        desk.theme.keep_picture(sign, icon, token, SIDE)
        desk.languages.bind(self._words[name], self._words[name].setText, words)
        desk.languages.bind(self._times[name], self._times[name].setText, ms)
