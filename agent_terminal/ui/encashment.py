"""«Инкассация»: what is in the cassette, whose cash waits on claim slips, what was taken out before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from agent_terminal.service.messages import Cassette, Encashed, Encashments, Limit, Overview, Slips
from agent_terminal.ui import encash_form, encash_report
from agent_terminal.ui.cassette_page import CassettePage
from agent_terminal.ui.encashments_page import EncashmentsPage
from agent_terminal.ui.slips_page import SlipsPage
from common.protocol.endpoint import Nothing
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.reports import REPORT_KEYS, Wanted, order
from common.qt.screen import Command, Screen
from common.qt.table import LedgerTable
from common.words import Words

BEGIN = Words("Начать инкассацию…", "Start collection…")
SETTLE = Words("Выдать деньги…", "Pay the cash out…")
JOURNAL = Words("Журнал терминала…", "Terminal journal…")
PRINT, PDF = Words("Напечатать отчёт…", "Print the report…"), Words("Сохранить PDF…", "Save as PDF…")
NOW, SLIPS, BEFORE = (
    Words("В кассете сейчас", "In the cassette now"),
    Words("Квитанции на возврат", "Claim slips"),
    Words("Инкассации", "Encashments"),
)
LISTS = Words("Части инкассации", "Parts of the collection")
NOTE_INSIDE = Words(
    "Купюра в работе: подождите, пока приёмник закончит.", "A note is on its way: wait until the acceptor is done."
)
LOADING = Words("Ещё читаем, что в кассете.", "Still reading what is in the cassette.")
NOT_HERE = Words("Выберите инкассацию на вкладке «Инкассации».", "Choose an encashment on the Encashments page.")
DONE = Words("Инкассация № {number} записана: {total}.", "Encashment No. {number} is recorded: {total}.")
DONE_DIFFERS = Words(
    "Инкассация № {number} записана с расхождением: по учёту {total}, посчитано {counted}.",
    "Encashment No. {number} is recorded with a difference: booked {total}, counted {counted}.",
)
MOST = 1_000


class Encashment(Screen):
    """Three pages; the toolbar acts on the open one."""

    name = "encashment"
    title = Words("Инкассация", "Collection")
    icon = "money"
    help = Words(
        "В кассете должно лежать ровно то, что терминал принял: посчитанное сверяют с учётом по достоинствам, "
        "расхождение записывают с причиной. Купюра «под вопросом» — приёмник не сказал, чем она кончилась: ищите её в "
        "кассете или в приёмнике. Квитанция на возврат — деньги плательщика, которые не зачислены: их выдают по коду, "
        "один раз. Отчёт печатают, сохраняют в PDF или в Excel.",
        "The cassette must hold exactly what the terminal took: what was counted is compared with the books by value, "
        "a difference is kept with its reason. A note in doubt: the acceptor did not say how it ended, look for it in "
        "the cassette or in the acceptor. A claim slip is a payer's cash that was not credited: it is paid out by its "
        "code, once. The report is printed, saved as PDF or into Excel.",
    )

    def __init__(self, desk: Desk) -> None:
        """The pages fill when the tab is opened."""
        super().__init__(desk)
        self._seen: Overview | None = None
        self._wanted = 0
        self.cassette = CassettePage(desk, self.begin)
        self.slips = SlipsPage(desk)
        self.before = EncashmentsPage(desk, self.print_report, self.save_report)
        self.pages = QTabWidget()
        self.pages.setObjectName("encashment-pages")
        self.pages.setDocumentMode(True)
        spoken.named(desk, self.pages, LISTS)
        spoken.named(desk, self.pages.tabBar(), LISTS)
        self.table: LedgerTable = self.cassette.table
        every: list[tuple[QWidget, Words]] = [(self.cassette, NOW), (self.slips, SLIPS), (self.before, BEFORE)]
        for index, (page, words) in enumerate(every):
            page.setProperty("pane", True)
            self.pages.addTab(page, "")
            self._name_page(index, words, 0)
        self.pages.currentChanged.connect(lambda _: self._opened())
        for table in (self.cassette.table, self.slips.table, self.before.table):
            table.retried.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.pages)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("begin-encashment", BEGIN, "money", self.begin, ("F7", "F4"), self._not_now),
            Command("settle-claim", SETTLE, "note", self._settle, (), self._no_slip),
            Command("print-report", PRINT, "print", self.print_report, ("Ctrl+P",), self._none_chosen),
            Command("journal-report", JOURNAL, "excel", self.journal_report, REPORT_KEYS),
            Command("save-report", PDF, "save", self.save_report, ("Ctrl+S",), self._none_chosen, in_toolbar=False),
        )

    def refresh(self) -> None:
        """Cassette, slips, history, as they are now."""
        ask = self.desk.ask
        ask(self, "cassette", Nothing(), then=self._show_cassette, failed=self.cassette.table.fail, key="cassette")
        ask(self, "claims", Limit(limit=MOST), then=self._show_slips, failed=self.slips.table.fail, key="claims")
        before = self.before
        ask(self, "encashments", Limit(limit=MOST), then=self._show_before, failed=before.table.fail, key="before")
        ask(self, "overview", Nothing(), then=self._know, failed=lambda _: None, key="overview")

    def show_about(self, about: str) -> None:
        """Another tab points at the slips, or at an encashment."""
        self.pages.setCurrentWidget(self.slips if about == "slips" else self.before)
        if about.isdecimal():
            self._wanted = int(about)

    def begin(self) -> None:
        """Count the notes beside the books."""
        cassette = self.cassette.cassette
        if cassette is not None and self._not_now() is None:
            encash_form.encash(self.desk, self.window(), cassette, self._encashed)

    def print_report(self) -> None:
        """Of the chosen encashment, on paper."""
        if self.before.chosen is not None and self._seen is not None:
            encash_report.print_report(self.desk, self.window(), self.before.chosen, self._seen)

    def save_report(self) -> None:
        """Of the chosen encashment, as a PDF."""
        if self.before.chosen is not None and self._seen is not None:
            encash_report.save_report(self.desk, self.window(), self.before.chosen, self._seen)

    def journal_report(self) -> None:
        """The terminal's day: cash, payments, notes, encashments, as an Excel file."""
        order(self.desk, self.window(), Wanted("terminal-journal", period="today"))

    def _encashed(self, made: Encashed) -> None:
        self._wanted = made.number
        self.pages.setCurrentWidget(self.before)
        self.refresh()
        self.desk.messages.tell(_told(made, Act(PRINT, self.print_report)))

    def _show_cassette(self, cassette: Cassette) -> None:
        self.cassette.show_cassette(cassette)

    def _show_slips(self, found: Slips) -> None:
        self.slips.show_slips(found)
        waiting = sum(one.state == "open" for one in found.slips)
        self._name_page(1, SLIPS, waiting)
        self.counter.emit(waiting)

    def _show_before(self, found: Encashments) -> None:
        self.before.show_encashments(found)
        if self._wanted:
            self.before.select(self._wanted)
            self._wanted = 0

    def _know(self, seen: Overview) -> None:
        self._seen = seen

    def _name_page(self, index: int, words: Words, count: int) -> None:
        mark = f" ({count})" if count else ""

        def page_title(text: str) -> None:
            self.pages.setTabText(index, text)

        page_title.__name__ = f"page_{index}"
        self.desk.languages.bind(self.pages, page_title, Words(words.ru + mark, words.en + mark))

    def _opened(self) -> None:
        page = self.pages.currentWidget()
        self.table = page.table if isinstance(page, CassettePage | SlipsPage | EncashmentsPage) else self.table
        self.refresh()

    def _settle(self) -> None:
        self.slips.settle()

    def _not_now(self) -> Words | None:
        cassette = self.cassette.cassette
        if cassette is None:
            return LOADING
        return NOTE_INSIDE if cassette.note_inside else None

    def _no_slip(self) -> Words | None:
        return self.slips.why_not()

    def _none_chosen(self) -> Words | None:
        return None if self.before.chosen is not None else NOT_HERE


def _told(made: Encashed, print_: Act) -> Notice:
    total = wording.money(made.total, "ru"), wording.money(made.total, "en")
    if not made.differs:
        words = Words(
            DONE.ru.format(number=made.number, total=total[0]), DONE.en.format(number=made.number, total=total[1])
        )
        return Notice(NoticeKind.OK, words, (print_,), seconds=15)
    counted = made.counted_total or 0
    words = Words(
        DONE_DIFFERS.ru.format(number=made.number, total=total[0], counted=wording.money(counted, "ru")),
        DONE_DIFFERS.en.format(number=made.number, total=total[1], counted=wording.money(counted, "en")),
    )
    return Notice(NoticeKind.WARN, words, (print_,))
