"""Keeps the kiosk's page on the screen: opened with a token of its own, again after each death, stop and stray."""

from collections import deque

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from agent_terminal.service.messages import KioskToken
from agent_terminal.ui.browser import Browser
from agent_terminal.ui.lockdown import PAGE
from common.errors import OplataError
from common.protocol import codes
from common.qt.desk import Desk
from common.words import Words

WATCH_MS = 200
AGAIN_MS = 1000
PATIENCE_MS = 10_000
"""A page that has not loaded by then is opened anew."""
DEATHS, WITHIN_MS, REST_MS = 3, 10_000, 3000
"""A page that dies so often in so short a time gets a rest before the next try: it must not eat the machine."""
OPENING = Words("Открываем страницу киоска…", "Opening the kiosk's page…")
STOPPED = Words(
    "Сервер терминала остановлен: страница вернётся сама, когда его запустят.",
    "The terminal's server is stopped: the page will come back by itself when it is started.",
)
AGAIN = Words("Страница не открылась ({why}). Пробуем снова.", "The page has not opened ({why}). Trying again.")


class PageKeeper(QObject):
    """`instead` says what stands in the page's place, as Words; None: the page is seen."""

    instead = Signal(object)

    def __init__(self, desk: Desk, browser: Browser) -> None:
        """The page is opened as soon as the server answers."""
        super().__init__(browser)
        self._desk = desk
        self._browser = browser
        self._served = False
        self._asking = False
        self._over = False
        self._time = QElapsedTimer()
        self._time.start()
        self._deaths: deque[int] = deque(maxlen=DEATHS)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._look)
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.open_anew)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.open_anew)
        browser.shown.connect(self._shown)
        browser.died.connect(self._died)
        browser.fallen.connect(lambda why: self._later(Words(why, why)))
        browser.impossible.connect(self._impossible)
        browser.trouble.connect(desk.inside.unexpected)

    def begin(self) -> None:
        """From now on."""
        self.instead.emit(OPENING)
        self._watch.start(WATCH_MS)
        self._look()

    def end(self) -> None:
        """The page is not brought back any more."""
        self._over = True
        for timer in (self._watch, self._next, self._patience):
            timer.stop()

    def open_anew(self) -> None:
        """A new token, a new page: what the payer has done is the server's to remember."""
        if self._over or self._asking or not self._served:
            return
        self._asking = True
        self._next.stop()
        self._desk.ask(self, "open-kiosk", then=self._open, failed=self._not_open)

    def _look(self) -> None:
        running = self._desk.inside.server.running
        if running == self._served:
            return
        self._served = running
        if running:
            self.open_anew()
        else:
            self._patience.stop()
            self.instead.emit(STOPPED)

    def _open(self, token: KioskToken) -> None:
        self._asking = False
        if not self._over:
            self._patience.start(PATIENCE_MS)
            self._browser.reload_to(f"{self._desk.inside.server.page_url}{PAGE}#{token.token}")

    def _not_open(self, error: OplataError) -> None:
        self._asking = False
        self._later(codes.words_of(error))

    def _shown(self) -> None:
        self._patience.stop()
        if self._served:
            self.instead.emit(None)

    def _died(self) -> None:
        now = self._time.elapsed()
        often = len(self._deaths) == DEATHS and now - self._deaths[0] < WITHIN_MS
        self._deaths.append(now)
        if often:
            self._next.start(REST_MS)
        else:
            self.open_anew()

    def _later(self, why: Words) -> None:
        self.instead.emit(Words(AGAIN.ru.format(why=why.ru), AGAIN.en.format(why=why.en)))
        self._next.start(AGAIN_MS)

    def _impossible(self, why: Words) -> None:
        """This engine will not run, however often it is tried."""
        self.end()
        self.instead.emit(why)
