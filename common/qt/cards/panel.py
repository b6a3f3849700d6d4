"""A card that was just issued: all of it readable once, and four ways to hand it over."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from common.card_text import card_text
from common.protocol import card as cards
from common.protocol.card import SUFFIX, Card
from common.qt.cards.page import print_card
from common.qt.cards.qr_view import QrView
from common.qt.cards.rows import rows_of
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form.failure import Failure
from common.qt.form.password import holding_button
from common.qt.spoken import button, label, tool
from common.words import Words

COPY, SAVE, PRINT = (
    Words("Копировать", "Copy"),
    Words("Сохранить файл…", "Save the file…"),
    Words("Печать…", "Print…"),
)
COPY_OF, COPIED = Words("Копировать: {name}", "Copy: {name}"), Words("Скопировано", "Copied")
SAVED = Words("Сохранено: {path}", "Saved: {path}")
NOT_SAVED = Words(
    "Файл {path} не записан, карточка цела. Выберите другую папку или освободите место.",
    "File {path} was not written, the card is whole. Choose another folder or free some space.",
)
ONCE = Words(
    "Пароль виден только сейчас. Передайте карточку: скопируйте, сохраните или напечатайте.",
    "The password is seen only now. Hand the card over: copy, save or print it.",
)
CAPTION = Words("Этот код считывает «Импортировать карточку»", "“Import a card” reads this code")
FILES = Words("Карточки (*.paycard.json)", "Cards (*.paycard.json)")


class CardPanel(QFrame):
    """URL, login, password (hidden, shown while held), QR; `saved_to` is where its file went."""

    def __init__(self, desk: Desk, card: Card) -> None:
        """Show a card."""
        super().__init__()
        self.desk = desk
        self.card = card
        self.saved_to: Path | None = None
        self.setProperty("card", True)
        self.lines: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.addWidget(label(desk, card.name, "title", wrap=True))
        column.addWidget(label(desk, ONCE, "waiting", wrap=True))
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(self._build_rows(), 1)
        self.qr = QrView(desk, card_text(card), CAPTION)
        middle.addWidget(self.qr)
        column.addLayout(middle)
        self.failure = Failure(desk)
        column.addWidget(self.failure)
        self._said = Words("", "")
        self.note = label(desk, lambda: self._said, "ok", wrap=True)
        column.addLayout(self._build_buttons())
        column.addWidget(self.note)

    def copy(self) -> None:
        """The whole card as one line of text."""
        self._copy_text(card_text(self.card))

    def save(self) -> None:
        """Ask where; the window does not wait for the answer."""
        dialog = file_dialog(self.desk, self, SAVE, file_name(self.card), self.desk.say(FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the file whole or not at all, beside the window."""
        self.failure.clear()
        self.desk.work(
            self,
            lambda: _write(Path(path), self.card),
            then=lambda problem: self._written(Path(path), problem),
            failed=self.failure.show_error,
        )

    def print(self) -> None:
        """On paper or into a PDF."""
        print_card(self.desk, self, self.card)

    def _written(self, path: Path, problem: str) -> None:
        if problem:
            self.failure.show_words(NOT_SAVED.format(path=path), problem)
        else:
            self.saved_to = path
            self._say(SAVED.format(path=path))

    def _copy_text(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say(COPIED)

    def _say(self, words: Words) -> None:
        self._said = words
        self.note.setText(self.desk.say(words))

    def _build_rows(self) -> QGridLayout:
        grid = QGridLayout()
        for number, (name, words, text) in enumerate(rows_of(self.card)):
            grid.addWidget(label(self.desk, words), number, 0)
            line = QLineEdit(text, readOnly=True)
            line.setCursorPosition(0)
            line.setFont(self.desk.theme.font(mono=name in ("login", "password", "number")))
            self.desk.languages.bind(line, line.setAccessibleName, words)
            line.setObjectName(f"card-{name}")
            line.setMinimumWidth(self.desk.theme.scaled(180))
            self.lines[name] = line
            place = QHBoxLayout()
            place.addWidget(line, 1)
            if name == "password":
                line.setEchoMode(QLineEdit.EchoMode.Password)
                place.addWidget(holding_button(self.desk, line))
            place.addWidget(self._copier(words, text))
            grid.addLayout(place, number, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _copier(self, words: Words, text: str) -> QWidget:
        named = Words(COPY_OF.ru.format(name=words.ru), COPY_OF.en.format(name=words.en))
        return tool(self.desk, named, "copy", lambda: self._copy_text(text))

    def _build_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.copy_button = button(self.desk, COPY, self.copy, icon="copy")
        self.save_button = button(self.desk, SAVE, self.save, icon="save", primary=True)
        self.print_button = button(self.desk, PRINT, self.print, icon="print")
        for name, one in (("copy", self.copy_button), ("save", self.save_button), ("print", self.print_button)):
            one.setObjectName(f"card-{name}")
            line.addWidget(one)
        line.addStretch(1)
        return line


def file_name(card: Card) -> str:
    """«Мегафон-000417.paycard.json», without signs that a file's name may not have on any system."""
    plain = "-".join(part for part in (card.name.ru, card.number or card.login) if part)
    return "".join(sign if sign.isalnum() or sign in "-_ ()" else "_" for sign in plain)[:80] + SUFFIX


def _write(path: Path, card: Card) -> str:
    """Why the file could not be written; empty when it is there."""
    try:
        cards.write(path, card)
    except OSError as problem:
        return str(problem)
    return ""
