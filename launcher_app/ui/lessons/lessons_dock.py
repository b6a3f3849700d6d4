"""«Уроки» (F7): the list with what is done, and the lesson that is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.dialog import confirm
from common.qt.main_window import MainWindow
from common.words import Words
from launcher_app.lessons.course import Course
from launcher_app.lessons.lesson import Lesson, Verdict
from launcher_app.ui.first_use.step_list import NOTHING
from launcher_app.ui.lessons.lesson_view import LessonView

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LEAST_WIDTH, LIST_HEIGHT = 310, 120
KEPT = "lesson"
TITLE = Words("Уроки", "Lessons")
OF = Words("сделано {n} из {all}", "{n} of {all} done")
MARK, UNMARK = Words("сделан", "done"), Words("ещё не сделан", "not done yet")
SHAPES = {True: "●", False: "○"}
ROW = Words("{number}. {title}, {minutes} мин", "{number}. {title}, {minutes} min")
ASK = Words(
    "Откроется сеть уроков. Роли другой сети остановятся, её данные и деньги останутся. Включённые сбои выключатся, "
    "чужие программы уступят место нашим, начнутся сбои этого урока.",
    "The lessons' network is opened. Roles of another network stop, its data and money stay. Faults that are on go "
    "off, programs of others make room for ours, the faults of this lesson begin.",
)
YES, NO = Words("Подготовить сеть", "Prepare the network"), Words("Не сейчас", "Not now")
PREPARING = Words(
    "Готовим сеть: роли, договоры, депозит… Обычно это меньше полуминуты.",
    "Preparing the network: roles, contracts, deposit… Usually less than half a minute.",
)
CHECKING = Words("Спрашиваем роли…", "Asking the roles…")
BUSY = Words("Одну минуту: прошлое дело ещё идёт.", "One moment: something is still under way.")


class LessonsDock(QWidget):
    """What is done is remembered with the lessons' network."""

    def __init__(self, desk: Desk, launcher: "Launcher", course: Course | None = None) -> None:
        """The lesson that was open the last time."""
        super().__init__()
        self._desk = desk
        self._busy = False
        self._seen: tuple[object, ...] = ()
        self.course = course or Course(launcher)
        self.setObjectName("lessons-dock")
        self._count = spoken.label(desk, NOTHING, "hint")
        self.list = spoken.named(desk, QListWidget(), TITLE)
        self.list.setObjectName("lessons")
        self.list.setWordWrap(True)
        self.list.setSpacing(1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = LessonView(desk)
        self._build()
        for lesson in self.course.lessons:
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.UserRole, lesson.name)
        self.list.currentRowChanged.connect(lambda _: self._turn())
        self.view.prepare.connect(self._ask_to_prepare)
        self.view.check.connect(self._check)
        desk.languages.changed.connect(self._forget)
        self.refresh()
        self.list.setCurrentRow(self._last())
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.leave)

    def leave(self) -> None:
        """The program ends: a preparation under way is given up."""
        self.course.stopped.set()

    @property
    def lesson(self) -> Lesson:
        """The one that is chosen."""
        return self.course.lessons[max(0, self.list.currentRow())]

    def refresh(self) -> None:
        """The list as it is now."""
        names = self.course.done
        done = tuple(one.name in names for one in self.course.lessons)
        if done == self._seen:
            return
        self._seen = done
        self._desk.languages.bind(self._count, self._count.setText, OF.format(n=sum(done), all=len(done)))
        for row, (lesson, so) in enumerate(zip(self.course.lessons, done, strict=True)):
            self._show_row(row, lesson, done=so)

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again."""
        super().showEvent(event)
        self.refresh()

    def _show_row(self, row: int, lesson: Lesson, *, done: bool) -> None:
        item, say = self.list.item(row), self._desk.say
        title = ROW.of(self._desk.languages.current).format(
            number=row + 1, title=say(lesson.words), minutes=lesson.minutes
        )
        item.setText(f"{SHAPES[done]}  {title}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {say(MARK if done else UNMARK)}")

    def _turn(self) -> None:
        self._desk.keep.put(KEPT, self.lesson.name)
        self.view.show_lesson(self.lesson, self.course.kept(self.lesson.name))

    def _last(self) -> int:
        names = [one.name for one in self.course.lessons]
        kept = self._desk.keep.text(KEPT)
        if kept in names:
            return names.index(kept)
        return next((row for row, done in enumerate(self._seen) if not done), 0)

    def _ask_to_prepare(self) -> None:
        if self._is_free():
            confirm(self._desk, self.window(), ASK, YES, NO, self._prepare)

    def _prepare(self) -> None:
        name = self.lesson.name
        self._begin(PREPARING)
        self._desk.work(
            self, lambda: self.course.prepare(name), then=lambda _: self._prepared(name), failed=self._failed
        )

    def _prepared(self, name: str) -> None:
        self._busy = False
        if self.lesson.name == name:
            self.view.show_prepared()
        window = self.window()
        if isinstance(window, MainWindow):  # the roles' windows have just come before it
            window.bring_up()

    def _check(self) -> None:
        if not self._is_free():
            return
        name, given = self.lesson.name, self.view.questions.given
        self._begin(CHECKING)
        self._desk.work(
            self,
            lambda: self.course.check(name, given),
            then=lambda verdict: self._checked(name, verdict),
            failed=self._failed,
        )

    def _checked(self, name: str, verdict: Verdict) -> None:
        self._busy = False
        if self.lesson.name == name:
            self.view.show_verdict(verdict)
        self.refresh()

    def _failed(self, error: OplataError) -> None:
        self._busy = False
        self.view.say(NOTHING)
        self._desk.show_error(error)

    def _begin(self, words: Words) -> None:
        self._busy = True
        self.view.say(words)

    def _is_free(self) -> bool:
        if self._busy:
            self.view.say(BUSY)
        return not self._busy

    def _forget(self) -> None:
        self._seen = ()
        self.refresh()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(spoken.label(self._desk, TITLE, "title"), 1)
        head.addWidget(self._count)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.view)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(head)
        column.addWidget(parts, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.view.prepare_button)
        buttons.addWidget(self.view.check_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        scaled = self._desk.theme.scaled
        self._desk.theme.keep(self, lambda: self.setMinimumWidth(scaled(LEAST_WIDTH)))
        self._desk.theme.keep(self.list, lambda: self.list.setMinimumHeight(scaled(LIST_HEIGHT)))
