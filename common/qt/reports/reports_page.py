"""The page «Отчёты»: every report that was ordered, the newest first, and the chosen one beside the list."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.clock import moment
from common.qt import dialog
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.reports import looks, opening
from common.qt.reports.awaiting import key_of
from common.qt.reports.order_form import Wanted, order
from common.qt.reports.report_card import ReportCard, titled
from common.qt.reports.send_form import send
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Page, Query, Shown
from common.qt.table.query import Answered, Failed
from common.reporting.asks import AskReports, KindRow, ReportId, ReportKinds, ReportRow, ReportRows, ReportState, Said
from common.words import Words

FOLLOW_MS = 700
SHARES = {Qt.Orientation.Horizontal: (60, 40), Qt.Orientation.Vertical: (50, 50)}
NOUN = Words("отчётов", "reports")
NOTHING = Words(
    "Отчётов ещё нет. Выберите, какой нужен и за какие дни: его файл Excel появится здесь.",
    "No reports yet. Choose which one and for which days: its Excel file appears here.",
)
BUILD = Words("Сформировать отчёт…", "Build a report…")
STATE, KIND = Words("Состояние", "State"), Words("Отчёт", "Report")
CHOOSE = Words("Выберите отчёт в списке.", "Choose a report in the list.")
NOT_READY = Words("Этот отчёт ещё не готов: у него нет файлов.", "This report is not ready: it has no files.")
ORDERED = Words(
    "«{title}» в работе. Готовый файл появится в списке.", "{title}: being made. The file appears in the list."
)
CANCELLED = Words("«{title}»: больше не готовится, файлов нет.", "{title}: no longer being made, no files are left.")
FORGET = Words(
    "Убрать «{title}» и его файлы? Ушедшие письма этим не вернуть; такой же отчёт можно сформировать заново.",
    "Remove {title} and its files? Letters that have left stay sent; the same report can be made again.",
)
REMOVE, KEEP = Words("Убрать", "Remove"), Words("Оставить", "Keep")


class ReportsPage(QWidget):
    """The list asks by pages; while something is being made its percent is followed."""

    def __init__(
        self, desk: Desk, show_payment: Callable[[str], object] | None, heard: Callable[[ReportRows], object],
        *, compares: bool,
    ) -> None:  # fmt: skip
        """`heard` gets each answer; `compares`: comparisons with files are made here."""
        super().__init__()
        self._desk = desk
        self._heard = heard
        self._kinds: dict[str, KindRow] = {}
        self._wanted = 0
        self.setObjectName("reports-page")
        acts = {
            "open": self.open_file, "folder": self.show_folder, "send": self.send, "again": self.again,
            "cancel": self.cancel, "forget": self.forget,
        }  # fmt: skip
        self.card = ReportCard(desk, acts, show_payment, compares=compares)
        self.table = LedgerTable(
            desk, "reports", _columns(desk), noun=NOUN, key=lambda row: row.id,
            empty=Empty(NOTHING, BUILD, self.build, "excel"), sentence=_sentence,
        )  # fmt: skip
        choices = [Choice("state", STATE, list(looks.STATES.items()), inline=True), Choice("kind", KIND, ())]
        self.filters = FilterBar(desk, choices, self.table)
        self.parts = ListAndDetails(desk, "reports", self.table, self.card, shares=SHARES)
        self.table.follow(self._fetch)
        self.table.chosen.connect(self._chosen)
        self.table.counted.connect(self._go_to_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.parts, 1)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._look_again)

    @property
    def chosen(self) -> ReportRow | None:
        """The one on show."""
        return self.card.report

    def refresh(self) -> None:
        """As it is now."""
        self._desk.ask(self, "report-kinds", then=self._know, failed=lambda _: None, key="kinds")
        self.table.reload()

    def show_one(self, number: int) -> None:
        """Go to a report, wherever the list stands."""
        self._wanted = number
        self.table.clear()
        self.refresh()

    def build(self, wanted: Wanted | None = None) -> None:
        """Order one, and go to it."""
        order(self._desk, self, wanted, self._ordered)

    def again(self) -> None:
        """The same once more."""
        row = self.chosen
        if row is not None:
            period = (row.since, row.until)
            csv = any(one.name.endswith(".csv") for one in row.files)
            self.build(Wanted(row.kind, row.subject, period, row.language, csv))

    def open_file(self) -> None:
        """The workbook, in what opens workbooks here."""
        row = self.chosen
        if row is not None and row.files:
            opening.open_file(self._desk, Path(row.folder) / row.files[0].name)

    def show_folder(self) -> None:
        """Where the files are."""
        row = self.chosen
        if row is not None:
            opening.show_folder(self._desk, Path(row.folder))

    def send(self) -> None:
        """By e-mail, after a look at the letter."""
        row = self.chosen
        if row is not None and self.not_ready() is None:
            send(self._desk, self.window(), row, self._kinds.get(row.kind), self.refresh)

    def cancel(self) -> None:
        """It is not needed."""
        row = self.chosen
        if row is not None:
            self._desk.ask(self, "cancel-report", ReportId(id=row.id), then=self._cancelled)

    def forget(self) -> None:
        """The report and its files go, after a question."""
        row = self.chosen
        if row is None:
            return

        def gone(said: Said) -> None:
            self._desk.messages.ok(said.words)
            self.refresh()

        def remove() -> None:
            self._desk.ask(self, "forget-report", ReportId(id=row.id), then=gone)

        dialog.confirm(self._desk, self.window(), _of(FORGET, row), REMOVE, KEEP, remove)

    def not_ready(self) -> Words | None:
        """Why there is nothing to open or to send."""
        if self.chosen is None:
            return CHOOSE
        return None if self.chosen.state is ReportState.DONE else NOT_READY

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        question = AskReports(
            text=query.text, kind=query.filters.get("kind", ""), state=query.filters.get("state", ""),
            offset=query.offset, limit=query.limit,
        )  # fmt: skip

        def came(found: ReportRows) -> None:
            answered(Page(list(found.reports), found.found))
            self._heard(found)
            if found.unfinished:
                self._follow.start()

        self._desk.ask(self, "reports", question, then=came, failed=failed)

    def _look_again(self) -> None:
        if self.isVisible():
            self.table.reload()

    def _chosen(self, row: ReportRow | None) -> None:
        self.card.show_report(row, self._kinds.get(row.kind) if row is not None else None)

    def _know(self, found: ReportKinds) -> None:
        self._kinds = {one.name: one for one in found.kinds}
        self.filters.set_options("kind", [(one.name, one.title) for one in found.kinds])

    def _ordered(self, row: ReportRow) -> None:
        self._desk.messages.tell(Notice(NoticeKind.INFO, _of(ORDERED, row), seconds=6, key=key_of(row)))
        self.show_one(row.id)

    def _cancelled(self, row: ReportRow) -> None:
        self._desk.messages.ok(_of(CANCELLED, row))
        self.refresh()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0


def _of(words: Words, row: ReportRow) -> Words:
    title = titled(row)
    return Words(words.ru.format(title=title.ru), words.en.format(title=title.en))


def _columns(desk: Desk) -> list[Column]:
    def state(row: ReportRow) -> Shown:
        return looks.report(row, _now(desk))

    return [
        Column("state", STATE, state, Kind.STATUS, 205, tip=lambda row: row.problem),
        Column("title", KIND, lambda row: row.title, width=180),
        Column("name", Words("О ком", "About"), lambda row: row.name, width=130),
        Column("period", Words("Период", "Period"), lambda row: looks.period(row.since, row.until), width=165),
        Column("rows", Words("Строк", "Rows"), _rows, Kind.NUMBER, 70),
        Column("letters", Words("Писем", "Letters"), lambda row: row.letters or None, Kind.NUMBER, 75),
        Column("asked", Words("Заказан", "Ordered"), lambda row: row.asked, Kind.MOMENT, 135),
        Column("agrees", Words("Сходится", "Agrees"), looks.agreement, Kind.STATUS, 140, True),
        Column("owner", Words("Кем", "By"), lambda row: looks.who(row.owner), width=120, hidden=True),
        Column("language", Words("Язык", "Language"), lambda row: looks.LANGUAGES[row.language], width=90, hidden=True),
        Column("id", Words("№", "No."), lambda row: row.id, Kind.NUMBER, 60, True),
    ]


def _rows(row: ReportRow) -> int | None:
    return row.rows if row.state is ReportState.DONE else None


def _now(desk: Desk) -> datetime:
    return moment(desk.clock.now_ms())


def _sentence(row: ReportRow) -> Words:
    title, days = titled(row), looks.period(row.since, row.until).ru
    return Words(f"{title.ru}, {days}: {row.words.ru}", f"{title.en}, {days}: {row.words.en}")
