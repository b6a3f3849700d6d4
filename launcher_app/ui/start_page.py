"""The first page of the launcher: three ways to begin, what is free on this computer, where the data are."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from common import settings
from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words, same
from launcher_app.ui.big_choice import BigChoice
from launcher_app.ui.counting import counted
from launcher_app.ui.look_words import NOBODY

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher, SessionSummary

LOOK_MS = 3_000
SIGN = 18
SHOW = "show"
"""The network of the demonstration; nothing of a person's own is in it."""
WIDEST = 980
TITLE = Words("Учебная платёжная сеть", "Training payment network")
LEAD = Words(
    "Четыре программы на одном столе: видно каждый обмен и каждую копейку. С чего начнём?",
    "Four programs on one desk: every exchange and every kopeck can be seen. Where shall we begin?",
)
DEMO = Words("Показ, 2 минуты", "Demo, 2 minutes")
DEMO_TEXT = Words(
    "готовые договоры, один платёж от банкноты до баланса", "contracts ready, one payment from note to balance"
)
EMPTY = Words("Пустая сеть", "Empty network")
EMPTY_TEXT = Words("договоры заключу сам, по списку дел", "I sign the contracts myself, by a checklist")
EARLIER = Words("Прошлый сеанс", "Last session")
NO_EARLIER = Words("сеансов ещё не было", "there were no sessions yet")
OTHERS = Words("Другой сеанс…", "Another session…")
PORTS_FREE = Words("Порты {ports} свободны", "Ports {ports} are free")
PORT_BUSY = Words("Порт {port} занят: {holder}", "Port {port} is in use: {holder}")
LOOKING = Words("Смотрим, свободны ли порты…", "Looking whether the ports are free…")
FOLDER = Words("Папка данных", "Data folder")
OPEN_FOLDER = Words("Открыть папку", "Open the folder")
PAYMENTS = (("платёж", "платежа", "платежей"), ("payment", "payments"))
NAMES = {
    settings.PROFILE: Words("основная сеть", "main network"),
    SHOW: Words("показ", "demo"),
    "lessons": Words("уроки", "lessons"),
}


def network_words(name: str) -> Words:
    """What people call a network: the usual ones by words, others by their own name."""
    return NAMES.get(name, same(name))


def next_name(taken: Sequence[str]) -> str:
    """A network that nobody has used yet."""
    if settings.PROFILE not in taken:
        return settings.PROFILE
    number = 2
    while f"network-{number}" in taken:
        number += 1
    return f"network-{number}"


