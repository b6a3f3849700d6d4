"""A section of the project's documents in a window of its own: nothing outside the programme is needed to read it."""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.growing import MARGIN
from common.setup.places import PROJECT
from common.words import Words, same
from launcher_app import documents

SIZE = QSize(760, 600)
TITLE = Words("Документация", "Documents")
MISSING = Words("Файла {link} рядом с программой нет.", "There is no file {link} beside the program.")
WHOLE, CLOSE = Words("Открыть файл целиком", "Open the whole file"), Words("Закрыть", "Close")


class DocumentDialog(QDialog):
    """What a link like docs/protocol.md#post-v1credit points at."""

    def __init__(self, desk: Desk, link: str, parent: QWidget) -> None:
        """Read at once: the file is ours and small."""
        super().__init__(parent)
        self.setObjectName("document-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        room = self.screen().availableSize() - QSize(MARGIN, MARGIN)
        self.resize((SIZE * desk.theme.percent / 100).boundedTo(room))
        self._path = PROJECT / link.partition("#")[0]
        self.text = spoken.named(desk, QTextBrowser(), TITLE)
        self.text.setOpenLinks(False)
        self.text.setMarkdown(documents.linked(link) or desk.say(MISSING.format(link=link)))
        column = QVBoxLayout(self)
        column.addWidget(spoken.label(desk, same(link), "hint", wrap=True))
        column.addWidget(self.text, 1)
        line = QHBoxLayout()
        line.addWidget(spoken.button(desk, WHOLE, self._open, icon="file"))
        line.addStretch(1)
        line.addWidget(spoken.button(desk, CLOSE, self.reject))
        column.addLayout(line)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
