"""The page of a running network: the map, where the money is, the tabs and the pane beside or below them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from common.qt import panes, spoken
from common.qt.desk import Desk
from common.qt.tab_fit import TabFit
from common.words import Words
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.parts import TABS, Parts

WIDE = 1200
"""Pixels from which the pane stands beside the tabs; in a narrower window it stands below them."""
BESIDE = ("exchanges", "diagram", "journals")
TABS_HEIGHT, PANE_HEIGHT = 170, 90
SHARES = (3, 2)
SECTIONS = Words("Разделы", "Sections")


class MainPage(QWidget):
    """`top` are the widgets above the tabs, from the first down."""

    def __init__(self, desk: Desk, parts: Parts, chosen: Chosen, top: tuple[QWidget, ...]) -> None:
        """The first tab is open."""
        super().__init__()
        self._chosen = chosen
        self._desk = desk
        self._parts = parts
        self.setObjectName("main-page")
        self.tabs = self._make_tabs(parts.tabs)
        self.pane = parts.pane
        self.pane.setProperty("pane", True)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.tabs)
        self._split.addWidget(self.pane)
        self._split.setCollapsible(0, False)
        for place, share in enumerate(SHARES):
            self._split.setStretchFactor(place, share)
        self.tabs.setMinimumHeight(TABS_HEIGHT)
        self.pane.setMinimumHeight(PANE_HEIGHT)
        self._turn(Qt.Orientation.Horizontal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in top:
            column.addWidget(widget)
        column.addWidget(self._split, 1)
        chosen.changed.connect(self._show_pane)
        self.tabs.currentChanged.connect(lambda _: self._show_pane())
        self._show_pane()

    def show_tab(self, name: str) -> bool:
        """Open a tab by its stable name; False when there is none."""
        widget = self._parts.tabs.get(name)
        if widget is not None:
            self.tabs.setCurrentWidget(widget)
        return widget is not None

    def name_tab(self, name: str, words: Words) -> None:
        """What is written on a tab, in the language that is on."""
        self._name(self.tabs, self._parts.tabs[name], words)

    def take_focus(self) -> None:
        """Into the open tab."""
        target = panes.first(self.tabs.currentWidget()) or self.tabs.tabBar()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane goes where there is room for it."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= WIDE else Qt.Orientation.Vertical
        if wanted is not self._split.orientation():
            self._turn(wanted)

    def _turn(self, orientation: Qt.Orientation) -> None:
        self._split.setOrientation(orientation)
        self._show_pane()

    def _show_pane(self) -> None:
        """Below the tabs it takes their room: only while something is chosen, and beside tabs about exchanges."""
        about = self.tabs.currentWidget() in [self._parts.tabs[name] for name in BESIDE]
        beside = self._split.orientation() is Qt.Orientation.Horizontal
        self.pane.setVisible(about and (beside or bool(self._chosen.story)))

    def _make_tabs(self, widgets: dict[str, QWidget]) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setObjectName("tabs")
        tabs.tabBar().setExpanding(False)
        TabFit(tabs)
        spoken.named(self._desk, tabs, SECTIONS)
        spoken.named(self._desk, tabs.tabBar(), SECTIONS)
        for name, widget in widgets.items():
            tabs.addTab(widget, "")
            self._name(tabs, widget, TABS[name])
        return tabs

    def _name(self, tabs: QTabWidget, widget: QWidget, words: Words) -> None:
        def show(text: str) -> None:
            tabs.setTabText(tabs.indexOf(widget), text)

        show.__name__ = "tab_title"
        self._desk.languages.bind(widget, show, words)
