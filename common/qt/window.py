"""The frame of every window: role bar, menu, toolbar, training strip, tabs, notices, status bar."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QTabWidget

from common.qt import bell, closing, panes, spoken, training
from common.qt.actions import Actions
from common.qt.desk import Desk
from common.qt.main_window import MainWindow
from common.qt.message_area import MessageArea
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.screen import Screen
from common.qt.status import Status
from common.qt.tab_fit import TabFit
from common.qt.table import LedgerTable
from common.qt.theme import Token
from common.qt.toolbar import CommandBar
from common.words import Words

LEAST, FIRST = QSize(900, 600), QSize(1200, 760)
ROLE_BAR = 5
ROLES: dict[str, tuple[Token, str, Words]] = {
    "consumer": (Token.ROLE_CONSUMER, "person", Words("потребитель", "consumer")),
    "terminal": (Token.ROLE_AGENT, "kiosk", Words("агент", "agent")),
    "processing": (Token.ROLE_PROCESSING, "switch", Words("процессинг", "processing")),
    "provider": (Token.ROLE_PROVIDER, "antenna", Words("поставщик", "provider")),
}
TABS = Words("Разделы", "Sections")
STOPPED = Words("HTTP-сервер остановлен: запросы не принимаются", "HTTP server is stopped: requests are refused")
START = Words("Запустить", "Start")
SERVER_TAB = "server"
QUIT = Words("Выход", "Quit")


class AppWindow(MainWindow):
    """One role's window; `left` rings when a person has decided to stop and close."""

    def __init__(self, desk: Desk, name: Words, screens: Sequence[Screen], leave: Words = QUIT) -> None:
        """`name` is what this instance calls itself: «МегаФон»; `leave` is the menu's word for closing the window."""
        super().__init__(desk)
        self.leave = leave
        self.screens = tuple(screens)
        self._token, icon, self._role = ROLES[desk.inside.role]
        self.setObjectName("window")
        self.setMinimumSize(LEAST)
        self.setContentsMargins(ROLE_BAR, 0, 0, 0)
        desk.theme.keep(self, lambda: self.setWindowIcon(desk.theme.icon(icon, self._token)))
        self.name_it(name)
        self._ending = False
        self._missed = False
        self._hidden = False
        self._texts: dict[str, str] = {}
        self.commands = CommandBar(desk, self._search)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.commands)
        self.tabs = self._make_tabs()
        self.notices = MessageArea(desk)
        self.setCentralWidget(training.under_strip(desk, pages=self.tabs, below=self.notices))
        self.status = Status(desk, bell=self.show_bell, server=self.show_server_tab, language=desk.switch_language)
        self.setStatusBar(self.status)
        self.actions_of_window = Actions(self)
        self.tabs.currentChanged.connect(lambda _: self._tab_opened())
        for table in self.findChildren(LedgerTable):
            table.summary.connect(lambda text, one=table: self._summed_up(one, text))
            table.cleared.connect(lambda one=table: self._search_dropped(one))
        desk.changed.connect(self._refresh_seen)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._look_at_server)
        self._watch.start(500)
        self._served = desk.inside.server.running
        self._restore()
        self._tab_opened()
        first = self.screen_shown.table
        (self.tabs.tabBar() if first is None else first.view).setFocus()

    @property
    def tab_names(self) -> list[str]:
        """The stable names of the tabs, in their order."""
        return [screen.name for screen in self.screens]

    @property
    def screen_shown(self) -> Screen:
        """The tab that is open."""
        shown = self.tabs.currentWidget()
        assert isinstance(shown, Screen)
        return shown

    def name_it(self, name: Words) -> None:
        """The title starts with the name, so that windows are told apart in the taskbar."""
        title = Words(f"{name.ru} — {self._role.ru}", f"{name.en} — {self._role.en}")
        self.desk.languages.bind(self, self.setWindowTitle, title)

    def show_tab(self, name: str) -> bool:
        """Open a tab by its stable name; False when there is none."""
        for index, screen in enumerate(self.screens):
            if screen.name == name:
                self.tabs.setCurrentIndex(index)
                return True
        return False

    def show_server_tab(self) -> None:
        """Where the server is started and stopped."""
        self.show_tab(SERVER_TAB)

    def show_bell(self) -> None:
        """Everything told since the window opened."""
        bell.show(self.desk, self)

    def refresh(self) -> None:
        """Ask again for what the open tab shows."""
        self.screen_shown.refresh()

    def escape(self) -> None:
        """Close the newest notice; else take the search away."""
        if not self.notices.close_last() and self.commands.box.text():
            self.commands.box.clear()

    def next_pane(self, *, back: bool = False) -> None:
        """The focus goes to the next part of the window: toolbar, tabs, list, details, status bar."""
        panes.go(self, back=back)

    def start_server(self) -> None:
        """Answer requests again."""
        self.desk.work(self, self.desk.inside.server.start, then=lambda _: self._look_at_server())

    def stop_server(self) -> None:
        """Refuse requests until it is started again."""
        self.desk.work(self, self.desk.inside.server.stop, then=lambda _: self._look_at_server())

    def end(self) -> None:
        """Close without asking: the system or the launcher wants an end."""
        self._ending = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Others may be using the server: ask once."""
        if not self._ending and self.desk.inside.server.running:
            event.ignore()
            closing.ask(self.desk, self, self.end)
            return
        self.desk.keep.put("window", self.saveGeometry())
        self.desk.keep.put("tab", self.screen_shown.name)
        event.accept()
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Back from the taskbar: what was written meanwhile was not shown."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self.isMinimized() and self._missed:
            self.refresh()
            self._missed = False

    def hideEvent(self, event: QHideEvent) -> None:
        """A window that is put away asks for nothing meanwhile."""
        super().hideEvent(event)
        self._hidden = not event.spontaneous()

    def showEvent(self, event: QShowEvent) -> None:
        """Shown again: what was written meanwhile was not."""
        super().showEvent(event)
        self._hidden = False
        if self._missed and not self.isMinimized():
            self.refresh()
            self._missed = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The role's bar at the left edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, ROLE_BAR, self.height(), QColor(self.desk.theme.colour(self._token)))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar grows with the window."""
        super().resizeEvent(event)
        self.update(0, 0, ROLE_BAR, self.height())

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setObjectName("tabs")
        tabs.tabBar().setExpanding(False)
        TabFit(tabs)
        spoken.named(self.desk, tabs, TABS)
        spoken.named(self.desk, tabs.tabBar(), TABS)
        for index, screen in enumerate(self.screens):
            tabs.addTab(screen, "")
            self._name_tab(tabs, index, screen, 0)
            screen.counter.connect(lambda n, i=index, one=screen: self._name_tab(tabs, i, one, n))
        return tabs

    def _name_tab(self, tabs: QTabWidget, index: int, screen: Screen, count: int) -> None:
        mark = f" ({count})" if count else ""

        def show(text: str) -> None:
            tabs.setTabText(index, text)

        show.__name__ = "tab_title"
        self.desk.languages.bind(screen, show, Words(screen.title.ru + mark, screen.title.en + mark))

    def _search(self, text: str) -> None:
        self._texts[self.screen_shown.name] = text
        self.screen_shown.search(text)

    def _tab_opened(self) -> None:
        screen = self.screen_shown
        self.commands.box.put(self._texts.get(screen.name, ""))
        self.actions_of_window.of_screen(screen)
        self.status.summary.setText(screen.table.summary_text if screen.table is not None else "")
        screen.refresh()

    def _summed_up(self, table: LedgerTable, text: str) -> None:
        if table is self.screen_shown.table:
            self.status.summary.setText(text)

    def _search_dropped(self, table: LedgerTable) -> None:
        if table is self.screen_shown.table:
            self._texts.pop(self.screen_shown.name, None)
            self.commands.box.put("")

    def _refresh_seen(self) -> None:
        self._missed = self.isMinimized() or self._hidden
        if not self._missed:
            self.screen_shown.refresh()

    def _look_at_server(self) -> None:
        running = self.desk.inside.server.running
        if running == self._served:
            return
        self._served = running
        self.status.show_server()
        self.desk.messages.drop("server")
        if not running and not self._ending:
            self.desk.messages.tell(Notice(NoticeKind.WARN, STOPPED, (Act(START, self.start_server),), key="server"))

    def _restore(self) -> None:
        """The place it had, if that is still on some screen."""
        self.resize(FIRST)
        kept = self.desk.keep.bytes("window")
        if not kept.isEmpty():
            self.restoreGeometry(kept)
        self.keep_on_screen()
        self.show_tab(self.desk.keep.text("tab"))
