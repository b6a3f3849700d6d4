"""What every program's first window has: it is shown, raised, dressed and closed in one way, whatever is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from common.qt.desk import Desk


class MainWindow(QMainWindow):
    """`left` rings when the program is to end with this window."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """Over a desk."""
        super().__init__()
        self.desk = desk

    @property
    def tab_names(self) -> list[str]:
        """The stable names of what can be turned to, in their order."""
        raise NotImplementedError

    def show_tab(self, name: str) -> bool:
        """Turn to one of them; False when there is none of this name."""
        raise NotImplementedError

    def renew(self) -> None:
        """Take back what somebody else has worked with meanwhile: a window that shares nothing has nothing to do."""

    def end(self) -> None:
        """Close without asking: the system or the launcher wants an end. Asked again, it is on its way already."""
        raise NotImplementedError

    def appear(self) -> None:
        """Be seen for the first time."""
        self.show()

    def bring_up(self) -> None:
        """Come before the others, from the taskbar too."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keep_on_screen(self) -> None:
        """A place that it had on a screen that is gone would hide it."""
        screens = QGuiApplication.screens()
        if screens and not any(one.availableGeometry().intersects(self.frameGeometry()) for one in screens):
            self.move(screens[0].availableGeometry().topLeft())

    def use_theme(self, choice: str) -> None:
        """At once, and remembered."""
        self.desk.theme.use(choice)
        self.desk.keep.put("theme", choice)

    def zoom(self, percent: int) -> None:
        """The size of all text, remembered."""
        self.desk.theme.zoom(percent)
        self.desk.keep.put("zoom", self.desk.theme.percent)
