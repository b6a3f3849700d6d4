"""The dock of the first use: the show in its own network, the checklist in any other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from common.qt.desk import Desk
from launcher_app.first_use.show import NETWORK
from launcher_app.ui.first_use.checklist_panel import ChecklistPanel
from launcher_app.ui.first_use.show_panel import ShowPanel

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LOOK_MS, ASK_EACH = 300, 7
LEAST_WIDTH = 300


class ChecklistDock(QStackedWidget):
    """`lessons` rings when somebody wants to go on with the lessons."""

    lessons = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Looks at what is told three times a second, asks the roles every two seconds while it is seen."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self._turns = 0
        self.setObjectName("checklist-dock")
        self.panel = ChecklistPanel(desk, launcher)
        self.show_panel = ShowPanel(desk, launcher)
        self.addWidget(self.panel)
        self.addWidget(self.show_panel)
        desk.theme.keep(self, lambda: self.setMinimumWidth(desk.theme.scaled(LEAST_WIDTH)))
        self.panel.away.connect(self._put_away)
        self.panel.lessons.connect(self.lessons)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(LOOK_MS)
        self.refresh()
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.leave)

    def leave(self) -> None:
        """The program ends: a show under way is given up."""
        self.show_panel.show_of.interrupt()

    def begin_show(self) -> None:
        """Play the show of two minutes; its network is opened if it is not."""
        self._turn_to(self.show_panel)
        self.show_panel.begin()

    def refresh(self) -> None:
        """What is told, and what is done."""
        playing = self.show_panel.show_of
        in_show = self._launcher.network == NETWORK
        if playing.playing and self._launcher.network not in (NETWORK, ""):
            playing.interrupt()
        self._turn_to(self.show_panel if in_show or playing.playing else self.panel)
        self.show_panel.refresh()
        self._turns += 1
        if self.isVisible() and self.currentWidget() is self.panel:
            self.panel.refresh()
            if self._turns % ASK_EACH == 0 and self._launcher.board.running:
                self.panel.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Taken out again."""
        super().showEvent(event)
        if self._launcher.network and self.panel.checklist.hidden:
            self.panel.checklist.hide(on=False)

    def _turn_to(self, page: ChecklistPanel | ShowPanel) -> None:
        dock = self.parentWidget()
        if page is not self.currentWidget() and isinstance(dock, QDockWidget):
            self._desk.languages.bind(dock, dock.setWindowTitle, page.title)
        self.setCurrentWidget(page)

    def _put_away(self) -> None:
        if self._launcher.network:
            self.panel.checklist.hide(on=True)
        self._dock().hide()

    def _dock(self) -> QWidget:
        above = self.parentWidget()
        return above if isinstance(above, QDockWidget) else self
