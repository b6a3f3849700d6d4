"""«Собрать»: a code made from its fields while they are typed, its picture beside them, to copy and to save."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from common.errors import OplataError
from common.pay_codes.make import FORMS, DoesNotFit, make
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form import Form, TextField
from common.qt.form.choice import CalmComboBox
from common.qt.messages import Notice, NoticeKind
from common.qt.spoken import button, label, named
from common.words import Words, same
from launcher_app.qr import reading
from launcher_app.qr.drawing import picture, rows_of, text_of
from launcher_app.ui.qr.code_picture import CodePicture

PAUSE_MS = 250
FORMAT = Words("Формат", "Format")
FIELDS = Words("Поля", "Fields")
ALL_FIELDS = Words("Показать все поля", "Show all fields")
TEXT = Words("Готовый код", "The code")
COPY_TEXT, COPY_PICTURE = Words("Копировать текст", "Copy the text"), Words("Копировать картинку", "Copy the picture")
SAVE, EXPLAIN = Words("Сохранить PNG…", "Save a PNG…"), Words("Разобрать", "Explain")
SAVED = Words("Картинка сохранена: {path}", "The picture was saved: {path}")
NOT_SAVED = Words("Картинка не сохранена: {why}. Выберите другую папку.", "Not saved: {why}. Choose another folder.")
PNG = Words("Картинка PNG (*.png)", "PNG picture (*.png)")
NOT_MADE = Words("Поле слева не годится: код не собран.", "A field does not fit: no code was made.")
SIGNED = Words(
    "Подписанные коды нашей сети делает окно поставщика: ключ есть только у центра.",
    "Signed codes of our network are made in the provider's window: only the centre has the key.",
)
ROOMY = 130
"""Per cent of zoom above which names of fields stand over them."""


class Made(NamedTuple):
    """A code, its squares or bars, and a picture of them."""

    code: bytes
    rows: list[list[bool]]
    png: bytes


NOTHING_MADE = Made(b"", [], b"")


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
        self.made = NOTHING_MADE
        self.forms: dict[str, Form] = {}
        self._mistaken = ""
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
        QGuiApplication.clipboard().setText(text_of(self.made.code))

    def copy_picture(self) -> None:
        """Its picture into the clipboard."""
        QGuiApplication.clipboard().setImage(QImage.fromData(self.made.png))

    def save(self) -> None:
        """Ask where to, if there is anything to save."""
        self._once_made(self._choose_place)

    def _choose_place(self) -> None:
        """The system's dialog; the window does not wait for it."""
        dialog = file_dialog(self.desk, self, SAVE, f"{self.form}.png", self.desk.say(PNG))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{self.form}.png")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the picture there."""
        try:
            Path(path).write_bytes(self.made.png)
        except OSError as problem:
            self.desk.messages.tell(Notice(NoticeKind.ERROR, NOT_SAVED.format(why=problem.strerror)))
            return
        self.desk.messages.tell(Notice(NoticeKind.OK, SAVED.format(path=path), seconds=10))

    def _got(self, made: Made) -> None:
        self.made = made
        self.forms[self.form].mistakes(())
        self.text.setPlainText(text_of(self.made.code))
        self.mistake.hide()
        self.picture.show_rows(self.made.rows)

    def _refuse(self, error: OplataError) -> None:
        """What is made no more is shown no more; the form says why not."""
        self.made = NOTHING_MADE
        self.text.clear()
        key = error.key if isinstance(error, DoesNotFit) else ""
        why = error.why if isinstance(error, DoesNotFit) else reading.told(error)
        form = self.forms[self.form]
        self._mistaken = key
        if key in form.fields:
            for name in form.fields:
                form.say_mistake(name, why if name == key else None)
        self.desk.languages.bind(self.mistake, self.mistake.setText, NOT_MADE if key in form.fields else why)
        self.mistake.show()
        self.picture.show_rows(self.made.rows)

    def _ask(self) -> None:
        self.asked.emit(text_of(self.made.code))

    def _once_made(self, act: Callable[[], object]) -> None:
        """Nothing is made of a field that does not fit: the cursor goes there, the words are under it."""
        if self.made.code:
            act()
        else:
            self.forms[self.form].go_to(self._mistaken)

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
            self.pages.addWidget(QWidget())
        column.addWidget(self.pages, 1)
        self.every = QCheckBox()
        self.every.setObjectName("all-fields")
        desk.languages.bind(self.every, self.every.setText, ALL_FIELDS)
        self.every.toggled.connect(self._show_fields)
        column.addWidget(self.every)
        column.addWidget(label(desk, SIGNED, "hint", wrap=True))
        desk.languages.changed.connect(self._name_formats)
        self._name_formats()
        self._open()
        self.format.currentIndexChanged.connect(self._turned)
        self._show_fields()
        return left

    def _right(self) -> QWidget:
        desk, right = self.desk, QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 12, 16, 12)
        column.setSpacing(10)
        self.picture = CodePicture(desk)
        column.addWidget(self.picture, 3)
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
            button(desk, COPY_TEXT, lambda: self._once_made(self.copy_text), icon="copy"),
            button(desk, COPY_PICTURE, lambda: self._once_made(self.copy_picture), icon="qr"),
            button(desk, EXPLAIN, lambda: self._once_made(self._ask), icon="search"),
        ]
        grid = QGridLayout()
        grid.setSpacing(8)
        names = ("save", "copy-text", "copy-picture", "explain-it")
        for place, (one, name) in enumerate(zip(self.buttons, names, strict=True)):
            one.setObjectName(name)
            grid.addWidget(one, place // 2, place % 2)
        column.addLayout(grid)
        return right

    def _page(self, name: str) -> QScrollArea:
        form = Form(self.desk, f"make-{name}", drafts=False)
        for ask in FORMS[name].asks:
            words = _capital(ask.name)
            if name == "gost":
                words = Words(f"{words.ru} ({ask.key})", f"{words.en} ({ask.key})")
            field = form.add(TextField(ask.key, words, required=ask.needed))
            field.line.setPlaceholderText(ask.example)
            field.fill(ask.example)
        form.changed.connect(lambda: self._soon.start(PAUSE_MS))
        self.desk.theme.keep(form, lambda: self._wrap(form))
        form.layout().setContentsMargins(0, 0, 12, 0)  # type: ignore[union-attr] # a form has a layout
        self.forms[name] = form
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        return named(self.desk, area, FIELDS)

    def _wrap(self, form: Form) -> None:
        policy = QFormLayout.RowWrapPolicy
        form.lines.setRowWrapPolicy(policy.WrapAllRows if self.desk.theme.percent > ROOMY else policy.WrapLongRows)

    def _turned(self) -> None:
        self._open()
        self._show_fields()
        self.make_now()

    def _open(self) -> None:
        """The page of the format, built when it is first seen: that of a bill has half a hundred fields."""
        index = self.format.currentIndex()
        if self.form not in self.forms:
            self.pages.insertWidget(index, self._page(self.form))
            if (empty := self.pages.widget(index + 1)) is not None:
                self.pages.removeWidget(empty)
                empty.deleteLater()
        self.pages.setCurrentIndex(index)

    def _show_fields(self, *_: object) -> None:
        """Those that are usual, or all; a format with few fields shows them always."""
        rare = [ask.key for ask in FORMS[self.form].asks if not ask.needed and not ask.example]
        self.every.setVisible(bool(rare))
        for key in rare:
            self.forms[self.form].show_field(key, self.every.isChecked())

    def _name_formats(self) -> None:
        for index, form in enumerate(FORMS.values()):
            self.format.setItemText(index, self.desk.say(_capital(form.name)))


def _made(form: str, fields: dict[str, str]) -> Made:
    code = make(form, fields)
    rows = rows_of(form, code)
    return Made(code, rows, picture(rows))


def _capital(words: Words) -> Words:
    return Words(words.ru[:1].upper() + words.ru[1:], words.en[:1].upper() + words.en[1:])
