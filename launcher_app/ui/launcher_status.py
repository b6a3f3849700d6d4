"""The last line of the launcher's window: what is shown, who has the ports, how long the session is, bell, language."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.status import Status
from common.qt.theme import Token
from common.words import Words, same

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

ALL_OURS = Words("Все порты заняты нашими процессами", "All ports are held by our processes")
SOME = Words("Работает {n} из {all}", "Running {n} of {all}")
STOPPED = Words("Ничего не запущено", "Nothing is started")
FREE = Words("Все порты свободны", "All ports are free")
SESSION = Words("Сеанс {time}", "Session {time}")
THEME = Words("Светлая или тёмная тема", "Light or dark theme")
SHOWN = Words("Показано {shown} из {all} обменов", "{shown} of {all} exchanges shown")


class LauncherStatus(Status):
    """`server`, `bell`, `language`, `theme`: what the buttons do."""

    _ports = (STOPPED, "stopped", Token.NEUTRAL)

    def __init__(
        self,
        desk: Desk,
        *,
        bell: Callable[[], object],
        server: Callable[[], object],
        language: Callable[[], object],
        theme: Callable[[], object],
    ) -> None:
        """Nothing is open yet."""
        super().__init__(desk, bell=bell, server=server, language=language)
        self._time = QLabel()
        self._time.setObjectName("session-time")
        self.insertPermanentWidget(1, self._time)
        button = spoken.tool(desk, THEME, "moon", theme)
        button.setObjectName("theme")
        button.setAutoRaise(True)
        self.addPermanentWidget(button)

    def show_server(self) -> None:
        """Who has the ports."""
        words, icon, token = self._ports
        spoken.tinted(self._desk, self._server, icon, token)
        self._bind(self._server, words, words)

    def show_ports(self, launcher: "Launcher") -> None:
        """What is true of them now: measured, not supposed."""
        board = launcher.board
        every, running = len(board.seats), board.running
        now = (STOPPED, "stopped", Token.NEUTRAL)
        if every and running == every:
            now = (ALL_OURS, "ok", Token.OK)
        elif running or not board.at_rest:
            now = (SOME.format(n=running, all=every), "attention", Token.WAITING)
        elif every and board.ports_free:
            now = (FREE, "ok", Token.OK)
        if now != self._ports:
            self._ports = now
            self.show_server()

    def show_time(self, seconds: int | None) -> None:
        """How long the network has been open."""
        words = same("") if seconds is None else SESSION.format(time=wording.span(seconds))
        self._desk.languages.bind(self._time, self._time.setText, words)

    def show_summary(self, shown: int | None, every: int) -> None:
        """How many of the exchanges the list shows; nothing while no network is open."""
        words = same("") if shown is None else SHOWN.format(shown=shown, all=every)
        self._desk.languages.bind(self.summary, self.summary.setText, words)
