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
    """The parts in reading order: toolbar, tab titles, the lists and panels that are seen, status bar."""
    parts: list[QWidget] = [part for part in (window.findChild(QWidget, "commands"),) if part is not None]
    tabs = window.findChild(QTabWidget, "tabs")
    if tabs is not None:
        parts.append(tabs.tabBar())
        page = tabs.currentWidget()
        marked = [part for part in window.findChildren(QWidget) if part.property("pane") and part.isVisible()]
        if not any(page.isAncestorOf(part) for part in marked):
            marked.append(page)
        parts += sorted(marked, key=lambda part: _place(window, part))
    parts.append(window.statusBar())
    return parts


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
