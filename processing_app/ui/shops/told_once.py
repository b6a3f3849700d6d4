"""A secret that is told once, in a window of its own: it can be copied, and is closed only on purpose."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.dialog import confirm
from common.words import Words

COPY, COPIED = Words("Копировать", "Copy"), Words("Скопировано.", "Copied.")
DONE = Words("Записано, закрыть", "It is kept, close")
CLOSING = Words("Закрыть? Больше это нигде не покажут.", "Close? It is shown nowhere else.")
BACK = Words("Вернуться", "Back")
WIDTH = 460


class ToldOnce(QDialog):
    """Stays until a person says that it is kept."""

    def __init__(self, desk: Desk, parent: QWidget, title: Words, about: Words, secret: str) -> None:
        """`about` says what it is for."""
        super().__init__(parent)
        self._desk = desk
        self._secret = secret
        self.setObjectName("told-once")
        desk.languages.bind(self, self.setWindowTitle, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(spoken.label(desk, about, wrap=True))
        self.line = spoken.named(desk, QLineEdit(secret, readOnly=True), title)
        self.line.setObjectName("secret")
        self.line.setFont(desk.theme.font(mono=True))
        self.line.setMinimumWidth(desk.theme.scaled(WIDTH))
        self.line.setCursorPosition(0)
        column.addWidget(self.line)
        self.note = spoken.label(desk, Words("", ""), "ok")
        self.note.setObjectName("secret-note")
        column.addWidget(self.note)
        column.addLayout(self._build_buttons(desk))

    def copy(self) -> None:
        """To the clipboard."""
        QGuiApplication.clipboard().setText(self._secret)
        self._desk.languages.bind(self.note, self.note.setText, COPIED)

    def reject(self) -> None:
        """Esc and the window's cross: not by accident."""
        confirm(self._desk, self, CLOSING, DONE, BACK, self.accept)

    def _build_buttons(self, desk: Desk) -> QHBoxLayout:
        line = QHBoxLayout()
        self.copy_button = spoken.button(desk, COPY, self.copy, icon="copy", primary=True)
        self.copy_button.setObjectName("secret-copy")
        self.close_button = spoken.button(desk, DONE, self.accept)
        self.close_button.setObjectName("secret-kept")
        line.addStretch(1)
        line.addWidget(self.copy_button)
        line.addWidget(self.close_button)
        return line


def tell(desk: Desk, parent: QWidget, title: Words, about: Words, secret: str) -> ToldOnce:
    """Open it; the window behind waits, the programme does not."""
    dialog = ToldOnce(desk, parent, title, about, secret)
    dialog.finished.connect(lambda _: dialog.deleteLater())
    dialog.open()
    return dialog
