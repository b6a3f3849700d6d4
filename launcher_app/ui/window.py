"""«Запуск и наблюдение»: the launcher's window: the start page, and the page of a network with everything around it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from common.qt import bell, help_pages, panes, settings_dialog, training
from common.qt.desk import Desk
from common.qt.dialog import confirm
from common.qt.main_window import MainWindow
from common.qt.message_area import MessageArea
from common.qt.messages import Notice, NoticeKind
from common.qt.toolbar import CommandBar
from common.words import Words
from launcher_app.ui import frame, meeting, parts, state_strips
from launcher_app.ui.broadcasting import Broadcast
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.docks import Docks
from launcher_app.ui.launcher_status import LauncherStatus
from launcher_app.ui.main_page import MainPage
from launcher_app.ui.map import MapArea, NetworkMap
from launcher_app.ui.menus import FIND, Menus
from launcher_app.ui.money_strip import MoneyStrip
from launcher_app.ui.seat_deeds import SeatDeeds
from launcher_app.ui.start_page import StartPage, network_words, next_name
from launcher_app.ui.window_help import HELP

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LEAST, FIRST = QSize(900, 600), QSize(1280, 800)
LOOK_MS = 250
SEARCH_WIDTH = 184
START = "start"
COME_BACK_MS = 1_500
"""A terminal opens its second window a moment after it answers."""
TITLE = Words("Учебная платёжная сеть — запуск", "Training payment network — launcher")
OF_NETWORK = Words("Учебная платёжная сеть — {name}", "Training payment network — {name}")
STOPPING = Words("Останавливаю роли, окно закроется само…", "Stopping the roles, the window will close by itself…")
LEAVE = Words(
    "Роли этой сети остановятся. Данные сохранятся, деньги останутся там, где они сейчас; сеанс можно открыть снова.",
    "The roles of this network will stop. Its data are kept, the money stays where it is; it can be opened again.",
)
STOP_AND_LEAVE, STAY = Words("Остановить и выйти к началу", "Stop and go to the start"), Words("Остаться", "Stay")
FIND_HINT = Words("Найти обмен  (Ctrl+F)", "Find an exchange  (Ctrl+F)")


class LauncherWindow(MainWindow):
    """Everything that was started from here has ended when `left` rings."""

    title = TITLE
    help = HELP

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """The start page, unless a network is open."""
        super().__init__(desk)
        self.launcher = launcher
        self.chosen = Chosen()
        self._leaving = self._starting = False
        self._shown = ""
        self.setObjectName("launcher")
        self.setMinimumSize(LEAST)
        desk.theme.keep(self, lambda: self.setWindowIcon(desk.theme.icon("overview")))
        self.parts = parts.make(desk, launcher, self.chosen)
        self.docks = Docks(self, self.parts.docks)
        self.notices = MessageArea(desk)
        self.start_page = StartPage(desk, launcher)
        self.map = NetworkMap(desk, launcher, SeatDeeds(self))
        self.money = MoneyStrip(desk, launcher, self.chosen)
        self.paused = state_strips.paused(desk, self.pause)
        self.grading = state_strips.grading(desk, lambda: self.show_tab("checks"))
        top = (self.paused, self.grading, MapArea(self.map), self.money)
        self.main_page = MainPage(desk, self.parts, self.chosen, top)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.main_page)
        self.commands = CommandBar(desk, self._search, search_width=SEARCH_WIDTH)
        desk.languages.bind(self.commands.box, self.commands.box.setPlaceholderText, FIND_HINT)
        desk.languages.bind(self.commands.box, self.commands.box.setAccessibleName, FIND)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.commands)
        self.setCentralWidget(training.under_strip(desk, self.parts.fault_bar, pages=self.pages, below=self.notices))
        self.status = LauncherStatus(
            desk, bell=lambda: bell.show(desk, self), server=self.focus_map, language=desk.switch_language,
            theme=self.switch_theme,
        )  # fmt: skip
        self.setStatusBar(self.status)
        self.menus = Menus(self)
        self.commands.show_commands(self.menus.bar)
        self.broadcast = Broadcast(desk, launcher)
        desk.languages.changed.connect(self.broadcast.tell)
        meeting.join(self)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(LOOK_MS)
        frame.restore(self, FIRST)
        self.show_page()

    @property
    def tab_names(self) -> list[str]:
        """The stable names of the tabs and docks, in their order."""
        return [*self.parts.tabs, *self.docks.every] if self.launcher.network else [START]

    def show_tab(self, name: str) -> bool:
        """Open a tab or a dock by its stable name; False when there is none."""
        if name in self.docks.every:
            self.docks.show(name)
            return True
        return self.main_page.show_tab(name) or (name == START and not self.launcher.network)

    def refresh(self) -> None:
        """Show what is known now."""
        launcher = self.launcher
        if launcher.network != self._shown:
            self.show_page()
        self._come_back()
        self.map.refresh()
        self.status.show_ports(launcher)
        self.paused.setVisible(launcher.feed.paused)
        self.menus.pause.setChecked(launcher.feed.paused)
        self.grading.setVisible(self.parts.checks.grading)
        opened = launcher.session.opened_ms if launcher.network else 0
        self.status.show_time((launcher.clock.now_ms() - opened) // 1000 if opened else None)
        exchanges = self.parts.exchanges
        self.status.show_summary(exchanges.shown if launcher.network else None, exchanges.total)

    def show_page(self) -> None:
        """The start page while no network is open."""
        name, shown, before = self.launcher.network, network_words(self.launcher.network), self._shown
        self._shown = name
        title = Words(OF_NETWORK.ru.format(name=shown.ru), OF_NETWORK.en.format(name=shown.en)) if name else TITLE
        self.desk.languages.bind(self, self.setWindowTitle, title)
        self.pages.setCurrentWidget(self.main_page if name else self.start_page)
        self.money.setVisible(bool(name))
        if not name:
            (self.docks.rest if before else self.docks.away)()
        elif before != name:
            self.docks.back()
        if name and self.parts.checklist.show_panel.show_of.playing:
            self.docks.show("checklist")
        self.chosen.choose("")
        self.refresh()
        if name:
            self.main_page.take_focus()

    def open_network(self, name: str, then: Callable[[], object] | None = None) -> None:
        """Turn to the page of this network."""

        def opened(_: object) -> None:
            self.show_page()
            if then is not None:
                then()

        self.work(lambda: self.launcher.open(name), opened)

    def start_all(self) -> None:
        """Start what is not there; on the start page the network of the last session, or a new one."""
        if self.launcher.network:
            self._starting = True
            self.work(self.launcher.board.start_all)
            return
        self.work(self.launcher.summaries, self._start_last)

    def stop_all(self) -> None:
        """Stop what was started from here."""
        if self.launcher.network:
            self.work(self.launcher.board.stop_all)

    def leave_network(self) -> None:
        """Back to the start page; running roles are stopped only after a question."""
        if self.launcher.board.at_rest:
            self._leave()
        else:
            confirm(self.desk, self, LEAVE, STOP_AND_LEAVE, STAY, self._leave)

    def open_folder(self) -> None:
        """Where all data are."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.launcher.data)))

    def show_settings(self) -> None:
        """Language, theme, size of text."""
        settings_dialog.show(self.desk, self, asks=False)

    def show_help(self) -> None:
        """What can be done here."""
        help_pages.show_page(self.desk, self, self)

    def find_exchange(self) -> None:
        """Into the search box."""
        self.commands.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.commands.box.selectAll()

    def focus_map(self) -> None:
        """To the cards."""
        self.map.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pause(self) -> None:
        """Record exchanges no more, or again."""
        self.launcher.feed.paused = not self.launcher.feed.paused
        self.refresh()

    def clear_faults(self) -> None:
        """Nothing goes wrong on purpose any more."""
        self.parts.fault_bar.all_off()

    def grade(self) -> None:
        """Check and grade: no network needs to be open for it, it plays in one of its own."""
        self.pages.setCurrentWidget(self.main_page)
        self.show_tab("checks")
        self.parts.checks.grade()

    def report(self) -> None:
        """The last report."""
        self.pages.setCurrentWidget(self.main_page)
        self.show_tab("checks")
        self.parts.checks.reports()

    def show_journal(self, name: str) -> None:
        """What a seat wrote down."""
        self.show_tab("journals")
        self.parts.journals.show_seat(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else took: the newest notice goes, then the search, then one goes back to the start page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.notices.close_last():
            return
        elif self.commands.box.text():
            self.commands.box.clear()
        else:
            self.leave_network()

    def next_pane(self, *, back: bool = False) -> None:
        """The focus goes to the next part of the window."""
        panes.go(self, back=back)

    def use_theme(self, choice: str) -> None:
        """Here and in the roles' windows."""
        super().use_theme(choice)
        self.broadcast.tell()

    def switch_theme(self) -> None:
        """Light or dark, remembered."""
        self.use_theme("light" if self.desk.theme.dark else "dark")

    def end(self) -> None:
        """Stop everything, then close."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only when all that was started from here has ended."""
        frame.remember(self)
        if self._leaving:
            event.accept()
            return
        event.ignore()
        self._leaving = True
        self.desk.messages.tell(Notice(NoticeKind.INFO, STOPPING))
        self.desk.work(self, self._stop_everything, then=lambda _: self._gone(), failed=lambda _: self._gone())

    def _stop_everything(self) -> None:
        self.parts.checks.leave()
        self.launcher.board.stop_all()

    def _gone(self) -> None:
        self.close()
        self.left.emit()

    def _leave(self) -> None:
        self.work(self.launcher.close_network, lambda _: self.show_page())

    def work(self, work: Callable[[], object], then: Callable[[Any], object] | None = None) -> None:
        """Something that may wait, beside the window; nothing begins any more while it is closing."""
        if not self._leaving:
            self.desk.work(self, work, then=then or (lambda _: self.refresh()))

    def _search(self, text: str) -> None:
        self.show_tab("exchanges")
        self.parts.exchanges.search(text)

    def _start_last(self, sessions: Any) -> None:
        name = sessions[0].name if sessions else next_name(())
        self.open_network(name, self.start_all)

    def _come_back(self) -> None:
        """Windows of roles that were just started have opened over this one: it comes before them once, at the end."""
        if self._starting and self.launcher.board.running == len(self.launcher.board.seats):
            self._starting = False
            QTimer.singleShot(COME_BACK_MS, self, self.bring_up)

    def begin_show(self) -> None:
        """The demo of two minutes, in a network of its own."""
        self._starting = True
        self.docks.show("checklist")
        self.parts.checklist.begin_show()
