"""Small makers of widgets that speak: text, accessible name and their change with the language in one call."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from common.qt.languages import Shown
from common.qt.theme import Token
from common.words import Words

if TYPE_CHECKING:
    from common.qt.desk import Desk

W = TypeVar("W", bound=QWidget)
LabelRole = Literal["text", "title", "hint", "figure", "mistake", "ok", "waiting"]
BUTTON_ICON = 18


def label(desk: "Desk", words: Shown, role: LabelRole = "text", *, wrap: bool = False) -> QLabel:
    """A text that can be selected and copied."""
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    desk.languages.bind(made, made.setText, words)
    return made


class Pressed(QPushButton):
    """A double click is one press: a quick answer between its two clicks must not make a second act of it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, in a page as in a dialog; held down, only once."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def button(
    desk: "Desk", words: Shown, run: Callable[[], object] | None = None, *, icon: str = "", primary: bool = False
) -> QPushButton:
    """A push button with a verb on it."""
    made = Pressed()
    made.setProperty("primary", primary)
    made.setAutoDefault(False)
    _speak(desk, made, words)
    if icon:
        tinted(desk, made, icon, Token.SELECTED_TEXT if primary else Token.TEXT)
    if run is not None:
        made.clicked.connect(lambda *_: run())
    return made


def link(desk: "Desk", words: Shown, run: Callable[[], object]) -> QPushButton:
    """A button that looks like a link."""
    made = button(desk, words, run)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tool(
    desk: "Desk", words: Words, icon: str, run: Callable[[], object] | None = None, *, keys: str = ""
) -> QToolButton:
    """A button with an icon only: its words are its name and its tooltip, with the key that does the same."""
    made = QToolButton()
    tinted(desk, made, icon)
    shown = Words(f"{words.ru} ({keys})", f"{words.en} ({keys})") if keys else words
    desk.languages.bind(made, made.setAccessibleName, words)
    desk.languages.bind(made, made.setToolTip, shown)
    if run is not None:
        made.clicked.connect(lambda *_: run())
    return made


def named(desk: "Desk", widget: W, words: Shown) -> W:
    """Give a widget its accessible name."""
    desk.languages.bind(widget, widget.setAccessibleName, words)
    return widget


def tinted(desk: "Desk", widget: QPushButton | QToolButton, icon: str, token: Token = Token.TEXT) -> None:
    """Keep a button's icon in the theme's colour."""

    def paint() -> None:
        widget.setIcon(desk.theme.icon(icon, token) if icon else QIcon())
        side = desk.theme.scaled(BUTTON_ICON)
        widget.setIconSize(QSize(side, side))

    desk.theme.keep(widget, paint)


def _speak(desk: "Desk", widget: QPushButton, words: Shown) -> None:
    desk.languages.bind(widget, widget.setText, words)
    desk.languages.bind(widget, widget.setAccessibleName, words)
