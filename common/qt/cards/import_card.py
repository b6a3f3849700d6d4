"""Taking a card in: from a file, a drop, the clipboard, or a picture of its QR code; every refusal in words."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.card_text import card_from_text, looks_like_card
from common.errors import OplataError
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.qr import read_picture
from common.qt import given
from common.qt.cards.pictures import Grey, grey, load
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form.failure import Failure
from common.qt.growing import GrowingDialog
from common.qt.spoken import button, label
from common.qt.theme import Token
from common.words import Words

TITLE = Words("Импортировать карточку", "Import a card")
DROP_HERE = Words(
    "Перетащите сюда файл карточки (*.paycard.json) или картинку с её QR-кодом.",
    "Drop a card's file here (*.paycard.json), or a picture of its QR code.",
)
FILE, PASTE, CANCEL = (
    Words("Выбрать файл…", "Choose a file…"),
    Words("Вставить из буфера", "Paste from the clipboard"),
    Words("Отмена", "Cancel"),
)
IN_CLIPBOARD = Words(
    "В буфере обмена есть карточка: нажмите «Вставить из буфера».", "The clipboard holds a card: paste it."
)
READING = Words("Читаем…", "Reading…")
FILTER = Words(
    "Карточки и картинки (*.paycard.json *.json *.png *.jpg *.jpeg *.bmp *.gif *.webp);;Все файлы (*)",
    "Cards and pictures (*.paycard.json *.json *.png *.jpg *.jpeg *.bmp *.gif *.webp);;All files (*)",
)
NO_CODE = Words(
    "На картинке не нашлось QR-кода. Ничего не добавлено. Снимите его крупнее и ровнее или возьмите файл карточки.",
    "No QR code was found in the picture. Nothing was added. Take it larger and straighter, or use the card's file.",
)
NOTHING_COPIED = Words(
    "В буфере обмена нет ни карточки, ни картинки. Скопируйте её у того, кто её выдал.",
    "The clipboard holds neither a card nor a picture. Copy it where it was issued.",
)
NO_PICTURE = Words(
    "Файл {name} не открывается: это не карточка и не картинка. Ничего не добавлено.",
    "File {name} cannot be opened: neither a card nor a picture. Nothing was added.",
)
NO_CARD = Words(
    "Это не карточка, или она испорчена. Ничего не добавлено. Попросите её заново.",
    "This is no card, or it is damaged. Nothing was added. Ask for it anew.",
)
KINDS = {
    CardKind.SUBSCRIBER: Words("карточка абонента: её берёт потребитель", "a subscriber's card, for a consumer"),
    CardKind.PROVIDER: Words("карточка поставщика: её берёт процессинг", "a provider's card, for a processing centre"),
    CardKind.AGENT: Words("карточка агента: её берёт терминал", "an agent's card, for a terminal"),
    CardKind.WALLET: Words("карточка кошелька: её берёт потребитель", "a wallet's card, for a consumer"),
    CardKind.ACCEPTANCE: Words(
        "карточка приёма по QR и штрихкоду: её берёт поставщик", "a card of QR and barcode acceptance, for a provider"
    ),
}
OTHER_KIND = Words(
    "Это {has}. А нужна {needs}. Ничего не добавлено.", "This is {has}. Needed here: {needs}. Nothing was added."
)


class ImportCard(GrowingDialog):
    """Closes by itself as soon as it has a card of the wanted kind."""

    def __init__(self, desk: Desk, parent: QWidget | None, kind: CardKind, then: Callable[[Card], object]) -> None:
        """`then` gets the card after the dialog is gone."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.desk = desk
        self.kind = kind
        self._then = then
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(self._build_invitation())
        self.note = label(desk, self._note_words, "hint", wrap=True)
        self.note.setVisible(bool(self.note.text()))
        column.addWidget(self.note)
        self.failure = Failure(desk)
        column.addWidget(self.failure)
        column.addLayout(self._build_buttons())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)

    def take_file(self, path: str) -> None:
        """A card's file, or a picture with its code."""
        if Path(path).suffix.lower() == ".json":
            self._work(lambda: cards.read(Path(path)))
            return
        image = load(path)
        if image.isNull():
            self._refuse_words(NO_PICTURE, name=Path(path).name)
        else:
            self.take_picture(image)

    def take_text(self, text: str) -> None:
        """A card as a text."""
        self._work(lambda: card_from_text(text))

    def take_picture(self, image: QImage) -> None:
        """A picture with a card's code in it."""
        points = grey(image)
        self._work(lambda: _card_in(points))

    def paste(self) -> None:
        """Whatever of a card the clipboard holds: a text, a picture, or a file that was copied."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._refuse_words(NOTHING_COPIED)

    def choose_file(self) -> None:
        """The system's file dialog; this window does not wait for it."""
        dialog = file_dialog(self.desk, self, TITLE, "", self.desk.say(FILTER))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pictures and texts are welcome."""
        given.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        if not self._take(event.mimeData()):
            self._refuse_words(NOTHING_COPIED)

    def _take(self, data: QMimeData | None) -> bool:
        return given.take(data, file=self.take_file, picture=self.take_picture, text=self.take_text)

    def _work(self, read: Callable[[], Card | None]) -> None:
        self.failure.clear()
        self.desk.languages.bind(self.note, self.note.setText, READING)
        self.note.show()
        self.desk.work(self, read, then=self._got, failed=self._refuse, key="card")

    def _got(self, card: Card | None) -> None:
        if card is None:
            self._refuse_words(NO_CODE)
            return
        if card.kind is not self.kind:
            self._refuse_words(OTHER_KIND, has=KINDS[card.kind], needs=KINDS[self.kind])
            return
        self.accept()
        self._then(card)

    def _refuse(self, error: OplataError) -> None:
        self._idle()
        if isinstance(error.__cause__, msgspec.MsgspecError):
            self.failure.show_words(NO_CARD, str(error))
        else:
            self.failure.show_error(error)

    def _refuse_words(self, words: Words, **filled: Words | str) -> None:
        self._idle()
        russian = {name: one if isinstance(one, str) else one.ru for name, one in filled.items()}
        english = {name: one if isinstance(one, str) else one.en for name, one in filled.items()}
        self.failure.show_words(Words(words.ru.format(**russian), words.en.format(**english)))

    def _idle(self) -> None:
        self.desk.languages.bind(self.note, self.note.setText, self._note_words)
        self.note.setVisible(bool(self.note.text()))

    def _note_words(self) -> Words:
        text = QGuiApplication.clipboard().text()
        return IN_CLIPBOARD if looks_like_card(text[: cards.MAX_BYTES]) else Words("", "")

    def _build_invitation(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        picture = QLabel()
        theme = self.desk.theme
        theme.keep_picture(picture, "card-import", Token.NEUTRAL, 40)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = label(self.desk, DROP_HERE, wrap=True)
        words.setMinimumWidth(theme.scaled(380))
        line.addWidget(words, 1)
        return line

    def _build_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.paste_button = button(self.desk, PASTE, self.paste, icon="card")
        self.file_button = button(self.desk, FILE, self.choose_file, icon="folder", primary=True)
        self.cancel_button = button(self.desk, CANCEL, self.reject)
        self.file_button.setObjectName("import-file")
        self.paste_button.setObjectName("import-paste")
        line.addWidget(self.file_button)
        line.addWidget(self.paste_button)
        line.addStretch(1)
        line.addWidget(self.cancel_button)
        return line


def import_card(desk: Desk, parent: QWidget | None, kind: CardKind, then: Callable[[Card], object]) -> ImportCard:
    """Ask for a card of a kind; `then` gets it."""
    dialog = ImportCard(desk, parent, kind, then)
    dialog.open()
    return dialog


def _card_in(points: Grey) -> Card | None:
    """The card in a picture; None when the picture holds no code at all."""
    texts = read_picture(*points)
    return card_from_text(next(filter(looks_like_card, texts), texts[0])) if texts else None
