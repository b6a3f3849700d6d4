"""The tab: what the server does now on top, three lists below."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QTabWidget, QVBoxLayout

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.screen import Command, Screen
from common.qt.server_screen.exchanges import ExchangeList
from common.qt.server_screen.log_list import LogList
from common.qt.table import LedgerTable
from common.qt.theme import Token
from common.words import Words

SECONDS = 60
LOOK_MS = 1000
ICON = 22
ON = Words("Сервер слушает {url}", "The server listens at {url}")
OFF = Words("Сервер остановлен: запросы не принимаются", "The server is stopped: requests are refused")
START, STOP = Words("Запустить", "Start"), Words("Остановить", "Stop")
RATE = Words("Обменов за минуту: {n} · с запуска: {all}", "Exchanges a minute: {n} · since the start: {all}")
EXCHANGES = Words("Обмены", "Exchanges")
REFUSED = Words("Отказы входа", "Refused logins")
LOG = Words("Журнал", "Log")
NO_EXCHANGES = Words("Обменов ещё не было.", "No exchanges yet.")
NO_REFUSED = Words("Никто не ошибся логином или паролем.", "Nobody got a login or a password wrong.")
LISTS = Words("Списки сервера", "Lists of the server")


class ServerScreen(Screen):
    """Start and stop the server, and see what it answered."""

    name = "server"
    title = Words("Сервер и журнал", "Server and log")
    icon = "server"
    help = Words(
        "Здесь запускают и останавливают HTTP-сервер этой роли и смотрят, что он отвечал.\n"
        "«Обмены» — последние 200 запросов и ответов, своих и чужих; пароли в них скрыты. "
        "«Отказы входа» — запросы с неверным логином или паролем. «Журнал» — строки файла журнала.\n"
        "Остановленный сервер отказывает другим программам, но деньги и записи целы: они повторят позже.",
        "Start and stop this role's HTTP server here and see what it answered.\n"
        "Exchanges are the last 200 requests and replies in both directions, passwords hidden. "
        "Refused logins came with a wrong login or password. Log shows the lines of the log file.\n"
        "A stopped server refuses other programs, but the money and the records are safe: they will repeat later.",
    )

    def __init__(self, desk: Desk, *, title: Words | None = None) -> None:
        """The lists fill when the tab is opened. `title` is a shorter one, where many tabs need their room."""
        super().__init__(desk)
        self.title = title or self.title
        self._counted: deque[int] = deque([desk.inside.exchanged()], maxlen=SECONDS + 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._card())
        self.exchanges = ExchangeList(desk, "exchanges", NO_EXCHANGES)
        self.refused = ExchangeList(desk, "refused-logins", NO_REFUSED)
        self.log = LogList(desk)
        self.lists = QTabWidget()
        self.lists.setObjectName("server-lists")
        self.lists.setDocumentMode(True)
        spoken.named(desk, self.lists, LISTS)
        spoken.named(desk, self.lists.tabBar(), LISTS)
        for index, (page, words) in enumerate(
            ((self.exchanges, EXCHANGES), (self.refused, REFUSED), (self.log, LOG))
        ):  # fmt: skip
            page.setProperty("pane", True)
            self.lists.addTab(page, "")

            def rename(text: str, index: int = index) -> None:
                self.lists.setTabText(index, text)

            rename.__name__ = f"list_{index}"
            desk.languages.bind(self.lists, rename, words)
        self.lists.currentChanged.connect(lambda _: self._opened())
        column.addWidget(self.lists, 1)
        self.table: LedgerTable = self.exchanges.table
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(LOOK_MS)
        self._show_state()

    def commands(self) -> Sequence[Command]:
        """Start, stop, and the file of the log."""
        return (
            Command("server-run", START, "start", self._start, ("Ctrl+F5",), why_not=self._why_not_start),
            Command("server-halt", STOP, "stop", self._stop, ("Shift+F5",), why_not=self._why_not_stop),
            Command("open-log", Words("Открыть файл журнала", "Open the log file"), "file", self.log.open_file),
            Command("show-log", Words("Показать в папке", "Show in its folder"), "folder", self.log.show_in_folder),
        )

    def refresh(self) -> None:
        """The last exchanges; of the log only when it is looked at."""
        self._show_state()
        inside = self.desk.inside
        page = self.lists.currentWidget()
        if page is self.exchanges:
            self.exchanges.show_lines(inside.exchanges())
        elif page is self.refused:
            self.refused.show_lines(inside.refused_logins())
        else:
            self.log.read()

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        self._lamp = QLabel()
        spoken.named(self.desk, self._lamp, self._state)
        self._said = spoken.label(self.desk, self._state, "title")
        self._rate = spoken.label(self.desk, self._rate_words, "hint")
        self._switch = spoken.button(self.desk, self._verb, self._toggle)
        self._switch.setObjectName("server-switch")
        grid.addWidget(self._lamp, 0, 0)
        grid.addWidget(self._said, 0, 1)
        grid.addWidget(self._rate, 1, 1)
        grid.addWidget(self._switch, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)
        return card

    def _state(self) -> Words:
        server = self.desk.inside.server
        return ON.format(url=server.url) if server.running else OFF

    def _verb(self) -> Words:
        return STOP if self.desk.inside.server.running else START

    def _rate_words(self) -> Words:
        counted, every = self._counted[-1] - self._counted[0], self.desk.inside.exchanged()
        return Words(
            RATE.ru.format(n=wording.number(counted, "ru"), all=wording.number(every, "ru")),
            RATE.en.format(n=wording.number(counted, "en"), all=wording.number(every, "en")),
        )

    def _show_state(self) -> None:
        bind, running = self.desk.languages.bind, self.desk.inside.server.running
        bind(self._said, self._said.setText, self._state)
        bind(self._switch, self._switch.setText, self._verb)
        bind(self._switch, self._switch.setAccessibleName, self._verb)
        bind(self._rate, self._rate.setText, self._rate_words)
        icon, token = ("ok", Token.OK) if running else ("stopped", Token.NEUTRAL)
        self.desk.theme.keep_picture(self._lamp, icon, token, ICON)

    def _tick(self) -> None:
        seen = self.desk.inside.exchanged()
        changed = seen != self._counted[-1]
        self._counted.append(seen)
        if self.isVisible():
            self._show_state()
            if changed or self.lists.currentWidget() is self.log:
                self.refresh()

    def _opened(self) -> None:
        page = self.lists.currentWidget()
        self.table = page.table if isinstance(page, ExchangeList | LogList) else self.exchanges.table
        self.refresh()

    def _toggle(self) -> None:
        if self.desk.inside.server.running:
            self._stop()
        else:
            self._start()

    def _start(self) -> None:
        self.desk.work(self, self.desk.inside.server.start, then=lambda _: self._show_state())

    def _stop(self) -> None:
        self.desk.work(self, self.desk.inside.server.stop, then=lambda _: self._show_state())

    def _why_not_start(self) -> Words | None:
        return Words("Сервер уже работает.", "The server already runs.") if self.desk.inside.server.running else None

    def _why_not_stop(self) -> Words | None:
        return None if self.desk.inside.server.running else Words("Сервер уже остановлен.", "The server is stopped.")
