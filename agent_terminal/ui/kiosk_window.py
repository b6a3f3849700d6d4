"""The terminal's first window: the kiosk's page as a payer sees it, a thin bar over it, and the way to full screen."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_terminal.service.messages import State
from agent_terminal.ui import browser, leaving, lockdown
from agent_terminal.ui.bench_place import BenchPlace
from agent_terminal.ui.kiosk_bar import Does, KioskBar
from agent_terminal.ui.page_keeper import PageKeeper
from agent_terminal.ui.stage import Stage
from common.qt import closing
from common.qt.desk import Desk
from common.qt.main_window import MainWindow
from common.qt.message_area import MessageArea
from common.qt.theme import Token
from common.qt.window import AppWindow
from common.words import Words

LEAST, FIRST = QSize(900, 600), QSize(1100, 860)
KEPT = "kiosk"
PAGE_TAB, BENCH_TAB = "page", "bench"
CONNECTION_TAB = "connection"
TITLE = Words("Терминал {name} — агент", "Terminal {name} — agent")
NAMELESS = Words("Терминал — агент", "Terminal — agent")


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """How the window was asked to be: the engine of the page, its folder, the whole screen at once or not."""

    engine: str
    python: str
    folder: Path
    full_screen: bool


class KioskWindow(MainWindow):
    """The program lives as long as this window; bench and office come and go beside it."""

    def __init__(self, desk: Desk, settings: KioskSettings) -> None:
        """The page is opened when the server answers."""
        super().__init__(desk)
        self._settings = settings
        self._ending = False
        self._looked = False
        self._office: AppWindow | None = None
        self.setObjectName("kiosk")
        self.setMinimumSize(LEAST)
        desk.theme.keep(self, lambda: self.setWindowIcon(desk.theme.icon("kiosk", Token.ROLE_AGENT)))
        desk.languages.bind(self, self.setWindowTitle, NAMELESS)
        self.browser = browser.made(settings.engine, None, self._browser_settings())
        self.keeper = PageKeeper(desk, self.browser)
        self.stage = Stage(desk, self.browser)
        self.bench = BenchPlace(desk, self, self._to_page)
        self.bar = KioskBar(desk, self._does())
        self.notices = MessageArea(desk)
        self._build()
        self._keys()
        self.keeper.instead.connect(self._instead)
        self.browser.pressed.connect(self._pressed)
        self.stage.scaled.connect(self.bar.show_scale)
        self.stage.use_size(self.bar.size_chosen)
        desk.changed.connect(self._look_at_state)
        self._restore()

    @property
    def tab_names(self) -> list[str]:
        """The page, the bench, and the office's tabs."""
        return [PAGE_TAB, BENCH_TAB, *self.office().tab_names]

    @property
    def full_screen(self) -> bool:
        """Whether there is nothing but the page."""
        return self.isFullScreen()

    def office(self) -> AppWindow:
        """The agent's office, made when it is first asked for; closing it only puts it away."""
        if self._office is None:
            from agent_terminal.ui.office import office

            self._office = office(self.desk)
            self._office.installEventFilter(self)
        return self._office

    def show_tab(self, name: str) -> bool:
        """Turn to the page, the bench, or a tab of the office."""
        if name == PAGE_TAB:
            self.bench.put_away()
            self.bring_up()
            return True
        if name == BENCH_TAB:
            self.bench.show()
            return True
        found = self.office().show_tab(name)
        if found:
            self.office().bring_up()
        return found

    def renew(self) -> None:
        """The page on the screen takes the terminal back from a page that somebody opened elsewhere."""
        self.keeper.open_anew()

    def show_office(self) -> None:
        """Before the page."""
        self.office().bring_up()

    def appear(self) -> None:
        """In full screen at once, when it was asked to be."""
        if self._settings.full_screen:
            self.enter_full_screen()
        else:
            self.show()
        self.keeper.begin()

    def enter_full_screen(self) -> None:
        """Nothing but the page, and no key but the page's: this is a kiosk now."""
        self.browser.full_screen = True
        for part in (self.bar, self.notices):
            part.hide()
        self.bench.put_away()
        if self._office is not None:
            self._office.hide()
        self.stage.use_size(None)
        self.showFullScreen()
        self._to_page()

    def leave_full_screen(self) -> None:
        """A window among others again."""
        self.browser.full_screen = False
        for part in (self.bar, self.notices):
            part.show()
        self.stage.use_size(self.bar.size_chosen)
        self.showNormal()
        self._to_page()

    def end(self) -> None:
        """Put everything away, end the browser, then leave."""
        if self._ending:
            return
        self._ending = True
        self.desk.keep.put(KEPT, self.saveGeometry())
        self.keeper.end()
        self.bench.put_away()
        if self._office is not None:
            self._office.hide()
        self.browser.shut(self._gone)

    def closeEvent(self, event: QCloseEvent) -> None:
        """In full screen a payer's Alt+F4 closes nothing; else ask, for others may be using the server."""
        if self._ending:
            event.accept()
            return
        event.ignore()
        if self.full_screen:
            return
        if self.desk.inside.server.running:
            closing.ask(self.desk, self, self.end)
        else:
            self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The office's cross puts it away."""
        if event.type() == QEvent.Type.Close and watched is self._office and not self._ending:
            event.ignore()
            self._office.hide()
            self._to_page()
            return True
        return super().eventFilter(watched, event)

    def _browser_settings(self) -> browser.BrowserSettings:
        return browser.BrowserSettings(
            origin=self.desk.inside.server.page_url,
            cache=self._settings.folder / "browser",
            full_screen=self._settings.full_screen,
            debugging_port=browser.debugging_port(),
            python=self._settings.python,
        )

    def _does(self) -> Does:
        return Does(
            bench=self.bench.toggle,
            office=self.show_office,
            full_screen=self.enter_full_screen,
            anew=self.keeper.open_anew,
            size=self.stage.use_size,
            page=self._to_page,
        )

    def _build(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.notices)
        column.addWidget(self.stage, 1)
        self.setCentralWidget(middle)

    def _keys(self) -> None:
        """The same keys as in the page, for when the bar has the focus."""
        for name in ("F9", "F10", "F11", "Ctrl+Q", "Ctrl+Shift+L", lockdown.LEAVE_KIOSK):
            action = QAction(self)
            action.setShortcut(QKeySequence(name))
            action.triggered.connect(lambda *_, name=name: self._pressed(name))
            self.addAction(action)

    def _pressed(self, name: str) -> None:
        if self.full_screen == (name != lockdown.LEAVE_KIOSK):
            return
        acts: dict[str, Callable[[], object]] = {
            "F6": self._to_bar,
            "F9": self.bench.toggle,
            "F10": self.show_office,
            "F11": self.enter_full_screen,
            "Ctrl+Q": self.close,
            "Ctrl+Shift+L": self.desk.switch_language,
            lockdown.LEAVE_KIOSK: lambda: leaving.ask(self.desk, self, self.leave_full_screen),
        }
        acts[name]()

    def _to_bar(self) -> None:
        """Qt's own window takes the keyboard back from CEF's."""
        self.bar.take_focus()
        self.activateWindow()

    def _to_page(self) -> None:
        if self._ending:
            return
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isActiveWindow():
            self.browser.take_focus()

    def _instead(self, words: Words | None) -> None:
        self.stage.say(words)
        if words is None and self.isActiveWindow():
            self._to_page()

    def _look_at_state(self) -> None:
        self.desk.ask(self, "state", then=self._name, failed=lambda _: None, key="state")

    def _name(self, state: State) -> None:
        if state.terminal:
            self.desk.languages.bind(self, self.setWindowTitle, TITLE.format(name=state.terminal))
        first, self._looked = not self._looked, True
        if first and state.centre is None and not self.full_screen:
            self.show_tab(CONNECTION_TAB)

    def _gone(self) -> None:
        self.close()
        self.left.emit()

    def _restore(self) -> None:
        self.resize(FIRST)
        kept = self.desk.keep.bytes(KEPT)
        if not kept.isEmpty():
            self.restoreGeometry(kept)
