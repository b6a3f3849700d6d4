"""Doors of an open window, for its own computer's operator: what is on it, raise it, turn it, point, set its look.

The launcher, the pictures and the tests use them; clicks and keys are not here: those are real ones.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QAbstractListModel, QBuffer, QIODevice, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

from common import spawn
from common.errors import Rejected, Unavailable
from common.operation import Operation
from common.principal import Principal
from common.protocol.endpoint import Message, Nothing
from common.qt import pointing
from common.words import Words

if TYPE_CHECKING:
    from common.qt.desk import Desk
    from common.qt.main_window import MainWindow

T = TypeVar("T")
SECONDS = 10.0
LOOKS = 3
"""How often a control is looked for: the buttons of a tab just opened come into the toolbar a moment later."""
MOST_CELLS = 2000
SMALL_QUALITY = 80


class Seen(Message, frozen=True):
    """Something on the screen; `name` is its stable name or its accessible one, places are pixels of the screen."""

    window: str
    name: str
    said: str
    kind: str
    text: str
    x: int
    y: int
    width: int
    height: int
    enabled: bool
    focused: bool


class Tree(Message, frozen=True):
    """Everything visible in the program's windows; `busy` while something is still being asked for."""

    widgets: list[Seen]
    busy: bool
    tabs: list[str]
    """The stable names of the window's tabs, in their order."""


class ShowTab(Message, frozen=True):
    """Which tab."""

    tab: str


class PointAt(Message, frozen=True):
    """A control by its stable name; with a `tab` that is opened first."""

    name: str
    tab: str = ""


class SetLook(Message, frozen=True):
    """What is to change; empty and 0 leave it."""

    language: str = ""
    theme: str = ""
    width: int = 0
    height: int = 0
    zoom: int = 0


class TakePicture(Message, frozen=True):
    """How wide, pixels; 0 is as wide as it is."""

    width: int = 0


class Picture(Message, frozen=True):
    """The window as it draws itself: a PNG, a smaller one as JPEG."""

    picture: bytes


class Done(Message, frozen=True):
    """It is so now."""

    done: bool = True


OPERATIONS = (
    Operation("ui-tree", "call", Nothing, Tree, Words("Что на экране", "What is on the screen")),
    Operation("ui-show", "call", ShowTab, Done, Words("Открыть вкладку", "Open a tab")),
    Operation("ui-point", "call", PointAt, Done, Words("Показать, где это", "Show where it is")),
    Operation("ui-set", "call", SetLook, Done, Words("Язык, тема, размер окна", "Language, theme, size")),
    Operation("ui-picture", "call", TakePicture, Picture, Words("Снимок окна", "A picture of the window")),
    Operation("ui-renew", "call", Nothing, Done, Words("Вернуть окну его страницу", "Give a window its page back")),
    Operation("ui-raise", "call", Nothing, Done, Words("Показать окно", "Bring the window up")),
)


class Probe(QObject):
    """Answers in the window's own thread; whoever asks waits."""

    _asked = Signal(object)

    def __init__(self, desk: "Desk", window: "MainWindow") -> None:
        """Look at this window."""
        super().__init__()
        self._desk = desk
        self._window = window
        self._asked.connect(lambda work: work(), Qt.ConnectionType.QueuedConnection)

    def ui_tree(self, who: Principal, ask: Nothing) -> Tree:
        """Every visible widget of every window of this program; of lists also the cells, of tab bars the tabs."""
        return self._there(self._tree)

    def ui_show(self, who: Principal, ask: ShowTab) -> Done:
        """Open a tab; Rejected `wrong_value` when there is none of this name."""
        if not self._there(lambda: self._window.show_tab(ask.tab)):
            raise Rejected("wrong_value", f"tab: {ask.tab[:40]}")
        return Done()

    def ui_point(self, who: Principal, ask: PointAt) -> Done:
        """Bring the window up and outline a control; Rejected `wrong_value` when it is not to be seen."""
        shown = self._there(lambda: self._open(ask))
        if not shown or not any(self._there(lambda: self._point(ask)) for _ in range(LOOKS)):
            raise Rejected("wrong_value", f"{ask.tab} {ask.name}".strip()[:80])
        return Done()

    def ui_set(self, who: Principal, ask: SetLook) -> Done:
        """Change language, theme, size, zoom."""
        self._there(lambda: self._look(ask))
        return Done()

    def ui_picture(self, who: Principal, ask: TakePicture) -> Picture:
        """What the window in front shows, on a screen or without one."""
        return self._there(lambda: _picture(QApplication.activeWindow() or self._window, ask.width))

    def ui_renew(self, who: Principal, ask: Nothing) -> Done:
        """Somebody worked without the window and has finished."""
        self._there(self._window.renew)
        return Done()

    def ui_raise(self, who: Principal, ask: Nothing) -> Done:
        """Bring the window up, from the taskbar too."""
        self._there(self._window.bring_up)
        return Done()

    def _tree(self) -> Tree:
        return Tree(widgets=_everything(), busy=not self._desk.background.idle, tabs=self._window.tab_names)

    def _open(self, ask: PointAt) -> bool:
        self._window.bring_up()
        return not ask.tab or self._window.show_tab(ask.tab)

    def _point(self, ask: PointAt) -> bool:
        return pointing.point(self._desk, ask.name)

    def _look(self, ask: SetLook) -> None:
        window = self._window
        if ask.language in ("ru", "en"):
            self._desk.use_language("en" if ask.language == "en" else "ru")
        if ask.theme in ("system", "light", "dark"):
            window.use_theme(ask.theme)
        if ask.zoom:
            window.zoom(ask.zoom)
        if ask.width > 0 and ask.height > 0:
            window.resize(ask.width, ask.height)

    def _there(self, work: Callable[[], T]) -> T:
        done = spawn.Signal()
        outcome: list[Any] = []

        def run() -> None:
            try:
                outcome.append(work())
            finally:
                done.set()

        self._asked.emit(run)
        if not done.wait(SECONDS) or not outcome:
            raise Unavailable("not_now", "window")
        answer: T = outcome[0]
        return answer


