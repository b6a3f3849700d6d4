"""One role in the launcher's list: its state by shape, word and colour, its address, its last words, its buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.settings import TITLES
from common.words import Words
from launcher_app.watched import WORDS, Look, State, another_port

BAR = 5
ICON, SIGN = 28, 16
GAP = 12
ROLES: dict[str, tuple[Token, str]] = {
    "consumer": (Token.ROLE_CONSUMER, "person"),
    "terminal": (Token.ROLE_AGENT, "kiosk"),
    "processing": (Token.ROLE_PROCESSING, "switch"),
    "provider": (Token.ROLE_PROVIDER, "antenna"),
}
SIGNS: dict[State, tuple[str, Token]] = {
    State.STOPPED: ("stopped", Token.NEUTRAL),
    State.STARTING: ("waiting", Token.WAITING),
    State.RUNNING: ("ok", Token.OK),
    State.SILENT: ("attention", Token.ERROR),
    State.STOPPING: ("waiting", Token.WAITING),
    State.FELL: ("failed", Token.ERROR),
    State.ELSEWHERE: ("ok", Token.OK),
}
SECONDS = Words("{state}, {n} с", "{state}, {n} s")
FELL = Words("упал, код {code}", "fell, code {code}")
BUSY = Words(
    "Порт {port} занят другой программой ({holder}). Сервер не запущен.",
    "Port {port} is used by another program ({holder}). The server was not started.",
)
TAKE = Words("Взять {port}", "Take {port}")
NOT_OURS = Words(
    "Эта роль запущена не отсюда: остановите её там, где запустили.",
    "This role was started elsewhere: stop it where it was started.",
)
START, STOP = Words("Запустить", "Start"), Words("Остановить", "Stop")
RESTART, OPEN = Words("Перезапустить", "Restart"), Words("Показать окно", "Show the window")
NOBODY = Words("не видно, кем", "the system does not say by whom")
Do = Callable[[str, str], object]


class RoleCard(QFrame):
    """Shows a look; `do(what, role)` is called with start, stop, restart or open, `take(role, port)` with a port."""

    def __init__(self, desk: Desk, role: str, do: Do, take: Callable[[str, int], object]) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._desk = desk
        self.role = role
        self._token, self._icon_name = ROLES[role]
        self.look = Look(role, State.STOPPED)
        self._take_port = take
        self.setObjectName(f"role-{role}")
        self.setProperty("card", True)
        spoken.named(desk, self, self._named)
        self._icon = QLabel()
        self._title = spoken.label(desk, TITLES[role], "title")
        self._sign, self._state_text = QLabel(), spoken.label(desk, self._state)
        self._place = spoken.label(desk, self._where, "hint", wrap=True)
        self._trouble = spoken.label(desk, self._told, "mistake", wrap=True)
        self._last = QLabel()
        self._buttons = {
            what: spoken.button(desk, words, lambda what=what: do(what, role), icon=icon)  # type: ignore[misc]
            for what, words, icon in (
                ("start", START, "start"),
                ("stop", STOP, "stop"),
                ("restart", RESTART, "restart"),
                ("open", OPEN, "window"),
            )
        }
        self._take = spoken.button(desk, self._other, self._take_it, icon="start")
        for what, button in (*self._buttons.items(), ("take", self._take)):
            button.setObjectName(f"{what}-{role}")
        self._lay_out()
        desk.theme.keep(self, self._paint_icons)
        self.show_look(self.look)

    def show_look(self, look: Look) -> None:
        """Show how the role is."""
        self.look = look
        self._desk.languages.bind(self._state_text, self._state_text.setText, self._state)
        self._desk.languages.bind(self, self.setAccessibleName, self._named)
        self._desk.languages.bind(self._place, self._place.setText, self._where)
        self._desk.languages.bind(self._trouble, self._trouble.setText, self._told)
        self._desk.languages.bind(self._take, self._take.setText, self._other)
        self._trouble.setVisible(bool(look.port))
        self._last.setText("\n".join(look.last))
        self._last.setVisible(bool(look.last) and not look.port)
        self._take.setVisible(bool(look.port) and look.may_start)
        self._buttons["start"].setVisible(look.may_start)
        for what in ("stop", "restart", "open"):
            self._buttons[what].setVisible(not look.may_start)
        self._buttons["stop"].setEnabled(look.state is not State.STOPPING)
        self._buttons["restart"].setEnabled(look.state is not State.STOPPING)
        self._buttons["open"].setEnabled(look.answers)
        self._paint_icons()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The role's bar at the left edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(1, 1, BAR, self.height() - 2, QColor(self._desk.theme.colour(self._token)))
        painter.end()

    def _lay_out(self) -> None:
        self._last.setFont(self._desk.theme.font(9, mono=True))
        self._last.setTextFormat(Qt.TextFormat.PlainText)
        self._last.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._last.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._last.setWordWrap(True)
        state = QHBoxLayout()
        state.addWidget(self._sign)
        state.addWidget(self._state_text)
        state.addSpacing(GAP)
        state.addWidget(self._place, 1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addLayout(state)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (*self._buttons.values(), self._take):
            buttons.addWidget(button)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = QGridLayout(self)
        grid.setContentsMargins(BAR + 12, 8, 10, 8)
        grid.addWidget(self._icon, 0, 0)
        grid.addLayout(names, 0, 1)
        grid.addLayout(buttons, 0, 2)
        grid.addWidget(self._trouble, 1, 1, 1, 2)
        grid.addWidget(self._last, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _paint_icons(self) -> None:
        theme = self._desk.theme
        sign, token = SIGNS[self.look.state]
        self._icon.setPixmap(theme.picture(self._icon_name, self._token, theme.scaled(ICON)))
        self._sign.setPixmap(theme.picture(sign, token, theme.scaled(SIGN)))

    def _state(self) -> Words:
        look = self.look
        if look.state is State.FELL:
            return FELL.format(code=look.code)
        if look.state is State.STARTING:
            state = WORDS[look.state]
            return Words(
                SECONDS.ru.format(state=state.ru, n=look.seconds), SECONDS.en.format(state=state.en, n=look.seconds)
            )
        return WORDS[look.state]

    def _named(self) -> Words:
        title, state = TITLES[self.role], self._state()
        return Words(f"{title.ru}: {state.ru}", f"{title.en}: {state.en}")

    def _where(self) -> Words:
        parts = [self.look.url, f"PID {self.look.process_id}" if self.look.process_id else ""]
        text = "   ".join(part for part in parts if part)
        return Words(text, text)

    def _told(self) -> Words:
        who = self.look.holder
        holder = Words(who, who) if who else NOBODY
        return Words(
            BUSY.ru.format(port=self.look.port, holder=holder.ru), BUSY.en.format(port=self.look.port, holder=holder.en)
        )

    def _other(self) -> Words:
        return TAKE.format(port=another_port(self.look.port) if self.look.port else "")

    def _take_it(self) -> None:
        self._take_port(self.role, another_port(self.look.port))
