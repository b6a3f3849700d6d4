"""«Разобрать»: a code comes as a text, a picture or from the clipboard, and every part of it is explained."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from common.errors import OplataError
from common.pay_codes import gost
from common.pay_codes.explain import LONGEST, explain
from common.pay_codes.explained import Explained
from common.pay_codes.russian import likely
from common.protocol.wallets.codes import QrKeys
from common.qt import given, screen_part
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form.failure import Failure
from common.qt.spoken import button, label, named
from common.words import Words
from launcher_app.qr import reading
from launcher_app.qr.reading import Given
from launcher_app.ui.qr.fields_tree import FieldsTree
from launcher_app.ui.qr.verdict import Verdict

PAUSE_MS = 200
LEAST_TREE = 180
EXPLAINED = Words("Разбор кода", "The code explained")
CODE = Words("Текст кода", "The code's text")
HINT = Words(
    "Вставьте текст кода или перетащите сюда картинку:\nQR продавца, QR покупателя, квитанцию, ссылку СБП, штрихкод.",
    "Paste a code's text, or drop a picture here:\na seller's or buyer's QR, a GOST bill, an SBP link, a barcode.",
)
PICTURE, PASTE, CLEAR = Words("Картинка…", "Picture…"), Words("Вставить", "Paste"), Words("Очистить", "Clear")
SCREEN = Words("Часть экрана…", "Part of the screen…")
NO_SCREEN = Words(
    "Эта система не даёт снимать экран. Сохраните картинку с кодом и откройте её здесь.",
    "This system does not let a program see the screen. Save the picture of the code and open it here.",
)
KEYS = Words("Ключи центра…", "The centre's keys…")
NO_KEYS = Words(
    "Открытых ключей центра нет: подпись наших кодов не проверяется.",
    "No public keys of the centre: signatures of our codes are not checked.",
)
HAS_KEYS = Words("Ключей центра: {n}, подпись проверяется.", "Keys of the centre: {n}; signatures are checked.")
SEVERAL = Words("Коды на картинке", "Codes of the picture")
EMPTY = Words(
    "Здесь будет разбор: каждое поле, что не так и можно ли по этому коду платить.",
    "Here every field will be explained, what is wrong, and whether the code can be paid.",
)
PICTURES = Words(
    "Картинки и тексты (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.txt);;Все файлы (*)",
    "Pictures and texts (*.png *.jpg *.jpeg *.bmp *.gif *.webp *.txt);;All files (*)",
)
KEY_FILES = Words(
    "Ответ /payments/qr/keys (*.json);;Все файлы (*)", "Answer of /payments/qr/keys (*.json);;All files (*)"
)
NOTHING_COPIED = Words("В буфере обмена нет ни текста, ни картинки.", "The clipboard holds neither text nor picture.")


class ExplainPage(QWidget):
    """`found` is what is explained now; None before there is anything."""

    name = "explain"
    title = Words("Разобрать", "Explain")

    def __init__(self, desk: Desk) -> None:
        """Nothing to explain yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName(self.name)
        self.setAcceptDrops(True)
        self.found: Explained | None = None
        self.keys: QrKeys | None = None
        self._codes: list[Given] = []
        self._shown = ""
        self.verdict, self.tree, self.failure = Verdict(desk), FieldsTree(desk), Failure(desk)
        self.empty = label(desk, EMPTY, "hint", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self._left())
        halves.addWidget(self._right())
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        halves.setSizes([desk.theme.scaled(360), desk.theme.scaled(820)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(halves)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._typed)
        self.text.textChanged.connect(lambda: self._soon.start(PAUSE_MS))
        self._show(None)

    def take_file(self, path: str) -> None:
        """A picture, or a file with a code's text."""
        self._read(lambda: reading.of_file(Path(path)))

    def take_picture(self, image: QImage) -> None:
        """A picture from the clipboard or another window."""
        data = as_png(image)
        self._read(lambda: reading.of_picture(data))

    def take_text(self, text: str) -> None:
        """A code as a text."""
        self._take([Given(text.strip())])

    def paste(self) -> None:
        """Whatever the clipboard holds."""
        if not self._given(QGuiApplication.clipboard().mimeData()):
            self.failure.show_words(NOTHING_COPIED)

    def clear(self) -> None:
        """Begin anew."""
        self.failure.clear()
        self._take([])
        self.text.setFocus()

    def choose_file(self) -> None:
        """The system's file dialog; this window does not wait for it."""
        self._choose(PICTURE, PICTURES, self.take_file)

    def take_screen(self) -> None:
        """A part of the screen; this window steps aside."""
        screen_part.take(self.desk, [self.window()], self._taken, lambda: self.failure.show_words(NO_SCREEN))

    def choose_keys(self) -> None:
        """The public keys by which signatures are checked."""
        self._choose(KEYS, KEY_FILES, self.take_keys)

    def take_keys(self, path: str) -> None:
        """Keys from a file, and what is shown judged by them."""
        self.desk.work(self, lambda: reading.keys(Path(path)), then=self._got_keys, failed=self._refuse, key="keys")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pictures and texts are welcome."""
        given.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self._given(event.mimeData())

    def _given(self, data: QMimeData | None) -> bool:
        return given.take(data, file=self.take_file, picture=self.take_picture, text=self.take_text)

    def _taken(self, part: QPixmap | None) -> None:
        if part is not None:
            self.take_picture(part.toImage())

    def _choose(self, title: Words, mask: Words, then: Callable[[str], None]) -> None:
        dialog = file_dialog(self.desk, self, title, "", self.desk.say(mask))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _read(self, read: Callable[[], list[Given]]) -> None:
        self.failure.clear()
        self.desk.work(self, read, then=self._take, failed=self._not_read, key="read")

    def _take(self, codes: list[Given]) -> None:
        self.failure.clear()
        self._codes = codes
        self.several.blockSignals(True)
        self.several.clear()
        for number, one in enumerate(codes, 1):
            self.several.addItem(f"{number}. {one.carrier}: {_text_of(one.code)[:40]}")
        self.several.blockSignals(False)
        self.several.setVisible(len(codes) > 1)
        self._pick(0)

    def _pick(self, number: int) -> None:
        one = self._codes[number] if 0 <= number < len(self._codes) else Given("")
        self._shown = _text_of(one.code)
        self.text.blockSignals(True)
        self.text.setPlainText(self._shown)
        self.text.blockSignals(False)
        self._explain(one.code)

    def _typed(self) -> None:
        """A text that was edited is a text: the bytes of a picture say nothing of it any more."""
        text = self.text.toPlainText()
        if text != self._shown:
            self._codes, self._shown = [Given(text)], text
            self.several.hide()
            self.failure.clear()
            self._explain(text)

    def _explain(self, code: str | bytes) -> None:
        if not code.strip():
            self._show(None)
            return
        keys = self.keys
        self.desk.work(self, lambda: explain(code, keys), then=self._show, key="explain")

    def _show(self, found: Explained | None) -> None:
        self.found = found
        self.verdict.show_explained(found)
        self.tree.show_explained(found)
        self.empty.setVisible(found is None)

    def _got_keys(self, keys: QrKeys) -> None:
        self.keys = keys
        self.failure.clear()
        words = HAS_KEYS.format(n=len(keys.keys))
        self.desk.languages.bind(self.keys_note, self.keys_note.setText, words)
        if self._codes:
            self._explain(self._codes[max(0, self.several.currentIndex())].code)

    def _not_read(self, error: OplataError) -> None:
        """What was explained before was of something else."""
        self._take([])
        self._refuse(error)

    def _refuse(self, error: OplataError) -> None:
        self.failure.show_words(reading.told(error), str(error))

    def _left(self) -> QWidget:
        desk, left = self.desk, QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(10)
        title = label(desk, CODE)
        column.addWidget(title)
        self.text = named(desk, QPlainTextEdit(), CODE)
        self.text.setObjectName("code")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setAcceptDrops(False)
        desk.theme.keep(self.text, lambda: self.text.setFont(desk.theme.font(9, mono=True)))
        desk.languages.bind(self.text, self.text.setPlaceholderText, HINT)
        title.setBuddy(self.text)
        column.addWidget(self.text, 1)
        self.several = named(desk, QComboBox(), SEVERAL)
        self.several.setObjectName("several")
        self.several.currentIndexChanged.connect(self._pick)
        self.several.hide()
        column.addWidget(self.several)
        self.picture_button = button(desk, PICTURE, self.choose_file, icon="qr", primary=True)
        self.paste_button = button(desk, PASTE, self.paste, icon="copy")
        self.clear_button = button(desk, CLEAR, self.clear, icon="close")
        self.screen_button = button(desk, SCREEN, self.take_screen, icon="window")
        self.keys_button = button(desk, KEYS, self.choose_keys, icon="key")
        grid = QGridLayout()
        grid.setSpacing(8)
        every = {
            "picture": self.picture_button, "screen": self.screen_button, "paste": self.paste_button,
            "clear": self.clear_button, "keys": self.keys_button,
        }  # fmt: skip
        for place, (name, one) in enumerate(every.items()):
            one.setObjectName(name)
            grid.addWidget(one, place // 2, place % 2, 1, 2 if name == "keys" else 1)
        column.addLayout(grid)
        self.keys_note = label(desk, NO_KEYS, "hint", wrap=True)
        column.addWidget(self.keys_note)
        return left

    def _right(self) -> QScrollArea:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 12, 16, 12)
        column.setSpacing(10)
        for part, stretch in ((self.failure, 0), (self.verdict, 0), (self.tree, 1), (self.empty, 1)):
            column.addWidget(part, stretch)
        self.desk.theme.keep(right, lambda: self.tree.setMinimumHeight(self.desk.theme.scaled(LEAST_TREE)))
        area = named(self.desk, QScrollArea(), EXPLAINED)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(right)
        return area


def _text_of(code: str | bytes) -> str:
    """A code as it may be shown and edited; a bill in the encoding in which it was written."""
    if isinstance(code, str):
        return code[:LONGEST]
    try:
        encoding = likely(code, gost.encoding_of(code))
    except OplataError:
        encoding = "utf-8"
    return code[:LONGEST].decode(encoding, "replace")


def as_png(image: QImage) -> bytes:
    """A picture of Qt's as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # PySide's own stubs know only the other order
    return bytes(buffer.data().data())
