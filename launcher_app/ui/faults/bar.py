"""The orange bar: seen while any fault is on, while requests wait for a step, and while everything goes slower."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table.flow import Flow
from common.qt.theme import Token
from common.words import Words, same
from launcher_app.faults.doors import door_words
from launcher_app.faults.gate import Held
from launcher_app.faults.wording import arrow_words, counted, joined
from launcher_app.ui.faults.actions import STEP_BUTTON, PaceActions

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LOOK_MS = 250
BOLT = 18
ON = Words("Включены сбои: {n}", "Faults on: {n}")
SEED = Words("зерно {seed}", "seed {seed}")
SLOW = Words("Замедлено ×{n}", "Slowed down ×{n}")
STEPS = Words("Шаги: держим {n}", "Steps: holding {n}")
NEXT = Words("Следующий: {what}, ждёт {n} с", "Next: {what}, waits {n} s")
NOTHING_HELD = Words("Шаги: ждём следующий обмен", "Steps: waiting for the next exchange")
SHOW, ALL_OFF = Words("Показать", "Show"), Words("Выключить всё", "Switch all off")
NAME = Words("Сбои и шаги", "Faults and steps")
APPLIED_KEY = "fault-applied"
OVER = Words(
    "Сбоев больше нет: дальше сеть отвечает сама.",
    "No faults any more: from here on the network answers by itself.",
)


class FaultBar(QFrame):
    """`asked` rings when the dock is to be shown; `pace.in_menu` is for the window's menu."""

    asked = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Hidden while nothing is on."""
        super().__init__()
        self._desk = desk
        self._faults = launcher.faults
        self._were_on = False
        self.pace = PaceActions(desk, self._faults, self)
        self.setObjectName("fault-bar")
        self.setProperty("faulty", True)
        spoken.named(desk, self, NAME)
        self._build()
        self._look = QTimer(self)
        self._look.timeout.connect(self.refresh)
        self._look.start(LOOK_MS)
        self.refresh()

    def refresh(self) -> None:
        """Show what is on now."""
        faults = self._faults
        on, held = faults.on, faults.held
        self.pace.refresh()
        told = {"faults": ON.format(n=len(on)), "seed": SEED.format(seed=faults.seed)} if on else {}
        told |= {"slow": SLOW.format(n=faults.slow)} if faults.slow > 1 else {}
        told |= {"steps": _steps(held)} if faults.stepping else {}
        for name in self.told:
            self._say(name, told.get(name), first=name == next(iter(told), ""))
        self._desk.languages.bind(self.step, self.step.setToolTip, self._next(held[0]) if held else same(""))
        self.step.setVisible(faults.stepping)
        self.step.setEnabled(bool(held))
        self.setVisible(bool(told))
        self._tell_end(on=bool(on))

    def all_off(self) -> None:
        """No faults, no steps, no slow motion."""
        self._faults.clear()
        self._faults.stepping = False
        self._faults.slow = 1
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The key of the step works in the whole window."""
        super().showEvent(event)
        self.window().addAction(self.pace.step)

    def _tell_end(self, *, on: bool) -> None:
        """What was said when a fault was switched on is true no longer."""
        if self._were_on and not on:
            self._desk.messages.drop(APPLIED_KEY)
            self._desk.messages.ok(OVER)
        self._were_on = on

    def _next(self, held: Held) -> Words:
        what = joined(arrow_words(held.arrow), door_words(held.arrow.receiver, held.path))
        seconds = int(self._faults.gate.waited(held))
        return Words(NEXT.ru.format(what=what.ru, n=seconds), NEXT.en.format(what=what.en, n=seconds))

    def _step(self) -> None:
        self._faults.step()
        self.refresh()

    def _say(self, name: str, words: Words | None, *, first: bool) -> None:
        label, text = self.told[name], words or same("")
        shown = text if first else Words(f"· {text.ru}", f"· {text.en}")
        self._desk.languages.bind(label, label.setText, shown)
        label.setVisible(words is not None)

    def _build(self) -> None:
        """Words and buttons go on in the next line where the window is narrow."""
        inner = QWidget()
        flow = Flow(inner)
        flow.addWidget(self._picture())
        self.told = {name: spoken.label(self._desk, same("")) for name in ("faults", "seed", "slow", "steps")}
        for name, label in self.told.items():
            label.setObjectName(f"told-{name}")
            flow.addWidget(label)
        self.step = spoken.button(self._desk, STEP_BUTTON, self._step)
        self.show_button = spoken.button(self._desk, SHOW, self.asked.emit)
        self.off = spoken.button(self._desk, ALL_OFF, self.all_off)
        for made, name in ((self.step, "bar-step"), (self.show_button, "bar-show"), (self.off, "bar-off")):
            made.setObjectName(name)
            made.setProperty("compact", True)
            flow.addWidget(made)
        row = QVBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(inner)

    def _picture(self) -> QLabel:
        picture, theme = QLabel(), self._desk.theme

        def paint() -> None:
            picture.setPixmap(theme.picture("bolt", Token.FAULT_TEXT, theme.scaled(BOLT)))

        theme.keep(picture, paint)
        return picture


def _steps(held: Sequence[Held]) -> Words:
    count = counted(len(held))
    return Words(STEPS.ru.format(n=count.ru), STEPS.en.format(n=count.en)) if held else NOTHING_HELD
