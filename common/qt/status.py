"""The status bar: what is shown, the state of the server, the bell, the language."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.languages import Shown
from common.qt.theme import Token
from common.words import Words

SUMMARY = Words("Показано", "Shown")
BELL = Words("Уведомления", "Notifications")
BELLS = Words("Уведомления: непрочитанных {n}", "Notifications: {n} unread")
LANGUAGE = Words("Язык: русский. Переключить на английский", "Language: English. Switch to Russian")
LANGUAGE_SIGN = Words("РУС", "ENG")
SERVER_ON = Words("Сервер слушает {at}", "Server listens at {at}")
SERVER_OFF = Words("Сервер остановлен", "Server is stopped")


class Status(QStatusBar):
    """The last line of the window."""

    def __init__(
        self, desk: Desk, *, bell: Callable[[], object], server: Callable[[], object], language: Callable[[], object]
    ) -> None:
        """`bell`, `server`, `language`: what their buttons do."""
        super().__init__()
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.summary = QLabel()
        self.summary.setObjectName("summary")
        spoken.named(desk, self.summary, SUMMARY)
        self.addWidget(self.summary, 1)
        self._server = self._button("server-state", server)
        self._bell = self._button("bell", bell)
        self._language = self._button("language", language)
        spoken.tinted(desk, self._bell, "bell")
        self._bind(self._language, LANGUAGE_SIGN, LANGUAGE)
        self.count(0)
        self.show_server()
        desk.messages.counted.connect(self.count)

    def count(self, unread: int) -> None:
        """How many notices nobody has read."""
        sign = Words(str(unread), str(unread)) if unread else Words("", "")
        self._bind(self._bell, sign, BELLS.format(n=unread) if unread else BELL)

    def show_server(self) -> None:
        """Whether the server answers, and where."""
        server = self._desk.inside.server
        at = server.url.removeprefix("http://")
        words = SERVER_ON.format(at=at) if server.running else SERVER_OFF
        icon, token = ("ok", Token.OK) if server.running else ("stopped", Token.NEUTRAL)
        spoken.tinted(self._desk, self._server, icon, token)
        self._bind(self._server, words, words)

    def _button(self, name: str, run: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAutoRaise(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.clicked.connect(lambda *_: run())
        self.addPermanentWidget(made)
        return made

    def _bind(self, button: QToolButton, sign: Shown, meaning: Shown) -> None:
        for show, words in (
            (button.setText, sign),
            (button.setAccessibleName, meaning),
            (button.setToolTip, meaning),
        ):
            self._desk.languages.bind(button, show, words)
