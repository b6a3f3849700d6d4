"""A contract that was just signed, with its card: the password is seen here once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from common.protocol.card import Card
from common.qt import spoken
from common.qt.cards import CardPanel
from common.qt.desk import Desk
from common.qt.dialog import confirm
from common.qt.theme import Token
from common.words import Words

CLOSE = Words("Закрыть", "Close")
CLOSING = Words(
    "Карточка передана? Пароль больше нигде не покажут, можно только выдать новый.",
    "Is the card handed over? The password is not shown again, only a new one can be issued.",
)
BACK = Words("Вернуться к карточке", "Back to the card")


class IssuedDialog(QDialog):
    """«Договор 000417 заключён ●» and the card under it; more widgets of the caller's may stand below."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: Words, card: Card) -> None:
        """Show a card."""
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("issued-dialog")
        desk.languages.bind(self, self.setWindowTitle, title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 12)
        self.column.setSpacing(12)
        self.column.addLayout(_heading(desk, title))
        self.panel = CardPanel(desk, card)
        self.column.addWidget(self.panel)
        line = QHBoxLayout()
        line.addStretch(1)
        self.close_button = spoken.button(desk, CLOSE, self.accept)
        self.close_button.setObjectName("close-card")
        line.addWidget(self.close_button)
        self.column.addLayout(line)

    def reject(self) -> None:
        """Esc and the window's cross: not by accident."""
        confirm(self._desk, self, CLOSING, CLOSE, BACK, self.accept)

    def add(self, widget: QWidget) -> None:
        """One more thing to do with the card, above the button that closes."""
        side = Qt.AlignmentFlag.AlignLeft if isinstance(widget, QPushButton) else Qt.AlignmentFlag(0)
        self.column.insertWidget(self.column.count() - 1, widget, 0, side)


def show(desk: Desk, parent: QWidget | None, title: Words, card: Card) -> IssuedDialog:
    """Open it over the window."""
    dialog = IssuedDialog(desk, parent, title, card)
    dialog.open()
    return dialog


def _heading(desk: Desk, title: Words) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    sign = QLabel()
    desk.theme.keep_picture(sign, "ok", Token.OK, 22)
    line.addWidget(sign)
    line.addWidget(spoken.label(desk, title, "title", wrap=True), 1)
    return line
