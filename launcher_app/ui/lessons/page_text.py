"""The text of a page, as high as it is long: what stands around it scrolls."""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser

INDENT = 22
AROUND = 12
"""Frame and padding above and below."""


class PageText(QTextBrowser):
    """Read, selected, copied; links lead nowhere outside."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_markdown(self, text: str) -> None:
        """This text instead of the one before."""
        self.setMarkdown(text)
        self.document().setIndentWidth(INDENT)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(ceil(self.document().size().height()) + AROUND)
