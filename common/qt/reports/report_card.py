"""The panel beside the list of reports: how far it is, its figures, its files, and what can be done with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QTabWidget, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.facts import NOTHING, Facts
from common.qt.reports import looks
from common.qt.reports.differences import Differences
from common.qt.reports.report_files import ReportFiles
from common.qt.scrolled import scroll
from common.qt.unchosen import stacked
from common.reporting.asks import KindRow, ReportRow, ReportState
from common.reporting.order import Figure
from common.words import Words, same

CHOOSE = Words(
    "Выберите отчёт в списке: здесь его итоги и файлы.", "Choose a report: its figures and files stand here."
)
PARTS = Words("Части отчёта", "Parts of the report")
REPORT, DIFFERENCES = Words("Отчёт", "Report"), Words("Расхождения ({n})", "Differences ({n})")
PROGRESS = Words("Сколько готово", "How much is done")
FACTS = (
    ("period", Words("Период", "Period")),
    ("asked", Words("Заказан", "Ordered")),
    ("language", Words("Язык", "Language")),
    ("rows", Words("Строк", "Rows")),
    ("letters", Words("Писем", "Letters")),
)
FIGURES, FILES = Words("Итоги", "Figures"), Words("Файлы", "Files")
BY_SCHEDULE = Words("по расписанию", "by schedule")
OPEN, FOLDER = Words("Открыть", "Open"), Words("Показать в папке", "Show in the folder")
SEND = Words("Отправить на e-mail…", "Send by e-mail…")
AGAIN = Words("Сформировать ещё раз…", "Build again…")
CANCEL, FORGET = Words("Отменить", "Cancel"), Words("Убрать…", "Remove…")
Act = Callable[[], object]
UNENDED = frozenset({ReportState.WAITING, ReportState.RUNNING})


class ReportCard(QFrame):
    """Shows the report it is told; `acts` are what its buttons do, by name."""

    def __init__(
        self, desk: Desk, acts: Mapping[str, Act], show_payment: Callable[[str], object] | None, *, compares: bool
    ) -> None:
        """Nothing is chosen yet; without `compares` there are no differences to show here."""
        super().__init__()
        self.desk = desk
        self.report: ReportRow | None = None
        self.setObjectName("report-card")
        self.setProperty("pane", True)
        self._figures: list[Figure] = []
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar takes the focus, and that is not always seen
        self.pages.setObjectName("report-parts")
        spoken.named(desk, self.pages, PARTS)
        spoken.named(desk, self.pages.tabBar(), PARTS)
        page = QWidget()
        scroll(page, self._build(acts))
        self.pages.addTab(page, "")
        self._name_page(0, REPORT)
        self.differences = Differences(desk, show_payment) if compares else None
        if self.differences is not None:
            self.pages.addTab(self.differences, "")
            self._name_page(1, DIFFERENCES.format(n=0))
        self.pages.tabBar().hide()
        self._stack = stacked(self, desk, CHOOSE, self.pages)

    def show_report(self, row: ReportRow | None, kind: KindRow | None) -> None:
        """This one; None for none."""
        if row is None or self.report is None or row.id != self.report.id:
            self.pages.setCurrentIndex(0)
        self.report = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        bind, now = self.desk.languages.bind, moment(self.desk.clock.now_ms())
        bind(self.title, self.title.setText, titled(row))
        self._show_state(row, now)
        self.facts.show_values(_facts(row, now))
        self._show_figures(row)
        self.files.show_files(row.folder, row.files)
        self._files_title.setVisible(bool(row.files))
        self._show_buttons(row)
        compared = bool(row.counts) or (kind is not None and kind.compares)
        self._show_differences(row, seen=compared and row.state is ReportState.DONE)

    def _build(self, acts: Mapping[str, Act]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.title = spoken.label(self.desk, NOTHING, "title", wrap=True)
        self.title.setObjectName("report-title")
        column.addWidget(self.title)
        column.addLayout(self._build_state())
        column.addWidget(self._build_buttons(acts))
        self._files_title = spoken.label(self.desk, FILES, "hint")
        column.addWidget(self._files_title)
        self.files = ReportFiles(self.desk)
        column.addWidget(self.files)
        self._figures_title = spoken.label(self.desk, FIGURES, "hint")
        column.addWidget(self._figures_title)
        self.figures = QGridLayout()
        self.figures.setHorizontalSpacing(16)
        self.figures.setVerticalSpacing(2)
        self.figures.setColumnStretch(2, 1)
        column.addLayout(self.figures)
        self.facts = Facts(self.desk, FACTS)
        column.addWidget(self.facts)
        column.addStretch(1)
        return column

    def _build_state(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        line = QHBoxLayout()
        self._picture = QLabel()
        self.state = spoken.label(self.desk, NOTHING)
        self.state.setObjectName("report-state")
        line.addWidget(self._picture)
        line.addWidget(self.state)
        self._agreement_picture = QLabel()
        self.agreement = spoken.label(self.desk, NOTHING)
        self.agreement.setObjectName("report-agreement")
        line.addSpacing(12)
        line.addWidget(self._agreement_picture)
        line.addWidget(self.agreement)
        line.addStretch(1)
        self.progress = spoken.named(self.desk, QProgressBar(), PROGRESS)
        self.progress.setObjectName("report-progress")
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self.problem = spoken.label(self.desk, NOTHING, "mistake", wrap=True)
        self.problem.setObjectName("report-problem")
        column.addLayout(line)
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        return column

    def _build_buttons(self, acts: Mapping[str, Act]) -> Buttons:
        made = []
        for name, words, icon in (
            ("open", OPEN, "excel"), ("folder", FOLDER, "folder"), ("send", SEND, "mail"), ("again", AGAIN, "restart"),
            ("cancel", CANCEL, "close"), ("forget", FORGET, "delete"),
        ):  # fmt: skip
            one = spoken.button(self.desk, words, acts[name], icon=icon, primary=name == "open")
            one.setObjectName(f"report-{name}")
            made.append(one)
        self.open_, self.folder, self.send, self.again, self.cancel, self.forget = made
        self.buttons = Buttons(*made)
        return self.buttons

    def _show_state(self, row: ReportRow, now: datetime) -> None:
        bind, theme = self.desk.languages.bind, self.desk.theme
        shown = looks.report(row, now)
        bind(self.state, self.state.setText, shown.words)
        theme.keep_picture(self._picture, shown.icon, shown.token, 18)
        agreed = looks.agreement(row) if row.agrees else None  # else the state says it
        for one in (self._agreement_picture, self.agreement):
            one.setVisible(agreed is not None)
        if agreed is not None:
            bind(self.agreement, self.agreement.setText, agreed.words)
            picture = self._agreement_picture
            theme.keep_picture(picture, agreed.icon, agreed.token, 18)
        self.progress.setVisible(row.state is ReportState.RUNNING)
        self.progress.setValue(row.percent)
        self.problem.setVisible(row.problem is not None)
        bind(self.problem, self.problem.setText, row.problem or NOTHING)

    def _show_figures(self, row: ReportRow) -> None:
        self._figures_title.setVisible(bool(row.figures))
        if row.figures == self._figures:
            return
        self._figures = row.figures
        while (item := self.figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(row.figures):
            value = spoken.label(self.desk, looks.figure(one))
            value.setObjectName(f"figure-{place}")
            self.figures.addWidget(spoken.label(self.desk, looks.figure_name(one)), place, 0)
            self.figures.addWidget(value, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _show_buttons(self, row: ReportRow) -> None:
        done, unended = row.state is ReportState.DONE, row.state in UNENDED
        for one, seen in (
            (self.open_, done and bool(row.files)), (self.folder, done and bool(row.files)), (self.send, done),
            (self.again, not unended), (self.cancel, unended), (self.forget, not unended),
        ):  # fmt: skip
            one.setVisible(seen)
        self.buttons.updateGeometry()

    def _show_differences(self, row: ReportRow, *, seen: bool) -> None:
        self.pages.tabBar().setVisible(seen)
        if self.differences is None:
            return
        self.pages.setTabVisible(1, seen)
        if seen:
            self._name_page(1, DIFFERENCES.format(n=sum(row.counts.values())))
            self.differences.show_report(row)

    def _name_page(self, place: int, words: Words) -> None:
        def title(text: str) -> None:
            self.pages.setTabText(place, text)

        title.__name__ = f"page_{place}"
        self.desk.languages.bind(self.pages, title, words)


def titled(row: ReportRow) -> Words:
    """«Реестр платежей: МегаФон»."""
    if not row.name:
        return row.title
    return Words(f"{row.title.ru}: {row.name}", f"{row.title.en}: {row.name}")


def _facts(row: ReportRow, now: datetime) -> dict[str, Words]:
    at = wording.moment(row.asked, now)
    who: Sequence[str] = (BY_SCHEDULE.ru, BY_SCHEDULE.en) if row.schedule is not None else (looks.who(row.owner),) * 2
    return {
        "period": looks.period(row.since, row.until),
        "asked": Words(f"{at}, {who[0]}", f"{at}, {who[1]}"),
        "language": looks.LANGUAGES[row.language],
        "rows": Words(wording.number(row.rows, "ru"), wording.number(row.rows, "en")),
        "letters": same(row.letters) if row.letters else NOTHING,
    }
