"""The pace of requests: one by one, slower, and those that wait for a step."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table.flow import Flow
from common.words import Words, same
from launcher_app.faults.desk import FaultDesk
from launcher_app.faults.doors import door_words
from launcher_app.faults.gate import SLOW, Held
from launcher_app.faults.wording import arrow_words, joined
from launcher_app.ui.faults.actions import SLOWER, STEP_BUTTON, STEPS

POLLS = Words("Опросы тоже ждут", "Polls wait, too")
WAITS = Words("{what}: ждёт {n} с", "{what}: waits {n} s")
PATIENT = Words(
    "{what}: ждёт {n} с, отправитель терпит около {most} с", "{what}: waits {n} s, its sender about {most} s"
)
MORE = Words("и ещё {n}", "and {n} more")
SEEN = 3


class Pace(QWidget):
    """Two switches; what belongs to steps is seen while they are on."""

    def __init__(self, desk: Desk, faults: FaultDesk, changed: Callable[[], object]) -> None:
        """`changed` is called after everything that a person does here."""
        super().__init__()
        self._desk = desk
        self._faults = faults
        self._changed = changed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.steps = self._switch(STEPS, "steps-switch", self._use_steps)
        self.slow = self._switch(SLOWER, "slow-switch", self._use_slow)
        self.polls = self._switch(POLLS, "polls-switch", self._use_polls)
        self.step = spoken.button(desk, STEP_BUTTON, self._step, icon="start")
        self.step.setObjectName("dock-step")
        self.held = spoken.label(desk, self._told, wrap=True)
        self.held.setObjectName("held")
        switches = QWidget()
        flow = Flow(switches)
        for one in (self.steps, self.slow, self.polls):
            flow.addWidget(one)
        for below in (switches, self.step, self.held):
            column.addWidget(below)
        self.refresh()

    def refresh(self) -> None:
        """As the desk of faults stands."""
        faults, held = self._faults, self._faults.held
        self.steps.setChecked(faults.stepping)
        self.slow.setChecked(faults.slow > 1)
        self.polls.setChecked(faults.gate.polls_wait)
        self.polls.setVisible(faults.stepping or faults.slow > 1)
        self.step.setVisible(faults.stepping)
        self.step.setEnabled(bool(held))
        self.held.setVisible(bool(held))
        self._desk.languages.bind(self.held, self.held.setText, self._told)

    def _told(self) -> Words:
        held = self._faults.held
        lines = [self._line(one) for one in held[:SEEN]]
        if len(held) > SEEN:
            lines.append(MORE.format(n=len(held) - SEEN))
        return Words("\n".join(one.ru for one in lines), "\n".join(one.en for one in lines)) if lines else same("")

    def _line(self, held: Held) -> Words:
        what = joined(arrow_words(held.arrow), door_words(held.arrow.receiver, held.path))
        frame, most = (WAITS, 0) if held.patience is None else (PATIENT, round(held.patience))
        seconds = int(self._faults.gate.waited(held))
        return Words(
            frame.ru.format(what=what.ru, n=seconds, most=most), frame.en.format(what=what.en, n=seconds, most=most)
        )

    def _use_steps(self, on: bool) -> None:
        self._faults.stepping = on

    def _use_slow(self, on: bool) -> None:
        self._faults.slow = SLOW if on else 1

    def _use_polls(self, on: bool) -> None:
        self._faults.gate.polls_wait = on

    def _step(self) -> None:
        self._faults.step()
        self._changed()

    def _switch(self, words: Words, name: str, turn: Callable[[bool], object]) -> QCheckBox:
        made = QCheckBox()
        made.setObjectName(name)
        self._desk.languages.bind(made, made.setText, words)

        def clicked(on: bool) -> None:
            turn(on)
            self._changed()

        made.clicked.connect(clicked)
        return spoken.named(self._desk, made, words)
