"""A field for a file of this computer: its path, and the system's dialog to choose one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form import TextField
from common.qt.spoken import button
from common.words import Words

BROWSE = Words("Обзор…", "Browse…")
LONGEST = 4_096


class PathField(TextField):
    """`mask` is which files the dialog offers: «Реестры (*.csv *.xlsx)»."""

    browse: QPushButton

    def __init__(self, name: str, words: Words, *, mask: Words, **options: Any) -> None:
        """The other options are those of a line."""
        super().__init__(name, words, longest=LONGEST, **options)
        self.mask = mask

    def build(self, desk: Desk) -> QWidget:
        """The line and its button."""
        self._desk = desk
        super().build(desk)
        self.browse = button(desk, BROWSE, self.choose, icon="folder")
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.browse)
        return row

    def stops(self) -> Sequence[QWidget]:
        """The line, then its button."""
        return (self.line, self.browse)

    def choose(self) -> QFileDialog:
        """Ask which file; nothing waits for the answer."""
        dialog = file_dialog(self._desk, self.line.window(), self.words, self.value(), self._desk.say(self.mask))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.fill)
        dialog.open()
        return dialog
