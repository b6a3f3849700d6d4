"""One seat on the map: its state by shape, word and colour, one fact, its address, its last words, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from common.qt import spoken
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words, same
from launcher_app.network.seat import Player, Seat
from launcher_app.ui.last_lines import LastLines
from launcher_app.ui.look_words import SIGNS, busy_words, place_words, state_words
from launcher_app.ui.seat_menu import WORDS, show_menu
from launcher_app.watched import Look, State, another_port

BAR = 5
ICON, SIGN = 18, 15
LEAST, LEAST_NARROW = 200, 158
"""With «Процессинговый центр» in one line, and in two."""
RING = 2
ROLES: dict[str, tuple[Token, str]] = {
    "consumer": (Token.ROLE_CONSUMER, "person"),
    "terminal": (Token.ROLE_AGENT, "kiosk"),
    "processing": (Token.ROLE_PROCESSING, "switch"),
    "provider": (Token.ROLE_PROVIDER, "antenna"),
}
AGAIN, TAKE = Words("Повторить", "Try again"), Words("Взять {port}", "Take {port}")
MORE = Words("Что можно сделать: {title}", "What can be done: {title}")
NOT_RECORDED = Words(
    "Запущена не отсюда: прокси перед ней нет, обмены видны по её собственному журналу, сбои на неё не действуют.",
    "Started elsewhere: our proxy does not stand before it; its own log tells its exchanges, faults do not reach it.",
)
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
Do = Callable[[str, str], object]
"""What, and with which seat: start, stop, restart, open, journal, take, second, student, ours, remove, copy."""


class RoleCard(QFrame):
    """Shows a look and a fact; `do` is called with what a person wants of this seat."""

    def __init__(self, desk: Desk, seat: Seat, do: Do) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._desk = desk
        self.seat = seat
        self.do = do
        self.look = Look(seat.name, State.STOPPED)
        self.told = same("")
        self._token, self._icon_name = ROLES[seat.role]
        self.setObjectName(f"role-{seat.name}")
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_narrow = False
        spoken.named(desk, self, self._spoken)
        self._icon, self._sign = QLabel(), QLabel()
        self._title = _quiet(spoken.label(desk, seat.title, wrap=True))
        self._state_text = _quiet(spoken.label(desk, self._state))
        self._fact_text = _quiet(spoken.label(desk, self._fact_words, wrap=True))
        self._place = _quiet(spoken.label(desk, self._where, "hint", wrap=True))
        self._trouble = _quiet(spoken.label(desk, self._told, "mistake", wrap=True))
        self._last = LastLines(desk)
        self._go = spoken.tool(desk, WORDS["start"], "start", self._pressed)
        self._go.setObjectName(f"go-{seat.name}")
        self._more = spoken.tool(desk, _titled(MORE, seat.title), "more", self._menu)
        self._more.setObjectName(f"more-{seat.name}")
        self._buttons = {
            what: spoken.button(desk, words, lambda what=what: do(what, seat.name))  # type: ignore[misc]
            for what, words in (
                ("restart", WORDS["restart"]),
                ("take", self._other),
                ("again", AGAIN),
                ("journal", WORDS["journal"]),
            )
        }
        for what, button in self._buttons.items():
            button.setObjectName(f"{what}-{seat.name}")
            button.setProperty("compact", True)
        self._row = Buttons(*self._buttons.values())
        self._lay_out()
        desk.theme.keep(self, self._paint_icons)
        self.show_look(self.look, self.told)

    def show_look(self, look: Look, fact: Words) -> None:
        """How it is, and what is to be told of it."""
        self.look, self.told = look, fact
        bind = self._desk.languages.bind
        bind(self._state_text, self._state_text.setText, self._state)
        bind(self._fact_text, self._fact_text.setText, self._fact_words)
        bind(self, self.setAccessibleName, self._spoken)
        bind(self._place, self._place.setText, self._where)
        bind(self, self.setToolTip, self._tip)
        bind(self._trouble, self._trouble.setText, self._told)
        bind(self._buttons["take"], self._buttons["take"].setText, self._other)
        self._fact_text.setVisible(bool(self._fact_words().ru) and not look.port)
        self._trouble.setVisible(bool(look.port))
        self._last.show_lines(() if look.port else look.last)
        fell, silent = look.state is State.FELL, look.state is State.SILENT
        for what, seen in (
            ("restart", (fell or silent) and not look.port),
            ("journal", (fell or silent) and not look.port),
            ("again", fell and bool(look.port)),
            ("take", look.may_start and bool(look.port)),
        ):
            self._buttons[what].setVisible(seen)
        self._row.setVisible(fell or silent or bool(look.port))
        self._show_go()
        self._paint_icons()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The role's bar at the left edge, and a ring while the card has the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(1, 1, BAR, self.height() - 2, QColor(self._desk.theme.colour(self._token)))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._desk.theme.colour(Token.RUNNING), RING))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button and by the menu key."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        show_menu(self._desk, self, event.globalPos() if by_mouse else self._below())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The role's window comes up."""
        if self.look.answers:
            self.do("open", self.seat.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space show what can be done."""
        if Qt.Key(event.key()) in OPENS and self.hasFocus():
            self._menu()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Never so narrow that «Процессинговый центр» is cut."""
        return QSize(self.least(narrow=self._is_narrow), super().minimumSizeHint().height())

    def least(self, *, narrow: bool) -> int:
        """The pixels that it needs at least; narrow, its name and its place may take two lines."""
        return max(super().minimumSizeHint().width(), LEAST_NARROW if narrow else LEAST)

    def be_narrow(self, *, narrow: bool) -> None:
        """Whether it may be that narrow from now on."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.updateGeometry()

    def _pressed(self) -> None:
        self.do("start" if self.look.may_start else "stop", self.seat.name)

    def _menu(self) -> None:
        show_menu(self._desk, self, self._below())

    def _below(self) -> QPoint:
        return self._more.mapToGlobal(self._more.rect().bottomLeft())

    def _show_go(self) -> None:
        what = "start" if self.look.may_start else "stop"
        words = WORDS[what]
        spoken.tinted(self._desk, self._go, what)
        named = Words(f"{words.ru}: {self.seat.title.ru}", f"{words.en}: {self.seat.title.en}")
        self._desk.languages.bind(self._go, self._go.setAccessibleName, named)
        self._desk.languages.bind(self._go, self._go.setToolTip, named)
        self._go.setEnabled(self.look.state not in (State.STOPPING, State.ELSEWHERE))
        self._go.setVisible(self.seat.player is not Player.ADDRESS or not self.look.may_start)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._sign)
        state.addWidget(self._state_text, 1)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._place, 1)
        for tool in (self._go, self._more):
            tool.setProperty("compact", True)
            foot.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(BAR + 6, 6, 3, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(state)
        for widget in (self._fact_text, self._trouble, self._last, self._row):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(foot)

    def _paint_icons(self) -> None:
        theme = self._desk.theme
        sign, token = SIGNS[self.look.state]
        self._icon.setPixmap(theme.picture(self._icon_name, self._token, theme.scaled(ICON)))
        self._sign.setPixmap(theme.picture(sign, token, theme.scaled(SIGN)))
        self._title.setFont(theme.font(bold=True))
        self._last.setFont(theme.font(8, mono=True))

    def _state(self) -> Words:
        return state_words(self.look)

    def _fact_words(self) -> Words:
        if self.seat.player is Player.OURS:
            return self.told
        return Words("программа студента", "a student's program")

    def _where(self) -> Words:
        return same(place_words(self.look))

    def _tip(self) -> Words:
        address, more = self.look.public_url or self.look.url, Words("", "")
        if self.look.state is State.ELSEWHERE:
            more = NOT_RECORDED
        return Words(f"{address}\n{more.ru}".strip(), f"{address}\n{more.en}".strip())

    def _told(self) -> Words:
        return busy_words(self.look)

    def _other(self) -> Words:
        return TAKE.format(port=another_port(self.look.port) if self.look.port else "")

    def _spoken(self) -> Words:
        title, state, fact = self.seat.title, self._state(), self._fact_words()
        more = Words(f", {fact.ru}" if fact.ru else "", f", {fact.en}" if fact.en else "")
        return Words(f"{title.ru}: {state.ru}{more.ru}", f"{title.en}: {state.en}{more.en}")


def _quiet(label: QLabel) -> QLabel:
    """A click on it is a click on the card."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def _titled(words: Words, title: Words) -> Words:
    return Words(words.ru.format(title=title.ru), words.en.format(title=title.en))
