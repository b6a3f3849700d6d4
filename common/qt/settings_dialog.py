"""Settings of a window: language, theme, size of text; each works at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout

from common.qt import closing, spoken
from common.qt.desk import Desk
from common.qt.theme import LARGEST, SMALLEST, STEP, Choice
from common.words import Words

if TYPE_CHECKING:
    from common.qt.main_window import MainWindow

TITLE = Words("Настройки", "Settings")
LANGUAGE, THEME, ZOOM = Words("Язык", "Language"), Words("Тема", "Theme"), Words("Размер текста, %", "Text size, %")
ASK = Words("Спрашивать перед закрытием окна", "Ask before closing the window")
CLOSE = Words("Закрыть", "Close")
LANGUAGES = (("ru", "Русский"), ("en", "English"))
THEMES = (
    (Choice.SYSTEM, Words("Как в системе", "As the system")),
    (Choice.LIGHT, Words("Светлая", "Light")),
    (Choice.DARK, Words("Тёмная", "Dark")),
)


def show(desk: Desk, window: "MainWindow", *, asks: bool = True) -> None:
    """Open it; `asks`: the window asks before it is closed, and may be told not to."""
    dialog = QDialog(window)
    dialog.setObjectName("settings-dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    desk.languages.bind(dialog, dialog.setWindowTitle, TITLE)
    column = QVBoxLayout(dialog)
    form = QFormLayout()
    column.addLayout(form)
    for words, widget in (
        (LANGUAGE, _language(desk, window)),
        (THEME, _theme(desk, window)),
        (ZOOM, _zoom(desk, window)),
    ):
        title = spoken.label(desk, words)
        title.setBuddy(widget)
        spoken.named(desk, widget, words)
        form.addRow(title, widget)
    if asks:
        column.addWidget(_ask(desk))
    row = QHBoxLayout()
    column.addLayout(row)
    row.addStretch(1)
    row.addWidget(spoken.button(desk, CLOSE, dialog.close))
    dialog.open()


def _language(desk: Desk, window: "MainWindow") -> QComboBox:
    box = QComboBox()
    for code, title in LANGUAGES:
        box.addItem(title, code)
    box.setCurrentIndex(box.findData(desk.languages.current))
    box.currentIndexChanged.connect(lambda _: window.desk.use_language(box.currentData()))
    return box


def _theme(desk: Desk, window: "MainWindow") -> QComboBox:
    box = QComboBox()
    for index, (choice, words) in enumerate(THEMES):
        box.addItem("", choice.value)

        def rename(text: str, index: int = index) -> None:
            box.setItemText(index, text)

        rename.__name__ = f"item_{index}"
        desk.languages.bind(box, rename, words)
    box.setCurrentIndex(box.findData(desk.theme.choice.value))
    box.currentIndexChanged.connect(lambda _: window.use_theme(box.currentData()))
    return box


def _zoom(desk: Desk, window: "MainWindow") -> QSpinBox:
    box = QSpinBox()
    box.setRange(SMALLEST, LARGEST)
    box.setSingleStep(STEP)
    box.setKeyboardTracking(False)
    box.setValue(desk.theme.percent)
    box.valueChanged.connect(window.zoom)
    return box


def _ask(desk: Desk) -> QCheckBox:
    box = QCheckBox()
    desk.languages.bind(box, box.setText, ASK)
    box.setChecked(desk.keep.text(closing.KEPT) != "always")
    box.toggled.connect(lambda on: desk.keep.put(closing.KEPT, "" if on else "always"))
    return box
