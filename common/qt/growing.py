"""A dialog that grows with what it has to say, never beyond its screen and never smaller by itself."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

MARGIN = 60
"""Pixels of the screen that its own bars and the window's frame take."""


class GrowingDialog(QDialog):
    """As wide and as tall as its layout wants, also when that changes: mistakes appear, details are unfolded."""

    def event(self, event: QEvent) -> bool:
        """The layout asked for another size."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            QTimer.singleShot(0, self, self._grow)
        return super().event(event)

    def _grow(self) -> None:
        layout = self.layout() if isValid(self) else None
        if layout is None:
            return
        layout.activate()
        room = self.screen().availableSize()
        width = max(self.width(), layout.totalMinimumSize().width())
        width = max(width, min(layout.totalSizeHint().width(), room.width() - MARGIN))  # its height is for this width
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        wanted = max(wanted, layout.totalSizeHint().height())
        self.resize(width, max(self.height(), min(wanted, room.height() - MARGIN)))
