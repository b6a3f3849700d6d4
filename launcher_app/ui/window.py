"""«Запуск»: the four roles with their state, start and stop for each and for all; nothing is left behind at its end."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QScrollArea, QStatusBar, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.message_area import MessageArea
from common.qt.messages import Notice, NoticeKind
from common.qt.status import LANGUAGE, LANGUAGE_SIGN
from common.qt.window import STRIP
from common.words import Words
from launcher_app.board import Board
from launcher_app.ui.role_card import NOT_OURS, RoleCard
from launcher_app.watched import State

LEAST, FIRST = QSize(760, 460), QSize(980, 560)
LOOK_MS = 250
TITLE = Words("Учебная платёжная сеть — запуск", "Training payment network — launcher")
START_ALL = Words("Запустить всё (F5)", "Start all (F5)")
STOP_ALL = Words("Остановить всё (Shift+F5)", "Stop all (Shift+F5)")
COUNT = Words("Работает {n} из {all}", "Running {n} of {all}")
FREE = Words("Все процессы завершены, порты свободны", "All processes have ended, the ports are free")
STOPPING = Words("Останавливаю роли, окно закроется само…", "Stopping the roles, the window will close by itself…")
THEME = Words("Светлая или тёмная тема", "Light or dark theme")


class RolesWindow(QMainWindow):
    """The list; `left` rings when everything that was started from here has ended."""

    left = Signal()

    def __init__(self, desk: Desk, board: Board) -> None:
        """Show the board."""
        super().__init__()
        self._desk = desk
        self._board = board
        self._leaving = False
        self.setObjectName("launcher")
        self.setMinimumSize(LEAST)
        self.resize(FIRST)
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        desk.theme.keep(self, lambda: self.setWindowIcon(desk.theme.icon("overview")))
        self.cards = {role: RoleCard(desk, role, self._do, self._take) for role in board.roles}
        self.notices = MessageArea(desk)
        self._count = QLabel()
        self._build()
        self._keys()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(LOOK_MS)
        kept = desk.keep.bytes("window")
        if not kept.isEmpty():
            self.restoreGeometry(kept)
        self.refresh()

    def refresh(self) -> None:
        """Show what the board knows."""
        for role, look in self._board.looks.items():
            if look != self.cards[role].look:
                self.cards[role].show_look(look)
        self._desk.languages.bind(self._count, self._count.setText, self._counted)

    def start_all(self) -> None:
        """Start what is not there."""
        self._work(self._board.start_all)

    def stop_all(self) -> None:
        """Stop what was started from here."""
        self._work(self._board.stop_all)

    def switch_language(self) -> None:
        """The other one, remembered."""
        languages = self._desk.languages
        languages.use("en" if languages.current == "ru" else "ru")
        self._desk.keep.put("language", languages.current)

    def switch_theme(self) -> None:
        """The other one, remembered."""
        theme = self._desk.theme
        theme.use("light" if theme.dark else "dark")
        self._desk.keep.put("theme", theme.choice)

    def end(self) -> None:
        """Stop everything, then close."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only when all that was started from here has ended."""
        self._desk.keep.put("window", self.saveGeometry())
        if self._leaving:
            event.accept()
            return
        event.ignore()
        self._leaving = True
        self._desk.messages.tell(Notice(NoticeKind.INFO, STOPPING))
        self._desk.work(self, self._board.stop_all, then=lambda _: self._gone(), failed=lambda _: self._gone())

    def _gone(self) -> None:
        self.close()
        self.left.emit()

    def _do(self, what: str, role: str) -> None:
        if what in ("stop", "restart") and self._board.looks[role].state is State.ELSEWHERE:
            self._tell(NOT_OURS)
        else:
            act = {
                "start": self._board.start,
                "stop": self._board.stop,
                "restart": self._board.restart,
                "open": self._board.raise_window,
            }[what]
            self._work(lambda: act(role))

    def _take(self, role: str, port: int) -> None:
        self._work(lambda: self._board.start(role, port))

    def _tell(self, words: Words) -> None:
        self._desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=8, key="why-not"))

    def _work(self, work: Callable[[], object]) -> None:
        if not self._leaving:
            self._desk.work(self, work, then=lambda _: self.refresh())

    def _counted(self) -> Words:
        board = self._board
        if all(look.state is State.STOPPED for look in board.looks.values()):
            return FREE
        return COUNT.format(n=board.running, all=len(board.roles))

    def _build(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip())
        column.addWidget(self.notices)
        column.addLayout(self._head())
        column.addWidget(self._list(), 1)
        self.setCentralWidget(middle)
        status = QStatusBar()
        status.setSizeGripEnabled(False)
        self._count.setObjectName("count")
        status.setContentsMargins(8, 0, 8, 0)
        status.addWidget(self._count, 1)
        self.setStatusBar(status)

    def _strip(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("strip", True)
        inside = QHBoxLayout(strip)
        inside.setContentsMargins(10, 3, 10, 3)
        inside.addWidget(spoken.label(self._desk, STRIP))
        return strip

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 4)
        row.setSpacing(8)
        self.start_button = spoken.button(self._desk, START_ALL, self.start_all, icon="start", primary=True)
        self.stop_button = spoken.button(self._desk, STOP_ALL, self.stop_all, icon="stop")
        self.start_button.setObjectName("start-all")
        self.stop_button.setObjectName("stop-all")
        row.addWidget(self.start_button)
        row.addWidget(self.stop_button)
        row.addStretch(1)
        row.addWidget(spoken.tool(self._desk, THEME, "moon", self.switch_theme))
        self.language_button = spoken.button(self._desk, LANGUAGE_SIGN, self.switch_language, icon="language")
        self._desk.languages.bind(self.language_button, self.language_button.setAccessibleName, LANGUAGE)
        self._desk.languages.bind(self.language_button, self.language_button.setToolTip, LANGUAGE)
        row.addWidget(self.language_button)
        return row

    def _list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 4, 12, 12)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _keys(self) -> None:
        for keys, run in (("F5", self.start_all), ("Shift+F5", self.stop_all), ("Ctrl+Q", self.close)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda *_, run=run: run())
            self.addAction(action)
        action = QAction(self)
        action.setShortcut(QKeySequence("Ctrl+Shift+L"))
        action.triggered.connect(lambda *_: self.switch_language())
        self.addAction(action)
