"""«Собрать»: a code made from its fields while they are typed, its picture beside them, to copy and to save."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from common.errors import OplataError
from common.pay_codes.make import FORMS, make
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form import Form, TextField
from common.qt.form.choice import CalmComboBox
from common.qt.messages import Notice, NoticeKind
from common.qt.spoken import button, label, named
from common.words import Words, same
from launcher_app.qr.drawing import picture, text_of

PAUSE_MS = 250
FORMAT = Words("Формат", "Format")
ALL_FIELDS = Words("Показать все поля", "Show all fields")
TEXT = Words("Готовый код", "The code")
PICTURE = Words("Картинка кода", "Picture of the code")
COPY_TEXT, COPY_PICTURE = Words("Копировать текст", "Copy the text"), Words("Копировать картинку", "Copy the picture")
SAVE, EXPLAIN = Words("Сохранить PNG…", "Save a PNG…"), Words("Разобрать", "Explain")
SAVED = Words("Картинка сохранена: {path}", "The picture was saved: {path}")
NOT_SAVED = Words("Картинка не сохранена: {why}. Выберите другую папку.", "Not saved: {why}. Choose another folder.")
PNG = Words("Картинка PNG (*.png)", "PNG picture (*.png)")
EXAMPLE = Words("Например: {example}", "For example: {example}")
SIGNED = Words(
    "Подписанные коды нашей сети делает окно поставщика: ключ есть только у центра.",
    "Signed codes of our network are made in the provider's window: only the centre has the key.",
)
SIDE = 320


class MakePage(QWidget):
    """`asked` rings with a made code that a person wants to see explained."""

    name = "make"
    title = Words("Собрать", "Make")
    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """The first format with its examples, so that there is a code to look at."""
        super().__init__()
        self.desk = desk
        self.setObjectName(self.name)
        self.code = b""
        self.png = b""
        self.forms: dict[str, Form] = {}
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self._left())
        halves.addWidget(self._right())
        halves.setStretchFactor(0, 1)
        halves.setChildrenCollapsible(False)
        halves.setSizes([desk.theme.scaled(640), desk.theme.scaled(540)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(halves)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.make_now)
        desk.theme.keep(self, self._paint)
        self.make_now()

    @property
    def form(self) -> str:
        """The format that is being made."""
        return str(self.format.currentData())

    def choose(self, form: str) -> None:
        """Another format; what was typed for each stays."""
        self.format.setCurrentIndex(self.format.findData(form))

    def make_now(self) -> None:
        """Make it of what is typed now."""
        form = self.form
        fields = {name: str(value) for name, value in self.forms[form].values().items()}
        self.desk.work(self, lambda: _made(form, fields), then=self._got, failed=self._refuse, key="make")

    def copy_text(self) -> None:
        """The code's text into the clipboard."""
        QGuiApplication.clipboard().setText(text_of(self.code))

    def copy_picture(self) -> None:
        """Its picture into the clipboard."""
        QGuiApplication.clipboard().setImage(QImage.fromData(self.png))

    def save(self) -> None:
        """Ask where to; the window does not wait for it."""
        dialog = file_dialog(self.desk, self, SAVE, f"{self.form}.png", self.desk.say(PNG))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{self.form}.png")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the picture there."""
        try:
            Path(path).write_bytes(self.png)
        except OSError as problem:
            self.desk.messages.tell(Notice(NoticeKind.ERROR, NOT_SAVED.format(why=problem.strerror)))
            return
        self.desk.messages.tell(Notice(NoticeKind.OK, SAVED.format(path=path), seconds=10))

    def _got(self, made: tuple[bytes, bytes]) -> None:
        self.code, self.png = made
        self.text.setPlainText(text_of(self.code))
        self._allow(allowed=True)
        self.mistake.hide()
        self._paint()

    def _refuse(self, error: OplataError) -> None:
        """What is made no more is shown no more; the form says why not."""
        self.code = self.png = b""
        self.text.clear()
        self._allow(allowed=False)
        self.desk.languages.bind(self.mistake, self.mistake.setText, same(error.detail))
        self.mistake.show()
        self._paint()

    def _allow(self, *, allowed: bool) -> None:
        for one in self.buttons:
            one.setEnabled(allowed)

    def _paint(self) -> None:
        side = self.desk.theme.scaled(SIDE)
        self.picture.setFixedHeight(side)
        shown = QPixmap()
        if self.png:
            shown.loadFromData(self.png)
            if shown.width() > side or shown.height() > side:
                shown = shown.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        self.picture.setPixmap(shown)

    def _left(self) -> QWidget:
        desk, left = self.desk, QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(10)
        self.format = named(desk, CalmComboBox(), FORMAT)
        self.format.setObjectName("format")
        title = label(desk, FORMAT)
        title.setBuddy(self.format)
        column.addWidget(title)
        column.addWidget(self.format)
        self.pages = QStackedWidget()
        for name in FORMS:
            self.format.addItem("", name)
            self.pages.addWidget(self._page(name))
        column.addWidget(self.pages, 1)
        self.every = QCheckBox()
        self.every.setObjectName("all-fields")
        desk.languages.bind(self.every, self.every.setText, ALL_FIELDS)
        self.every.toggled.connect(self._show_fields)
        column.addWidget(self.every)
        column.addWidget(label(desk, SIGNED, "hint", wrap=True))
        desk.languages.changed.connect(self._name_formats)
        self._name_formats()
        self.format.currentIndexChanged.connect(self._turned)
        self._show_fields()
        return left

    def _right(self) -> QWidget:
        desk, right = self.desk, QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 12, 16, 12)
        column.setSpacing(10)
        self.picture = named(desk, QLabel(), PICTURE)
        self.picture.setObjectName("picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.picture)
        self.mistake = label(desk, same(""), "mistake", wrap=True)
        self.mistake.setObjectName("mistake")
        self.mistake.hide()
        column.addWidget(self.mistake)
        self.text = named(desk, QPlainTextEdit(readOnly=True), TEXT)
        self.text.setObjectName("made")
        desk.theme.keep(self.text, lambda: self.text.setFont(desk.theme.font(9, mono=True)))
        column.addWidget(self.text, 1)
        self.buttons = [
            button(desk, SAVE, self.save, icon="save", primary=True),
            button(desk, COPY_TEXT, self.copy_text, icon="copy"),
            button(desk, COPY_PICTURE, self.copy_picture, icon="qr"),
            button(desk, EXPLAIN, lambda: self.asked.emit(text_of(self.code)), icon="search"),
        ]
        for one, name in zip(self.buttons, ("save", "copy-text", "copy-picture", "explain-it"), strict=True):
            one.setObjectName(name)
            column.addWidget(one)
        return right

    def _page(self, name: str) -> QScrollArea:
        form = Form(self.desk, f"make-{name}", drafts=False)
        for ask in FORMS[name].asks:
            hint = EXAMPLE.format(example=ask.example) if ask.example else None
            words = Words(f"{ask.name.ru} ({ask.key})", f"{ask.name.en} ({ask.key})") if name == "gost" else ask.name
            field = form.add(TextField(ask.key, words, required=ask.needed, hint=hint))
            field.fill(ask.example)
        form.changed.connect(lambda: self._soon.start(PAUSE_MS))
        form.layout().setContentsMargins(0, 0, 12, 0)  # type: ignore[union-attr] # a form has a layout
        self.forms[name] = form
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(form)
        return area

    def _turned(self) -> None:
        self.pages.setCurrentIndex(self.format.currentIndex())
        self._show_fields()
        self.make_now()

    def _show_fields(self, *_: object) -> None:
        """Those that are usual, or all; a format with few fields shows them always."""
        rare = [ask.key for ask in FORMS[self.form].asks if not ask.needed and not ask.example]
        self.every.setVisible(bool(rare))
        for key in rare:
            self.forms[self.form].show_field(key, self.every.isChecked())

    def _name_formats(self) -> None:
        for index, form in enumerate(FORMS.values()):
            self.format.setItemText(index, self.desk.say(form.name))


def _made(form: str, fields: dict[str, str]) -> tuple[bytes, bytes]:
    code = make(form, fields)
    return code, picture(form, code)
