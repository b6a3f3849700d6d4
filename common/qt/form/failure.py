"""What went wrong, in words, with the technical part folded under «Подробности» and a button to copy it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout

from common.errors import OplataError
from common.protocol import codes
from common.qt.desk import Desk
from common.qt.spoken import button, label, named
from common.qt.theme import Token
from common.words import Words

DETAILS, FOLD = Words("Подробности", "Details"), Words("Скрыть подробности", "Hide the details")
COPY, COPIED = Words("Копировать", "Copy"), Words("Скопировано", "Copied")
NOTHING = Words("", "")


class Failure(QFrame):
    """Hidden until there is something to tell."""

    def __init__(self, desk: Desk) -> None:
        """An empty frame."""
        super().__init__()
        self.desk = desk
        self._words = NOTHING
        self._details = ""
        self.setProperty("notice", "error")
        column = QVBoxLayout(self)
        line = QHBoxLayout()
        picture = QLabel()
        theme = desk.theme
        theme.keep_picture(picture, "failed", Token.ERROR, 20)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.words = label(desk, lambda: self._words, wrap=True)
        line.addWidget(self.words, 1)
        column.addLayout(line)
        column.addLayout(self._build_buttons())
        self.details = named(desk, QPlainTextEdit(readOnly=True), DETAILS)
        self.details.setFont(desk.theme.font(9, mono=True))
        self.details.setMaximumHeight(desk.theme.scaled(110))
        self.details.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column.addWidget(self.details)
        self.hide()

    def show_error(self, error: OplataError) -> None:
        """The words of an error; its code is a detail."""
        self.show_words(codes.words_of(error), str(error))

    def show_words(self, words: Words, details: str = "") -> None:
        """Say it; details wait folded."""
        self._words = words
        self._details = details
        self.words.setText(self.desk.say(words))
        self.details.setPlainText(details)
        self.details.hide()
        self.details_button.setVisible(bool(details))
        self.copy_button.hide()
        self._name_buttons()
        self.show()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.hide()

    def _build_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.details_button = button(self.desk, self._fold_words, self._fold)
        self.details_button.setObjectName("details")
        self.copy_button = button(self.desk, COPY, self._copy, icon="copy")
        self.copy_button.setObjectName("copy-details")
        line.addStretch(1)
        line.addWidget(self.details_button)
        line.addWidget(self.copy_button)
        return line

    def _fold(self) -> None:
        seen = self.details.isHidden()
        self.details.setVisible(seen)
        self.copy_button.setVisible(seen)
        self._name_buttons()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.desk.say(self._words)}\n{self._details}")
        self.desk.languages.bind(self.copy_button, self.copy_button.setText, COPIED)

    def _name_buttons(self) -> None:
        bind = self.desk.languages.bind
        for shown, words in ((self.details_button, self._fold_words()), (self.copy_button, COPY)):
            bind(shown, shown.setText, words)
            bind(shown, shown.setAccessibleName, words)

    def _fold_words(self) -> Words:
        return FOLD if hasattr(self, "details") and not self.details.isHidden() else DETAILS
