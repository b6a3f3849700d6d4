"""The tab «Проверки»: criteria and their checks, live while a grading runs, with its evidence and its reports."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.dialog import Answer, choose
from common.qt.messages import Notice, NoticeKind
from common.qt.reports.opening import open_file, show_folder
from common.words import Words
from launcher_app.grading import kept
from launcher_app.grading.asked import Asked
from launcher_app.grading.kept import Kept
from launcher_app.grading.live import Live
from launcher_app.ui.checks import rows, said
from launcher_app.ui.checks.evidence import Evidence
from launcher_app.ui.checks.grade_form import GradeForm
from launcher_app.ui.checks.head import Head
from launcher_app.ui.checks.rows import CheckRow
from launcher_app.ui.checks.tree import CheckTree

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LOOK_MS = 200
FOLDER = "checks.folder"
TITLE = Words("Проверки", "Checks")
COUNTED = Words("Проверки {passed}/{every}", "Checks {passed}/{every}")
EMPTY = Words(
    "Здесь появятся проверки. Проверка запускает отдельную сеть, проигрывает сценарии со сбоями и пишет отчёт с "
    "баллами и доказательствами; сеть урока она не трогает.",
    "The checks will be here. A check starts a network of its own, plays scenarios with faults and writes a report "
    "with points and evidence; the lesson's network is not touched.",
)
NOTHING_LOST = Words("Всё, что уже проверено, пройдено.", "Everything that was checked so far has passed.")
NO_REPORT = Words("Отчёта ещё нет: сначала «Проверить и оценить».", "There is no report yet: check and grade first.")
WHICH_REPORT = Words("Отчёты последней проверки лежат в папке {folder}", "The last check's reports are in {folder}")
OPEN, STUDENT = Words("Открыть отчёт", "Open the report"), Words("Что увидит студент", "What the student sees")
SHOW_FOLDER, CLOSE = Words("Открыть папку", "Open the folder"), Words("Закрыть", "Close")
REPORT_TITLE = Words("Отчёт", "Report")


class ChecksTab(QWidget):
    """`retitled` rings when `title` has changed: the tab shows «Проверки 14/18»."""

    retitled = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """The last grading of this computer, if there was one."""
        super().__init__()
        self.setObjectName("checks")
        self._desk = desk
        self._launcher = launcher
        self._seen = self._read = -1
        self._typed: dict[str, Any] = {}
        self.live = Live(launcher.log, launcher.clock)
        self.kept: Kept | None = None
        self.folder = Path(desk.keep.text(FOLDER) or launcher.data / "grade")
        self.head = Head(desk, grade=self.grade, abort=self.live.abort, report=self.reports, only=self._only)
        self.tree = CheckTree(desk)
        self.tree.opened.connect(self.show_evidence)
        self._build()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(LOOK_MS)
        self._reread()
        self.refresh()

    @property
    def title(self) -> Words:
        """What the tab is called now."""
        shown = self.tree.rows
        if not shown:
            return TITLE
        passed, every = rows.counted(shown)
        return COUNTED.format(passed=passed, every=every)

    @property
    def grading(self) -> bool:
        """Whether a grading is under way."""
        return self.live.course.running

    def grade(self) -> None:
        """«Проверить и оценить» (F8): ask what, then begin; while one runs it is only shown."""
        if not self.grading:
            seats = getattr(self._launcher.board, "seats", ())
            form = GradeForm(self._desk, self.window(), seats, self.folder, self._begin)
            form.open(self._typed).saved.connect(self._begun)

    def reports(self) -> None:
        """«Отчёт…» (Ctrl+Shift+R): the last report, its folder, the student's copy."""
        page = self.folder / "report.html"
        if not page.exists():
            self._desk.messages.tell(Notice(NoticeKind.INFO, NO_REPORT, seconds=8, key="no-report"))
            return
        answers = [
            Answer(STUDENT, lambda: open_file(self._desk, self.folder / "student.html")),
            Answer(SHOW_FOLDER, lambda: show_folder(self._desk, self.folder)),
            Answer(OPEN, lambda: open_file(self._desk, page)),
            Answer(CLOSE, harmless=True),
        ]
        choose(self._desk, self.window(), WHICH_REPORT.format(folder=self.folder), answers, title=REPORT_TITLE)

    def show_evidence(self, check: str) -> Evidence | None:
        """What is known of a check, in a window beside."""
        row = next((one for one in self.tree.rows if one.id == check), None)
        if row is None:
            return None
        found = self.kept.exchanges(row.result) if self.kept and row.result and not self.grading else None
        show = (lambda: self._in_report(check)) if found is not None else None
        made = Evidence(self._desk, self.window(), row, found, show)
        made.show()
        return made

    def leave(self) -> None:
        """The window closes: a grading that runs is told to end, and waited for. Never in the window's thread."""
        self.live.close()

    def refresh(self) -> None:
        """Show what has changed."""
        if self.live.changes != self._seen:
            self._seen = self.live.changes
            if self.live.course.report is not None and not self.grading:
                self._reread()
            self._show()

    def _begin(self, asked: Asked) -> None:
        session = self._launcher.session.path
        known = self._launcher.network and session.is_file()
        self.live.begin(said.with_session(asked, session if known else None))
        self.folder = asked.out

    def _begun(self, typed: object) -> None:
        assert isinstance(typed, dict)
        self._typed = {name: value for name, value in typed.items() if name != "password"}
        self._desk.keep.put(FOLDER, str(self.folder))
        self.kept = None
        self.refresh()

    def _reread(self) -> None:
        """The kept grading may be large: it is read beside the window."""
        folder = self.folder

        def done(found: Kept | None) -> None:
            if not self.grading:
                self.kept = found
                self._show()

        self._desk.work(self, lambda: kept.read(folder), then=done, key="kept")

    def _rows(self) -> list[CheckRow]:
        course = self.live.course
        if self.kept is not None and not self.grading:
            return rows.of_kept(self.kept)
        return rows.of_course(course)

    def _show(self) -> None:
        course, shown, before = self.live.course, self._rows(), self.title
        self.tree.show_rows(shown)
        self._only(self.tree.only_lost)
        reports = self.kept is not None or course.report is not None
        self.head.show_running(course.running, stopping=course.stopping, reports=reports)
        self.head.bar.setRange(0, max(1, len(course.checks)))
        self.head.bar.setValue(len(course.results))
        words = said.of(course, self.kept)
        self._desk.languages.bind(self.head.said, self.head.said.setText, words)
        self.head.said.setVisible(bool(words.ru))
        if self.title != before:
            self.retitled.emit()

    def _only(self, only: bool) -> None:
        shown = self.tree.rows
        self.tree.show_only_lost(only)
        lost = sum(one.lost for one in shown)
        self.head.show_only(only, len(shown), lost)
        page = self.tree if shown or self.grading else self.empty
        self.pages.setCurrentWidget(self.nothing if only and shown and not lost else page)

    def _in_report(self, check: str) -> None:
        url = QUrl.fromLocalFile(str(self.folder / "report.html"))
        url.setFragment(f"check-{check}")
        if not QDesktopServices.openUrl(url):
            open_file(self._desk, self.folder / "report.html")

    def _page(self, words: Words) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(spoken.label(self._desk, words, wrap=True))
        inside.addStretch(1)
        return page

    def _build(self) -> None:
        self.empty, self.nothing = self._page(EMPTY), self._page(NOTHING_LOST)
        self.pages = QStackedWidget()
        for page in (self.empty, self.tree, self.nothing):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.pages, 1)
