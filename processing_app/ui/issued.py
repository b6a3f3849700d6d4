"""A card that was just issued, in a window of its own: its password is seen once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from common.protocol.card import Card
from common.qt import spoken
from common.qt.cards import CardPanel
from common.qt.desk import Desk
from common.qt.dialog import confirm
from common.words import Words

DONE = Words("Карточка передана", "The card is handed over")
CLOSING = Words(
    "Карточка передана агенту? Пароль больше нигде не покажут, можно только выдать новый.",
    "Is the card handed over to the agent? The password is not shown again, only a new one can be made.",
)
BACK = Words("Вернуться к карточке", "Back to the card")


class IssuedCard(QDialog):
    """Stays until a person says that the card is handed over."""

    def __init__(self, desk: Desk, parent: QWidget, title: Words, card: Card, closing: Words = CLOSING) -> None:
        """Show the card; `closing` is asked before it goes."""
        super().__init__(parent)
        self._desk = desk
        self._closing = closing
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("issued-card")
        desk.languages.bind(self, self.setWindowTitle, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        self.panel = CardPanel(desk, card)
        column.addWidget(self.panel)
        line = QHBoxLayout()
        line.addStretch(1)
        self.close_button = spoken.button(desk, DONE, self.accept)
        self.close_button.setObjectName("card-handed-over")
        line.addWidget(self.close_button)
        column.addLayout(line)

    def reject(self) -> None:
        """Esc and the window's cross: not by accident."""
        confirm(self._desk, self, self._closing, DONE, BACK, self.accept)


def show_card(desk: Desk, parent: QWidget, title: Words, card: Card, closing: Words = CLOSING) -> IssuedCard:
    """Open it; the window behind waits, the programme does not."""
    dialog = IssuedCard(desk, parent, title, card, closing)
    dialog.open()
    return dialog
