"""The tab of reports: what was made, what is made by itself, what was mailed, and registers that came as files."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.reports.mail_form import trial_letter
from common.qt.reports.order_form import Wanted
from common.qt.reports.outbox_page import OutboxPage
from common.qt.reports.registers_page import RegistersPage
from common.qt.reports.reports_page import ReportsPage
from common.qt.reports.schedules_page import SchedulesPage
from common.qt.screen import Command, Screen
from common.qt.table import LedgerTable
from common.reporting.asks import AskLetters, Letters, ReportRows
from common.words import Words

TITLE = Words("Отчёты", "Reports")
PAGES = Words("Части отчётов", "Parts of the reports")
REPORTS, SCHEDULES = Words("Отчёты", "Reports"), Words("По расписанию", "By schedule")
OUTBOX, REGISTERS = Words("Исходящие", "Outbox"), Words("Файлы реестров", "Register files")
BUILD = Words("Сформировать отчёт…", "Build a report…")
OPEN, SEND = Words("Открыть файл", "Open the file"), Words("Отправить на e-mail…", "Send by e-mail…")
SCHEDULE, EDIT = Words("Новое расписание…", "New schedule…"), Words("Изменить расписание…", "Edit the schedule…")
LOAD, MAIL = Words("Загрузить файл реестра…", "Load a register's file…"), Words("Настроить почту…", "Mail settings…")
TRIAL, RETRY = Words("Пробное письмо…", "Trial letter…"), Words("Повторить письмо", "Retry the letter")
HELP = Words(
    "Отчёт — файл Excel за выбранные дни: его делает отдельная программа, окно при этом работает как обычно. Рядом с "
    "файлом стоит SHA-256: по нему получатель проверит, что файл тот самый. «По расписанию» отчёты делаются сами и "
    "уходят тем, кто назван. «Исходящие» — письма: пока идёт учение, они ложатся файлами .eml в папку, ни одно не "
    "пропадёт и не уйдёт дважды. Письмо перед отправкой всегда можно посмотреть.",
    "A report is an Excel file for the chosen days: a program of its own makes it while the window goes on as usual. "
    "Beside the file stands its SHA-256, by which the one who gets it can check it. By schedule reports are made by "
    "themselves and go to those who are named. The outbox holds letters: in training they become .eml files in a "
    "folder, none is lost and none goes twice. A letter can always be looked at before it is sent.",
)
HELP_FILES = Words(
    "«Файлы реестров»: файл другой стороны загружают и сверяют с нашими книгами, расхождения — в отчёте сверки, "
    "каждое с причиной и подсказкой.",
    "Register files: the other side's file is loaded and compared with our books; differences stand in the report of "
    "the comparison, each with its reason and a hint.",
)


class Reports(Screen):
    """Three or four pages; the toolbar acts on whatever they are about, the list that is open is the one to copy."""

    name = "reports"
    title = TITLE
    icon = "excel"
    help = HELP

    def __init__(self, desk: Desk, *, title: Words = TITLE, registers: bool = False, payment_tab: str = "") -> None:
        """`registers`: files are taken in and compared; `payment_tab` is where a payment's own story is."""
        self.title = title
        self.help = Words(f"{HELP.ru}\n{HELP_FILES.ru}", f"{HELP.en}\n{HELP_FILES.en}") if registers else HELP
        super().__init__(desk)
        self._text = ""
        show_payment: Callable[[str], object] | None = (
            (lambda payment: go(self, payment_tab, payment)) if payment_tab else None
        )
        self.reports = ReportsPage(desk, show_payment, self._count_reports, compares=registers)
        self.schedules = SchedulesPage(desk)
        self.outbox = OutboxPage(desk, self._show_report, self._count_letters)
        self.registers = RegistersPage(desk, self._compare) if registers else None
        self.table: LedgerTable = self.reports.table
        self.pages = self._build_pages()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.pages)

    def commands(self) -> Sequence[Command]:
        """What can be done here, whichever page is open."""
        load = (Command("load-register", LOAD, "card-import", self._load, ("F11", "Ctrl+I")),) if self.registers else ()
        reports, schedules, outbox = self.reports, self.schedules, self.outbox
        return (
            Command("order-report", BUILD, "excel", self._build, ("Ctrl+N", "F4")),
            Command("send-report", SEND, "mail", reports.send, ("F7",), reports.not_ready),
            Command("new-schedule", SCHEDULE, "history", self._schedule, ("F8",)),
            *load,
            Command("mail-settings", MAIL, "settings", outbox.settings, ("Shift+F8",)),
            Command("open-report", OPEN, "file", reports.open_file, ("Ctrl+O",), reports.not_ready, in_toolbar=False),
            Command("edit-schedule", EDIT, "edit", schedules.edit, ("F2",), schedules.none_chosen, in_toolbar=False),
            Command("trial-letter", TRIAL, "mail", self._trial, (), in_toolbar=False),
            Command("retry-letter", RETRY, "restart", outbox.retry, (), outbox.none_chosen, in_toolbar=False),
        )

    def refresh(self) -> None:
        """The page that is open, and how many letters did not go."""
        self._open_page().refresh()
        if self._open_page() is not self.outbox:
            question = AskLetters(limit=1)
            self.desk.ask(self, "letters", question, then=self._count_letters, failed=lambda _: None, key="count")

    def search(self, text: str) -> None:
        """In the list that is open; another page is searched for the same words when it is opened."""
        self._text = text
        super().search(text)

    def show_about(self, about: str) -> None:
        """Another tab points at a report by its number, or at a page by its name."""
        if about.isdecimal():
            self._show_report(int(about))
            return
        for page in self._pages():
            if page.objectName() == f"{about}-page":
                self.pages.setCurrentWidget(page)

    def _pages(self) -> list[ReportsPage | SchedulesPage | OutboxPage | RegistersPage]:
        last = [self.registers] if self.registers is not None else []
        return [self.reports, self.schedules, self.outbox, *last]

    def _open_page(self) -> ReportsPage | SchedulesPage | OutboxPage | RegistersPage:
        return self._pages()[self.pages.currentIndex()]

    def _build_pages(self) -> QTabWidget:
        pages = QTabWidget()
        pages.setObjectName("reports-pages")
        pages.setDocumentMode(True)
        spoken.named(self.desk, pages, PAGES)
        spoken.named(self.desk, pages.tabBar(), PAGES)
        self.pages = pages
        for place, (page, words) in enumerate(
            zip(self._pages(), (REPORTS, SCHEDULES, OUTBOX, REGISTERS), strict=False)
        ):
            page.table.retried.connect(self.refresh)
            pages.addTab(page, "")
            self._name_page(place, words, 0)
        pages.tabBar().setProperty("pane", True)
        pages.currentChanged.connect(lambda _: self._page_opened())
        return pages

    def _page_opened(self) -> None:
        self.table = self._open_page().table
        self.table.set_text(self._text)
        self.refresh()

    def _name_page(self, place: int, words: Words, count: int) -> None:
        mark = f" ({count})" if count else ""

        def title(text: str) -> None:
            self.pages.setTabText(place, text)

        title.__name__ = f"page_{place}"
        self.desk.languages.bind(self.pages, title, Words(words.ru + mark, words.en + mark))

    def _count_reports(self, found: ReportRows) -> None:
        self._name_page(0, REPORTS, found.unfinished)

    def _count_letters(self, found: Letters) -> None:
        """A letter that did not go needs a person."""
        self._name_page(2, OUTBOX, found.failed)
        self.counter.emit(found.failed)

    def _show_report(self, number: int) -> None:
        self.pages.setCurrentWidget(self.reports)
        self.reports.show_one(number)

    def _build(self) -> None:
        self.pages.setCurrentWidget(self.reports)
        self.reports.build()

    def _compare(self, wanted: Wanted) -> None:
        self.pages.setCurrentWidget(self.reports)
        self.reports.build(wanted)

    def _schedule(self) -> None:
        self.pages.setCurrentWidget(self.schedules)
        self.schedules.new()

    def _load(self) -> None:
        if self.registers is not None:
            self.pages.setCurrentWidget(self.registers)
            self.registers.load()

    def _trial(self) -> None:
        self.pages.setCurrentWidget(self.outbox)
        trial_letter(self.desk, self.window(), self.outbox.refresh)
