"""F6: the focus walks over the parts of a window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMainWindow,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)


def go(window: QMainWindow, *, back: bool) -> None:
    """Move the focus to the next part, or to the one before; the first focusable widget of it gets it."""
    parts = of(window)
    focused = QApplication.focusWidget()
    now = max((i for i, part in enumerate(parts) if focused is not None and inside(part, focused)), default=-1)
    step = -1 if back else 1
    for n in range(1, len(parts) + 1):
        target = first(parts[(now + step * n) % len(parts)])
        if target is not None and target is not focused:  # a part may stand in another one
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def of(window: QMainWindow) -> list[QWidget]:
    """The parts in reading order: toolbar, what stands around the tabs, their titles, the open one, status bar."""
    tabs = window.findChild(QTabWidget, "tabs")
    middle = [
        part
        for part in window.findChildren(QWidget)
        if _marked(part) and part.window() is window and not (tabs is not None and tabs.isAncestorOf(part))
    ]
    if tabs is not None and tabs.isVisible():
        page = tabs.currentWidget()
        middle += [tabs.tabBar(), *([part for part in page.findChildren(QWidget) if _marked(part)] or [page])]
    commands = window.findChild(QWidget, "commands")
    first = [] if commands is None else [commands]
    return [*first, *sorted(middle, key=lambda part: _place(window, part)), window.statusBar()]


def _marked(part: QWidget) -> bool:
    return bool(part.property("pane")) and part.isVisible()


def _place(window: QMainWindow, part: QWidget) -> tuple[int, int]:
    corner = part.mapTo(window, QPoint(0, 0))
    return corner.y(), corner.x()


def inside(part: QWidget, widget: QWidget) -> bool:
    """Whether a widget is a part or stands in it."""
    return part is widget or part.isAncestorOf(widget)


def first(part: QWidget) -> QWidget | None:
    """Where the focus goes in a part: into itself if it is a list, a text or a drawing; else its list before all."""
    if isinstance(part, QTabBar | QAbstractScrollArea) and not isinstance(part, QScrollArea):
        return part
    able = [
        one
        for one in part.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one, QScrollArea)
    ]  # fmt: skip
    lists = [one for one in able if isinstance(one, QAbstractItemView)]
    return (lists or able or [None])[0]
