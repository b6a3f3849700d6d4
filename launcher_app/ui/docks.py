"""The docks at the sides of the launcher's window: faults, checklist, lessons."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from common.qt import panes
from common.qt.main_window import MainWindow
from launcher_app.ui.parts import DOCKS

WIDTH, NARROW = 344, 1400
LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
SIDES = {"faults": RIGHT, "checklist": LEFT, "lessons": LEFT}


class Docks:
    """All are put away at first."""

    def __init__(self, window: MainWindow, widgets: Mapping[str, QWidget]) -> None:
        """One around each widget."""
        self._window = window
        self.every = {name: self._dock(name, widget) for name, widget in widgets.items()}
        self._put_away: list[str] = []

    def turn(self, name: str) -> None:
        """Open a dock and go into it; one that has the focus is put away."""
        dock, focused = self.every[name], QApplication.focusWidget()
        if dock.isVisible() and focused is not None and dock.isAncestorOf(focused):
            dock.hide()
        else:
            self.show(name)

    def away(self) -> None:
        """Put all away."""
        for dock in self.every.values():
            dock.hide()

    def rest(self) -> None:
        """Put all away until the next network is open: a lesson goes on in a network of its own."""
        self._put_away = [name for name, dock in self.every.items() if not dock.isHidden()]
        self.away()

    def back(self) -> None:
        """Those that were put to rest; the focus stays where it is."""
        for name in self._put_away:
            self.every[name].show()
        self._put_away = []

    def show(self, name: str) -> None:
        """Open a dock and go into it; others make room: those at the same side, in a narrow window all."""
        dock, window = self.every[name], self._window
        narrow = window.width() < window.desk.theme.scaled(NARROW)
        for other in self.every.values():
            in_the_way = narrow or self._side(other) == self._side(dock)
            if other is not dock and not other.isFloating() and in_the_way:
                other.hide()
        dock.show()
        dock.raise_()
        width = max(dock.width(), window.desk.theme.scaled(WIDTH))
        window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        target = panes.first(dock.widget())
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _side(self, dock: QDockWidget) -> Qt.DockWidgetArea:
        return self._window.dockWidgetArea(dock)

    def _dock(self, name: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(f"dock-{name}")
        dock.setWidget(widget)
        dock.setProperty("pane", True)
        dock.setAllowedAreas(LEFT | RIGHT)
        self._window.desk.languages.bind(dock, dock.setWindowTitle, DOCKS[name])
        self._window.addDockWidget(SIDES[name], dock)
        dock.hide()
        return dock
