"""The last lines of what a fallen program said, each cut to the room there is, whole in the tooltip."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words

NAME = Words("Последние строки", "The last lines")


class LastLines(QLabel):
    """Takes no room while there are none."""

    def __init__(self, desk: Desk) -> None:
        """None yet."""
        super().__init__()
        self.lines: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        spoken.named(desk, self, NAME)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """These, or none."""
        self.lines = tuple(lines)
        self.setVisible(bool(lines))
        self.setToolTip("\n".join(lines))
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the card wants it."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines fit."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics, right = self.fontMetrics(), Qt.TextElideMode.ElideRight
        self.setText("\n".join(metrics.elidedText(line.strip(), right, self.width()) for line in self.lines))
