"""The file dialog in the window's language: where Qt draws it itself, some of its words are not translated."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from common.qt.desk import Desk
from common.words import Words

LABELS = {
    QFileDialog.DialogLabel.LookIn: Words("Папка:", "Folder:"),
    QFileDialog.DialogLabel.FileType: Words("Тип файла:", "File type:"),
}


def file_dialog(desk: Desk, parent: QWidget, title: Words, folder: str, mask: str) -> QFileDialog:
    """A dialog that goes away once it is closed; nothing waits for it. What it is for is set by who asks."""
    made = QFileDialog(parent, desk.say(title), folder, mask)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for place, words in LABELS.items():
        made.setLabelText(place, desk.say(words))
    return made
