"""A field for a password: hidden, seen only while «Показать» is held, never written into a draft."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from common.qt.desk import Desk
from common.qt.form.text import TextField
from common.qt.spoken import button
from common.words import Words

SHOW = Words("Показать", "Show")


class PasswordField(TextField):
    """What is typed stays dots; the value keeps the spaces somebody may have meant."""

    def __init__(self, name: str, words: Words, **options: Any) -> None:
        """A password is always a secret."""
        super().__init__(name, words, **({"longest": 200} | options | {"secret": True}))

    def build(self, desk: Desk) -> QWidget:
        """The line and its button."""
        super().build(desk)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_button = holding_button(desk, self.line)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.show_button)
        return row

    def stops(self) -> Sequence[QWidget]:
        """The line, then its button."""
        return (self.line, self.show_button)

    def value(self) -> Any:
        """The password, letter by letter."""
        return self.line.text()


def holding_button(desk: Desk, line: QLineEdit) -> QPushButton:
    """«Показать»: the line is readable while the button is held by the mouse or the space bar."""
    shown = button(desk, SHOW)
    shown.pressed.connect(lambda: line.setEchoMode(QLineEdit.EchoMode.Normal))
    shown.released.connect(lambda: line.setEchoMode(QLineEdit.EchoMode.Password))
    return shown
