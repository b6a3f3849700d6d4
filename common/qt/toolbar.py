"""The toolbar: the commands of the tab that is open, refresh, and the search box at its right end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolBar, QToolButton, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words

SEARCH_MS = 150
SEARCH_WIDTH = 210
ICON = 18
TITLE = Words("Панель команд", "Commands")
SEARCH = Words("Поиск", "Search")
HINT = Words("Поиск  (Ctrl+F)", "Search  (Ctrl+F)")


class CommandBar(QToolBar):
    """Words beside the icons while they fit; from the right end on, icons alone."""

    def __init__(self, desk: Desk, search: Callable[[str], object], *, search_width: int = SEARCH_WIDTH) -> None:
        """Empty but for the search box."""
        super().__init__()
        self._desk = desk
        self._search_width = search_width
        self.setObjectName("commands")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        self._space = QWidget()
        self._space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.box = SearchBox(desk, search)
        self.addWidget(self._space)
        self.addWidget(self.box)
        self._of_screen: list[QAction] = []
        desk.languages.changed.connect(self._fit_later)
        desk.theme.keep(self, self._resize_icons)

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """The tab's own commands in the place of the last one's."""
        for action in self._of_screen:
            self.removeAction(action)
        before = self.actions()[0]
        self._of_screen = list(actions)
        self.insertActions(before, self._of_screen)
        for action in self._of_screen:
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setObjectName(f"command-{action.objectName()}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits has changed."""
        super().resizeEvent(event)
        self._fit()

    def _resize_icons(self) -> None:
        side = self._desk.theme.scaled(ICON)
        self.setIconSize(QSize(side, side))
        self.box.setFixedWidth(self._desk.theme.scaled(self._search_width))
        self._fit_later()

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Take the words off, the last button first, until everything has room."""
        buttons = [self.widgetForAction(action) for action in self._of_screen]
        plain = [button for button in buttons if isinstance(button, QToolButton)]
        for button in plain:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        spare = self.width() - self.box.width() - 40
        for button in reversed(plain):
            if sum(one.sizeHint().width() + 4 for one in plain) <= spare:
                break
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


class SearchBox(QLineEdit):
    """Tells what is looked for, a moment after the last letter; Esc empties it."""

    def __init__(self, desk: Desk, search: Callable[[str], object]) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        spoken.named(desk, self, SEARCH)
        desk.languages.bind(self, self.setPlaceholderText, HINT)
        for child in self.findChildren(QToolButton):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_MS)
        self._timer.timeout.connect(lambda: search(self.text()))
        self.textChanged.connect(lambda _: self._timer.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: everything again."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def put(self, text: str) -> None:
        """Show the words of another tab's search without searching again."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
