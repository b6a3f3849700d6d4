"""The checklist of an empty network: nine steps, what each is, where it is clicked; at the end what to try next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from common.qt import pointing, spoken
from common.qt.desk import Desk
from common.words import Words
from launcher_app.first_use import place
from launcher_app.first_use.checklist import Checklist
from launcher_app.first_use.step import LAUNCHER, Place, Step
from launcher_app.ui.first_use.step_list import AHEAD, DONE, NOTHING, NOW, StepLine, StepList

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

TITLE = Words("Список дел", "Checklist")
OF = Words("сделано {n} из {all}", "{n} of {all} done")
SHOW_WHERE = Words("Показать где", "Show where")
HIDE = Words("Скрыть", "Hide")
LESSONS = Words("Открыть уроки (F7)", "Open the lessons (F7)")
STEPS_NAME = Words("Шаги", "Steps")
ALL_DONE = Words(
    "Всё сделано: сеть работает, реестры сверены. Дальше — уроки: потерянный ответ, двойное нажатие, "
    "подменённая сумма. Сеть останется как есть.",
    "All done: the network works and its registers are reconciled. Next come the lessons: a lost reply, a double "
    "press, a changed sum. The network stays as it is.",
)
NO_NETWORK = Words("Откройте сеть: список дел у каждой свой.", "Open a network: each has a checklist of its own.")


class ChecklistPanel(QWidget):
    """`away` rings when it is to be put away, `lessons` when somebody wants to go on with those."""

    title = TITLE
    away = Signal()
    lessons = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Nothing was looked at yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self.checklist = Checklist(launcher)
        self._count = spoken.label(desk, NOTHING, "hint")
        self._list = StepList(desk, STEPS_NAME)
        self._end = spoken.label(desk, ALL_DONE, wrap=True)
        self._end.setObjectName("checklist-end")
        self.lessons_button = spoken.button(desk, LESSONS, self.lessons.emit, primary=True)
        self.lessons_button.setObjectName("checklist-lessons")
        self.hide_button = spoken.button(desk, HIDE, self.away.emit)
        self.hide_button.setObjectName("checklist-hide")
        self._looking = False
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """What is known to be done."""
        if not self._launcher.network:
            self._desk.languages.bind(self._count, self._count.setText, NO_NETWORK)
            self._list.fill([])
            self._show_end(over=False)
            return
        done = self.checklist.done
        words = OF.format(n=len(done), all=len(self.checklist.steps))
        self._desk.languages.bind(self._count, self._count.setText, words)
        self._list.fill([self._line(step, done) for step in self.checklist.steps])
        self._show_end(over=self.checklist.all_done)

    def look(self) -> None:
        """Ask the roles; one question at a time, none when all is done."""
        if self._looking or not self._launcher.network or self.checklist.all_done:
            return
        self._looking = True
        self._desk.work(self, self.checklist.look, then=lambda _: self._looked(), failed=lambda _: self._looked())

    def _looked(self) -> None:
        self._looking = False
        self.refresh()

    def _line(self, step: Step, done: frozenset[str]) -> StepLine:
        if step.name in done:
            return StepLine(step.name, DONE, step.words)
        state = NOW if step == self.checklist.next else AHEAD
        return StepLine(step.name, state, step.words, step.why, (SHOW_WHERE, lambda: self._point(step)))

    def _point(self, step: Step) -> None:
        self._desk.work(self, lambda: self.checklist.place(step), then=self._show_place)

    def _show_place(self, where: Place) -> None:
        if where.seat == LAUNCHER:
            pointing.point(self._desk, where.control)
        else:
            self._desk.work(self, lambda: place.show(self._launcher.board, where), then=lambda _: None)

    def _show_end(self, *, over: bool) -> None:
        self._end.setVisible(over)
        self.lessons_button.setVisible(over)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(spoken.label(self._desk, TITLE, "title"))
        head.addStretch(1)
        head.addWidget(self.hide_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(head)
        column.addWidget(self._count)
        column.addWidget(self._list, 1)
        column.addWidget(self._end)
        column.addWidget(self.lessons_button)