def _picture(window: QWidget, width: int) -> Picture:
    image = window.grab().toImage()
    if width > 0:
        image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "JPG" if width > 0 else "PNG", SMALL_QUALITY if width > 0 else -1)  # type: ignore[call-overload]
    return Picture(picture=bytes(held.data().data()))


def _everything() -> list[Seen]:
    found: list[Seen] = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and not top.isMinimized():
            for widget in (top, *top.findChildren(QWidget)):
                if widget.isVisible() and widget.window() is top:
                    found += _seen(top, widget)
    return found


def _seen(top: QWidget, widget: QWidget) -> list[Seen]:
    corner = widget.mapToGlobal(QPoint(0, 0))
    name = widget.objectName()
    here = [_one(top, widget, name, _text(widget), corner, widget.width(), widget.height())]
    if isinstance(widget, QTabBar):
        here += [
            _part(top, widget, widget.tabText(n), widget.tabRect(n), "tab") for n in range(widget.count())
        ]  # fmt: skip
    elif isinstance(widget, QMenu | QMenuBar):
        here += [
            _part(top, widget, one.text().replace("&", ""), widget.actionGeometry(one), "action", one.objectName())
            for one in widget.actions()
            if one.isVisible() and not one.isSeparator()
        ]
    elif isinstance(widget, QAbstractItemView):
        here += _cells(top, widget)
    return here


def _cells(top: QWidget, view: QAbstractItemView) -> list[Seen]:
    model, area = view.model(), view.viewport().rect()
    found: list[Seen] = []
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    first = view.indexAt(QPoint(2, 2))
    for row in range(max(0, first.row()), model.rowCount()):
        if view.visualRect(model.index(row, 0)).top() > area.bottom() or len(found) > MOST_CELLS:
            break
        for column in range(columns):
            index = model.index(row, column)
            place = view.visualRect(index).intersected(area)
            if place.isValid() and not place.isEmpty():
                found.append(_part(top, view.viewport(), _cell(index), place, "cell", f"{row}:{column}"))
    return found


def _cell(index: QModelIndex) -> str:
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    return str(shown) if shown is not None else ""


def _part(top: QWidget, widget: QWidget, text: str, place: Any, kind: str, name: str = "") -> Seen:
    corner = widget.mapToGlobal(place.topLeft())
    return Seen(
        window=top.objectName(), name=name or text, said=text, kind=kind, text=text, x=corner.x(), y=corner.y(),
        width=place.width(), height=place.height(), enabled=widget.isEnabled(), focused=False,
    )  # fmt: skip


def _one(top: QWidget, widget: QWidget, name: str, text: str, corner: QPoint, width: int, height: int) -> Seen:
    said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return Seen(
        window=top.objectName(), name=name or said, said=said, kind=type(widget).__name__, text=text, x=corner.x(),
        y=corner.y(), width=width, height=height, enabled=widget.isEnabled(), focused=widget.hasFocus(),
    )  # fmt: skip


def _text(widget: QWidget) -> str:
    """What it shows; of a password nothing."""
    if isinstance(widget, QLineEdit):
        return widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal else ""
    if isinstance(widget, QLabel | QAbstractButton | QSpinBox):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    return widget.windowTitle() if widget.isWindow() else ""
