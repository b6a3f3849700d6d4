"""The files of a report: each with its size, its checksum to compare with, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.reports import looks, opening
from common.reporting.order import Kept
from common.words import Words, same

OPEN = Words("Открыть файл {name}", "Open file {name}")
COPY = Words("Копировать SHA-256 файла {name}", "Copy the SHA-256 of {name}")
COPIED = Words("SHA-256 файла «{name}» в буфере обмена.", "The SHA-256 of {name} is in the clipboard.")
SUM = Words("{size}, SHA-256 {sum}", "{size}, SHA-256 {sum}")
SHORT_SUM = 12
COLUMNS_A_FILE = 3


class ReportFiles(QWidget):
    """Lines made anew for another report only, so that what is selected does not jump."""

    def __init__(self, desk: Desk) -> None:
        """No files."""
        super().__init__()
        self._desk = desk
        self._shown: tuple[str, Sequence[Kept]] = ("", ())
        self.setObjectName("report-files")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_files(self, folder: str, files: Sequence[Kept]) -> None:
        """These."""
        if (folder, files) == self._shown:
            return
        self._shown = (folder, files)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(files):
            self._add(place * 2, Path(folder), one)
        self.setVisible(bool(files))

    def _add(self, row: int, folder: Path, one: Kept) -> None:
        desk = self._desk
        name = spoken.label(desk, same(one.name), wrap=True)
        name.setObjectName(f"file-name-{row // 2}")
        opener = spoken.tool(
            desk, OPEN.format(name=one.name), "file", lambda: opening.open_file(desk, folder / one.name)
        )
        opener.setObjectName(f"file-open-{row // 2}")
        copier = spoken.tool(desk, COPY.format(name=one.name), "copy", lambda: self._copy(one))
        copier.setObjectName(f"file-copy-{row // 2}")
        size = looks.size(one.size)
        words = Words(
            SUM.ru.format(size=size.ru, sum=f"{one.sha256[:SHORT_SUM]}…"),
            SUM.en.format(size=size.en, sum=f"{one.sha256[:SHORT_SUM]}…"),
        )
        about: QLabel = spoken.label(desk, words, "hint", wrap=True)
        about.setObjectName(f"file-sum-{row // 2}")
        about.setToolTip(one.sha256)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(opener, row, 1, 2, 1, top)
        self._grid.addWidget(copier, row, 2, 2, 1, top)
        self._grid.addWidget(about, row + 1, 0)

    def _copy(self, one: Kept) -> None:
        QGuiApplication.clipboard().setText(one.sha256)
        self._desk.messages.ok(COPIED.format(name=one.name))
