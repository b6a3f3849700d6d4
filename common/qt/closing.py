"""What a window asks before it takes a running server with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words

TITLE = Words("Закрыть окно", "Close the window")
QUESTION = Words(
    "Сервер этого окна отвечает другим программам. Если его остановить, они будут ждать; деньги и записи сохранятся.",
    "This window's server answers other programs. If it stops, they will wait; the money and the records are kept.",
)
MINIMISE = Words("Свернуть", "Minimise")
STOP = Words("Остановить и закрыть", "Stop and close")
BACK = Words("Вернуться", "Go back")
ALWAYS = Words("Больше не спрашивать, всегда сворачивать", "Do not ask again, always minimise")
KEPT = "minimise"
NAME = "closing"


def ask(desk: Desk, window: QWidget, end: Callable[[], object]) -> None:
    """Minimise (the default), stop and close, or go back."""
    if desk.keep.text(KEPT) == "always" and not window.isMinimized():
        window.showMinimized()
        return
    asked = window.findChild(QDialog, NAME)
    if asked is not None and asked.isVisible():
        asked.activateWindow()
        return
    dialog = QDialog(window)
    dialog.setObjectName(NAME)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    desk.languages.bind(dialog, dialog.setWindowTitle, TITLE)
    column = QVBoxLayout(dialog)
    text = spoken.label(desk, QUESTION, wrap=True)
    text.setMinimumWidth(desk.theme.scaled(420))
    column.addWidget(text)
    always = QCheckBox()
    desk.languages.bind(always, always.setText, ALWAYS)
    column.addWidget(always)
    row = QHBoxLayout()
    column.addLayout(row)

    def minimise() -> None:
        if always.isChecked():
            desk.keep.put(KEPT, "always")
        dialog.close()
        window.showMinimized()

    def stop() -> None:
        dialog.close()
        end()

    first = spoken.button(desk, MINIMISE, minimise, primary=True)
    first.setDefault(True)
    row.addStretch(1)
    for button in (first, spoken.button(desk, STOP, stop), spoken.button(desk, BACK, dialog.close)):
        row.addWidget(button)
    first.setFocus()
    dialog.open()
