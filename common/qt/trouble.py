"""What is in the way of opening a window, in words and with a way out: again, another port, or close."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from common.errors import OplataError
from common.protocol import codes
from common.qt.languages import Languages
from common.qt.theme import Theme
from common.settings import TITLES
from common.words import Words

AGAIN = Words("Повторить", "Try again")
OTHER_PORT = Words("Взять свободный порт", "Take a free port")
CLOSE = Words("Закрыть", "Close")
TITLE = Words("{role}: не запущен", "{role}: not started")
WIDTH = 460
BUSY_PORT = "port_in_use"


class Choice(Enum):
    """What a person chose."""

    AGAIN = "again"
    OTHER_PORT = "other_port"
    CLOSE = "close"


def ask(error: OplataError, languages: Languages, theme: Theme, role: str) -> Choice:
    """Show why it did not open and wait for a decision: there is no window yet that could go on."""
    dialog = QDialog()
    dialog.setObjectName("trouble")
    title = TITLES[role]
    dialog.setWindowTitle(languages.say(Words(TITLE.ru.format(role=title.ru), TITLE.en.format(role=title.en))))
    column = QVBoxLayout(dialog)
    text = QLabel(languages.say(codes.words_of(error)))
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setWordWrap(True)
    text.setMinimumWidth(theme.scaled(WIDTH))
    column.addWidget(text)
    row = QHBoxLayout()
    column.addLayout(row)
    row.addStretch(1)
    chosen = [Choice.CLOSE]

    def button(words: Words, choice: Choice) -> QPushButton:
        made = QPushButton(languages.say(words))

        def choose() -> None:
            chosen[0] = choice
            dialog.close()

        made.clicked.connect(choose)
        row.addWidget(made)
        return made

    again = button(AGAIN, Choice.AGAIN)
    if error.code == BUSY_PORT:
        button(OTHER_PORT, Choice.OTHER_PORT)
    button(CLOSE, Choice.CLOSE)
    again.setDefault(True)
    dialog.finished.connect(QApplication.quit)
    dialog.show()
    QApplication.exec()
    dialog.deleteLater()
    return chosen[0]
