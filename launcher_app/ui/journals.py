"""«Журналы»: the logs of all roles in one list, by role, importance, words, and the payment that is chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.screen import Command
from common.qt.server_screen.log_list import LEVELS
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable
from common.words import Words
from launcher_app.journals import Entry, Journal, journals_of, read, sizes
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.hops import hops_of

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LOOK_MS = 500
TYPING_MS = 200
NOUN = Words("строк", "lines")
TITLE = Words("Строки журналов", "Lines of the logs")
EMPTY = Words(
    "Журналы пусты: ни одна роль ещё не запускалась. Нажмите «Запустить всё» (F5).",
    "The logs are empty: no role was started yet. Press “Start all” (F5).",
)
FIND = Words("Найти в журналах", "Search the logs")
ROLE, LEVEL, PAYMENT = Words("Роль", "Role"), Words("Важность", "Level"), Words("Платёж", "Payment")
CHOSEN = Words("только выбранный", "the chosen one only")
OPEN_FILE, SHOW_FOLDER = Words("Открыть файл", "Open the file"), Words("Показать в папке", "Show in folder")
SHOW_STORY = Words("Показать обмены этого платежа", "Show this payment's exchanges")
NO_STORY = Words(
    "В этой строке нет платежа, обмены которого сохранились.",
    "This line names no payment whose exchanges are still here.",
)
OF_CHOSEN = "chosen"


class JournalsTab(QWidget):
    """`opened` rings when a person asks for the exchanges of the payment in a line; it is chosen by then."""

    opened = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Reads when it is looked at."""
        super().__init__()
        self.setObjectName("journals")
        self._desk, self._launcher, self._chosen = desk, launcher, chosen
        self._seen: object = None
        self._reading = False
        self._names: frozenset[str] = frozenset()
        self._entries: list[Entry] = []
        self.table = self._make_table()
        levels = [(level, LEVELS[level].words) for level in ("info", "warning", "error")]
        self.filters = FilterBar(
            desk,
            [Choice("seat", ROLE), Choice("level", LEVEL, levels), Choice("payment", PAYMENT, [(OF_CHOSEN, CHOSEN)])],
            self.table,
        )
        self.line = self._make_line()
        self._lay_out()
        chosen.changed.connect(self._follow)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._choose)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """At once, not at the next look."""
        super().showEvent(event)
        self._follow()
        self.look()

    def look(self) -> None:
        """Show what was written since, if anything was and somebody sees it."""
        if self._reading or not self.isVisible():
            return
        journals, seen = self._journals(), self._seen
        self._reading = True

        def news() -> tuple[object, list[Entry]] | None:
            now = (tuple(journals), sizes(journals))
            return None if now == seen else (now, read(journals))

        self._desk.work(self, news, then=self._show, failed=self._fail)

    def search(self, text: str) -> None:
        """Only lines that hold all these words."""
        self.line.setText(text)
        self._typed()

    def show_seat(self, name: str) -> None:
        """Only what one seat wrote."""
        self._options()
        self.filters.choose("seat", name)

    def show_chosen(self) -> None:
        """Only what concerns the chosen payment, whatever was looked for before."""
        self.table.clear()
        self.line.clear()
        self.filters.choose("payment", OF_CHOSEN)

    def open_file(self) -> None:
        """In the program that opens such files here."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file())))

    def show_in_folder(self) -> None:
        """The folder that the file is in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file().parent)))

    def file(self) -> Path:
        """The file that the current line is in; without one, that of the role that is looked at, or the launcher's."""
        row = self.table.current()
        seat = row.seat if row is not None else self.filters.values["seat"]
        journals = self._journals()
        return next((one.path for one in journals if one.seat == seat), journals[-1].path)

    def _journals(self) -> list[Journal]:
        launcher = self._launcher
        return journals_of(launcher.board.seats, launcher.logs, launcher.data, launcher.log.lines.path)

    def _show(self, news: tuple[object, list[Entry]] | None) -> None:
        self._reading = False
        if news is not None:
            self._seen, self._entries = news
            self._options()
            self.table.show_rows(self._entries)

    def _fail(self, error: OplataError) -> None:
        self._reading = False
        self.table.fail(error)

    def _options(self) -> None:
        self.filters.set_options("seat", [(one.seat, one.title) for one in self._journals()])

    def _follow(self) -> None:
        """Another payment is chosen."""
        names = self._names_of_chosen()
        if names != self._names:
            self._names = names
            if self.filters.values["payment"] is not None and self.table.loaded:
                self.table.show_rows(self._entries)

    def _names_of_chosen(self) -> frozenset[str]:
        story = self._launcher.stories.of(self._chosen.story)
        if story is None:
            return frozenset()
        return frozenset({story.code, *(hop.trace for hop in hops_of(self._launcher, story))} - {""})

    def _story_of(self, row: Entry) -> str:
        names = (name for name in (row.payment, row.trace) if name)
        return next((story.key for name in names if (story := self._launcher.stories.of(name)) is not None), "")

    def _choose(self, row: Entry | None) -> None:
        """Another line is current: the same payment elsewhere, if a person went there."""
        if row is not None and self.table.view.hasFocus() and (key := self._story_of(row)):
            self._chosen.choose(key)

    def _open(self, row: Entry) -> None:
        if key := self._story_of(row):
            self._chosen.choose(key)
            self.opened.emit()

    def _open_current(self) -> None:
        self._open(self.table.current())

    def _why_no_story(self) -> Words | None:
        row = self.table.current()
        return None if row is not None and self._story_of(row) else NO_STORY

    def _make_table(self) -> LedgerTable:
        columns = [
            Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 90),
            Column("seat", ROLE, lambda row: row.title, width=175),
            Column("level", LEVEL, lambda row: LEVELS.get(row.level), Kind.STATUS, 110),
            Column("event", Words("Событие", "Event"), lambda row: row.event, width=180),
            Column("payment", PAYMENT, lambda row: row.code, Kind.CODE, 110),
            Column("more", Words("Подробности", "Details"), lambda row: row.more, width=420),
        ]
        table = LedgerTable(
            self._desk, "journals", columns, noun=NOUN, key=lambda row: row, empty=Empty(EMPTY), title=TITLE,
            matches={"seat": lambda row, seat: row.seat == seat, "level": lambda row, level: row.level == level,
                     "payment": lambda row, _: bool({row.payment, row.trace} & self._names)},
        )  # fmt: skip
        table.context = [
            Command("journal-story", SHOW_STORY, "exchange", self._open_current, ("Enter",), self._why_no_story),
            Command("journal-file", OPEN_FILE, "file", self.open_file),
            Command("journal-folder", SHOW_FOLDER, "folder", self.show_in_folder),
        ]
        return table

    def _make_line(self) -> QLineEdit:
        line = spoken.named(self._desk, QLineEdit(), FIND)
        line.setObjectName("journals-search")
        line.setClearButtonEnabled(True)
        self._desk.languages.bind(line, line.setPlaceholderText, FIND)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self._typed)
        line.textChanged.connect(lambda _: self._pause.start())
        self.table.cleared.connect(line.clear)
        return line

    def _typed(self) -> None:
        self.table.set_text(self.line.text())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.line, 1)
        for name, words, icon, run in (
            ("open-file", OPEN_FILE, "file", self.open_file),
            ("show-folder", SHOW_FOLDER, "folder", self.show_in_folder),
        ):
            button = spoken.button(self._desk, words, run, icon=icon)
            button.setObjectName(f"journals-{name}")
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
