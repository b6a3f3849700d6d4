"""Tabs of a window stand closer together where they would not all have room otherwise."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QTabWidget
from shiboken6 import isValid

SPACE = {"": 10, "close": 5, "closest": 2}
"""Pixels at each side of a title, by what the style sheet calls it: its padding and its margin."""


class TabFit(QObject):
    """Watches the tabs it is given; how close they are is the property `spacing` of their bar."""

    def __init__(self, tabs: QTabWidget) -> None:
        """As far apart as usual."""
        super().__init__(tabs)
        self._tabs = tabs
        tabs.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, other titles, another size of text."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if not isValid(self._tabs):
            return
        bar = self._tabs.tabBar()
        now = str(bar.property("spacing") or "")
        spaces = 2 * bar.count()
        titles = bar.sizeHint().width() - spaces * SPACE[now]
        fitting = (name for name, space in SPACE.items() if titles + spaces * space <= self._tabs.width())
        wanted = next(fitting, "closest")
        if wanted != now:
            bar.setProperty("spacing", wanted)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
            QCoreApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))  # else it keeps its titles' old places
