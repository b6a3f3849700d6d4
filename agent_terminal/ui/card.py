"""A card of the bench and of the hardware tab: a frame with a title, and a body that may be out of reach."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table.flow import Flow
from common.qt.theme import Token
from common.words import Words

LAMP = 14
NOTHING = Words("", "")


class Card(QFrame):
    """`body` takes the layout; while there is a reason against it, it is grey and the reason stands above it."""

    def __init__(self, desk: Desk, name: str, title: Words) -> None:
        """An empty card."""
        super().__init__()
        self.desk = desk
        self.setObjectName(name)
        self.setProperty("card", True)
        self._why_not = NOTHING
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        self.head = QHBoxLayout()
        self.head.addWidget(spoken.label(desk, title, "title"), 1)
        column.addLayout(self.head)
        self.reason = spoken.label(desk, lambda: self._why_not, "waiting", wrap=True)
        self.reason.hide()
        column.addWidget(self.reason)
        self.body = QWidget()
        self.lines = QVBoxLayout(self.body)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        column.addWidget(self.body, 1)

    def add(self, widget: QWidget) -> None:
        """Under what is there."""
        self.lines.addWidget(widget)

    def row(self, *widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
        """Widgets beside each other, under what is there."""
        made = beside(*widgets, stretch=stretch)
        self.lines.addLayout(made)
        return made

    def flow(self, *widgets: QWidget) -> None:
        """Beside each other as far as there is room, the others in lines of their own."""
        place = QWidget()
        made = Flow(place)
        for widget in widgets:
            made.addWidget(widget)
        self.add(place)

    def out_of_reach(self, why_not: Words | None) -> None:
        """Grey, with the reason; None: at hand again."""
        self.body.setEnabled(why_not is None)
        self.reason.setVisible(why_not is not None)
        if (why_not or NOTHING) != self._why_not:
            self._why_not = why_not or NOTHING
            self.reason.setText(self.desk.say(self._why_not))


class Saying:
    """A label whose words change as the world does; shown again only when they are others."""

    def __init__(self, desk: Desk, role: spoken.LabelRole = "text", *, wrap: bool = True, fades: bool = False) -> None:
        """It says nothing yet; one that `fades` takes no room while it has nothing to say."""
        self._desk = desk
        self._words = NOTHING
        self._fades = fades
        self.label = spoken.label(desk, lambda: self._words, role, wrap=wrap)
        if fades:
            self.label.hide()

    @property
    def words(self) -> Words:
        """What it says."""
        return self._words

    def say(self, words: Words, role: spoken.LabelRole | None = None) -> None:
        """Say this from now on, in a colour of its own where it has one."""
        if role is not None and self.label.property("role") != role:
            self.label.setProperty("role", role)
            self.label.style().unpolish(self.label)
            self.label.style().polish(self.label)
        if words != self._words:
            self._words = words
            self.label.setText(self._desk.say(words))
            if self._fades:
                self.label.setVisible(bool(words.ru))


class Lamp(QLabel):
    """A shape and a colour for a state; its words stand beside it."""

    def __init__(self, desk: Desk) -> None:
        """Dark."""
        super().__init__()
        self._desk = desk
        self._shown: tuple[str, Token] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_state("stopped", Token.NEUTRAL)

    def show_state(self, icon: str, token: Token) -> None:
        """This shape in this colour."""
        if self._shown != (icon, token):
            self._shown = (icon, token)
            theme = self._desk.theme
            theme.keep_picture(self, icon, token, LAMP)


def beside(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Widgets beside each other."""
    made = QHBoxLayout()
    made.setSpacing(6)
    for widget in widgets:
        made.addWidget(widget)
    if stretch:
        made.addStretch(1)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets live on.

    By `removeWidget`: an item that `takeAt` hands over stays the one that the widget tells of its changes.
    """
    while (item := layout.itemAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            layout.removeWidget(widget)
        else:
            layout.removeItem(item)
