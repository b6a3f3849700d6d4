"""The place of the map in the window: as high as the cards need, scrolled where the window is too narrow for them."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from launcher_app.ui.map.network_map import NetworkMap

SHARE, LARGE_SHARE, LARGE = 40, 48, 850
"""Per cent of the window's height that the map may take, in a window so high more; more seats are scrolled."""


class MapArea(QScrollArea):
    """Takes no room while there is nobody on the map."""

    def __init__(self, map_widget: NetworkMap) -> None:
        """Holds the map."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._map = map_widget
        self.setWidget(map_widget)
        map_widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cards want another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other line breaks."""
        super().resizeEvent(event)
        self._map.fit(self.viewport().width())
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        layout = self._map.layout()
        if layout is None or layout.count() == 0:
            self.setFixedHeight(0)
            return
        width = max(self.viewport().width(), layout.minimumSize().width())
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        if width > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        room = self.window().height()
        self.setFixedHeight(min(height, room * (LARGE_SHARE if room >= LARGE else SHARE) // 100))
