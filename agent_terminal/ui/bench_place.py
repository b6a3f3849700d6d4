"""Where the hardware bench stands: beside the page on a wide screen, else in a window of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.words import Words

WIDE = 1700
OWN = QSize(560, 720)
KEPT = "bench"
TITLE = Words("Стенд оборудования", "Hardware bench")


class BenchPlace(QObject):
    """Makes the bench when it is first asked for; it is never inside the page, which must not know of it."""

    def __init__(self, desk: Desk, window: QMainWindow, hidden: Callable[[], object]) -> None:
        """`hidden` is called when a person puts the bench away."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._hidden = hidden
        self._bench: QWidget | None = None
        self._dock: QDockWidget | None = None
        self._own: QWidget | None = None

    @property
    def seen(self) -> bool:
        """Whether it is on the screen."""
        return self._bench is not None and self._bench.isVisible()

    def toggle(self) -> None:
        """There, or away."""
        if self.seen:
            self.put_away()
        else:
            self.show()

    def show(self) -> None:
        """On the screen, before the others."""
        place = self._docked() if self._wide() else self._alone()
        place.show()
        if place is self._own:
            place.raise_()
            place.activateWindow()

    def put_away(self) -> None:
        """Off the screen; it keeps what it shows."""
        for place in (self._dock, self._own):
            if place is not None:
                place.hide()
        self._hidden()

    def _wide(self) -> bool:
        return self._window.screen().availableGeometry().width() >= WIDE

    def _docked(self) -> QDockWidget:
        if self._dock is None:
            dock = QDockWidget(self._window)
            dock.setObjectName("bench-dock")
            dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
            self._desk.languages.bind(dock, dock.setWindowTitle, TITLE)
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            dock.visibilityChanged.connect(lambda seen: None if seen else self._hidden())
            self._dock = dock
        self._dock.setWidget(self._made())
        return self._dock

    def _alone(self) -> QWidget:
        if self._own is None:
            self._own = _Own(self.put_away)
            self._own.setObjectName("bench-window")
            self._own.resize(OWN)
            self._desk.languages.bind(self._own, self._own.setWindowTitle, TITLE)
            self._desk.theme.keep(self._own, self._dress)
        column = self._own.layout()
        assert column is not None
        column.addWidget(self._made())
        return self._own

    def _dress(self) -> None:
        assert self._own is not None
        self._own.setWindowIcon(self._desk.theme.icon("test"))

    def _made(self) -> QWidget:
        if self._bench is None:
            from agent_terminal.ui.bench import Bench

            self._bench = Bench(self._desk)
        return self._bench


class _Own(QWidget):
    """Closing it puts the bench away."""

    def __init__(self, put_away: Callable[[], object]) -> None:
        super().__init__()
        self._put_away = put_away
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)
        QShortcut(QKeySequence("F9"), self, put_away)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross is the same as F9."""
        event.ignore()
        self._put_away()
