"""What can be done with the pace of requests, for menus and keys: steps, the next step, slow motion."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from common.qt.desk import Desk
from common.words import Words
from launcher_app.faults.desk import FaultDesk
from launcher_app.faults.gate import SLOW

STEPS = Words("Слать шагами", "Step mode")
STEP = Words("Шаг", "Step")
STEP_KEY = "F10"
STEP_BUTTON = Words(f"{STEP.ru} ({STEP_KEY})", f"{STEP.en} ({STEP_KEY})")
SLOWER = Words("Замедлить ×5", "Slow down ×5")


class PaceActions(QObject):
    """`in_menu` is for a menu; `step` has its key wherever it is added."""

    def __init__(self, desk: Desk, faults: FaultDesk, parent: QObject) -> None:
        """Three actions, as the desk of faults stands."""
        super().__init__(parent)
        self._desk = desk
        self._faults = faults
        self.steps = self._switch("step-mode", STEPS, lambda on: setattr(faults, "stepping", on))
        self.slow = self._switch("slow", SLOWER, lambda on: setattr(faults, "slow", SLOW if on else 1))
        self.step = self._action("step", STEP)
        self.step.setShortcut(QKeySequence(STEP_KEY))
        self.step.triggered.connect(lambda *_: faults.step())
        self.refresh()

    @property
    def in_menu(self) -> list[QAction]:
        """In the order of a menu."""
        return [self.steps, self.step, self.slow]

    def refresh(self) -> None:
        """Show how the desk of faults stands."""
        self.steps.setChecked(self._faults.stepping)
        self.slow.setChecked(self._faults.slow > 1)
        self.step.setEnabled(bool(self._faults.held))

    def _switch(self, name: str, words: Words, turn: Callable[[bool], object]) -> QAction:
        made = self._action(name, words)
        made.setCheckable(True)
        made.triggered.connect(turn)
        return made

    def _action(self, name: str, words: Words) -> QAction:
        made = QAction(self)
        made.setObjectName(name)
        self._desk.languages.bind(made, made.setText, words)
        return made