class StartPage(QWidget):
    """`demo` rings for the demonstration, `begun` with the name of a network to open, new or used before."""

    demo = Signal()
    empty = Signal(str)
    earlier = Signal(str)

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Looks at the ports and the earlier sessions whenever it is seen."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self.sessions: list[SessionSummary] = []
        self.setObjectName("start-page")
        self.setProperty("pane", True)
        self.choices = (
            BigChoice(desk, DEMO, DEMO_TEXT, "start", self.demo.emit),
            BigChoice(desk, EMPTY, EMPTY_TEXT, "new", lambda: self.empty.emit(self.new_name)),
            BigChoice(desk, EARLIER, self._last_words, "history", self._go_on),
        )
        for choice, name in zip(self.choices, ("demo", "empty", "earlier"), strict=True):
            choice.setObjectName(f"begin-{name}")
        self._others = spoken.link(desk, OTHERS, self._show_others)
        self._others.setObjectName("other-sessions")
        self._sign, self._ports = QLabel(), spoken.label(desk, LOOKING)
        self._ports.setObjectName("ports")
        self._free: bool | None = None
        self._lay_out()
        desk.theme.keep(self, self._paint)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def new_name(self) -> str:
        """What the next empty network is to be called."""
        return next_name([one.name for one in self.sessions])

    def look(self) -> None:
        """Measure the ports, read what earlier sessions there are."""
        self._desk.work(self, self._launcher.busy_ports, then=self._show_ports, key="ports")
        self._desk.work(self, self._launcher.summaries, then=self._show_sessions, key="sessions")

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: what is true now?"""
        super().showEvent(event)
        self.look()
        self._timer.start(LOOK_MS)
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it: nothing is asked."""
        super().hideEvent(event)
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from choice to choice."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        places = [n for n, one in enumerate(self.choices) if one.hasFocus()]
        if step and places:
            self.choices[(places[0] + step) % len(self.choices)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        if self.sessions:
            self.earlier.emit(self.sessions[0].name)

    def _show_others(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("sessions")
        for session in self.sessions:
            words = self._session_words(session)
            name = network_words(session.name)
            text = self._desk.say(Words(f"{name.ru}: {words.ru}", f"{name.en}: {words.en}"))
            menu.addAction(text, lambda name=session.name: self.earlier.emit(name))  # type: ignore[misc]
        menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))

    def _show_ports(self, busy: dict[int, str]) -> None:
        self._free = not busy
        if not busy:
            ports = sorted(settings.PORTS.values())
            words = PORTS_FREE.format(ports=f"{ports[0]}–{ports[-1]}")
        else:
            port, who = next(iter(busy.items()))
            by = same(who) if who else NOBODY
            words = Words(PORT_BUSY.ru.format(port=port, holder=by.ru), PORT_BUSY.en.format(port=port, holder=by.en))
        self._desk.languages.bind(self._ports, self._ports.setText, words)
        self._paint()

    def _show_sessions(self, sessions: "list[SessionSummary]") -> None:
        self.sessions = sessions
        self.choices[2].setEnabled(bool(sessions))
        self._others.setVisible(len(sessions) > 1)
        self.choices[2].say(self._last_words)

    def _last_words(self) -> Words:
        return self._session_words(self.sessions[0]) if self.sessions else NO_EARLIER

    def _session_words(self, session: "SessionSummary") -> Words:
        day = wording.day(moment(session.opened_ms))
        payments = counted(session.payments, *PAYMENTS)
        return Words(f"{day}, {payments.ru}", f"{day}, {payments.en}")

    def _paint(self) -> None:
        free = self._free
        sign, token = (
            ("ok", Token.OK) if free else ("attention", Token.WAITING) if free is False else ("waiting", Token.NEUTRAL)
        )
        self._sign.setPixmap(self._desk.theme.picture(sign, token, self._desk.theme.scaled(SIGN)))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setSpacing(16)
        column.addWidget(spoken.label(self._desk, TITLE, "figure"), 0, Qt.AlignmentFlag.AlignHCenter)
        lead = spoken.label(self._desk, LEAD, "hint", wrap=True)
        lead.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(lead)
        row = QGridLayout()
        row.setSpacing(16)
        for place, choice in enumerate(self.choices):
            row.addWidget(choice, 0, place)
            row.setColumnStretch(place, 1)
        row.addWidget(self._others, 1, 2)
        column.addLayout(row)
        column.addSpacing(12)
        column.addLayout(self._facts())
        whole = QGridLayout(self)
        whole.addWidget(inside, 1, 1)
        for edge in (0, 2):
            whole.setRowStretch(edge, 1)
        whole.setColumnStretch(0, 1)
        whole.setColumnStretch(1, 8)
        whole.setColumnStretch(2, 1)

    def _facts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._ports)
        row.addStretch(1)
        row.addWidget(spoken.label(self._desk, FOLDER, "hint"))
        path = spoken.label(self._desk, same(_shown(self._launcher.data)))
        path.setObjectName("data-folder")
        path.setToolTip(str(self._launcher.data))
        row.addWidget(path)
        button = spoken.button(self._desk, OPEN_FOLDER, self._open_folder, icon="folder")
        button.setObjectName("open-folder")
        row.addWidget(button)
        return row

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._launcher.data)))


def _shown(path: Path) -> str:
    """With ~ for the home folder, and its middle left out when it is long."""
    home = Path.home()
    text = f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
    return text if len(text) <= 48 else f"{text[:14]}…{text[-33:]}"
