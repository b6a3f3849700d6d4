"""A window with the orange bar and the dock of faults, over a desk of faults that a test may change."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from common.qt.desk import Desk
from launcher_app.faults import Setting
from launcher_app.feed.hop import Arrow
from launcher_app.proxy import FaultKind
from launcher_app.ui.faults import FaultBar, FaultsDock

TO_PROVIDER = Arrow("processing", "provider")
CUT = Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, share=3_050, times=4, seconds=90)


class Stage(QMainWindow):
    """A window with the bar above and the dock at the right."""

    def __init__(self, desk: Desk, launcher: Any) -> None:
        super().__init__()
        self.bar = FaultBar(desk, launcher)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.setCentralWidget(middle)
        self.dock = FaultsDock(desk, launcher)
        frame = QDockWidget(self)
        frame.setTitleBarWidget(QWidget())
        frame.setWidget(self.dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, frame)
