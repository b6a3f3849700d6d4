"""What must hold of every window: nothing unnamed, nothing cut off, nothing left in the other language."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

LETTERS = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
CYRILLIC, LATIN = re.compile(r"[А-Яа-яЁё]{2,}"), re.compile(r"[A-Za-z]{2,}")
SPARE = 2
"""Pixels that rounding may take."""


def unnamed(root: QWidget) -> list[str]:
    """Focusable visible widgets that a screen reader would have no word for."""
    return [
        f"{type(one).__name__} {one.objectName()} in {_parent(one)}"
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not one.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip()
    ]


def misfits(root: QWidget) -> list[str]:
    """Buttons, tabs and toolbars whose words do not fit."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible():
            continue
        if one.objectName() == "qt_toolbar_ext_button":
            found.append("the toolbar hides some of its buttons")
        elif isinstance(one, QPushButton | QToolButton) and one.width() + SPARE < one.sizeHint().width():
            found.append(f"{one.text() or one.accessibleName()}: {one.width()} < {one.sizeHint().width()}")
        elif isinstance(one, QLabel) and not one.wordWrap() and one.text() and one.pixmap().isNull():
            if one.width() + SPARE < one.minimumSizeHint().width():
                found.append(f"label {one.text()[:60]}: {one.width()} < {one.minimumSizeHint().width()}")
        elif isinstance(one, QTabBar) and one.sizeHint().width() > one.width() + SPARE:
            found.append(f"tabs {one.objectName() or one.accessibleName()}: {one.width()} < {one.sizeHint().width()}")
        if one.window() is root and one.isVisible() and not one.isWindow():
            right = one.mapTo(root, one.rect().topRight()).x()
            if isinstance(one, QAbstractButton) and right > root.width() + SPARE:
                found.append(f"{one.text() or one.accessibleName()} stands outside the window")
    return found


def texts(root: QWidget) -> dict[str, str]:
    """Every text that is shown, by where it stands: labels, buttons, menus, tabs, headers."""
    return dict(_texts(root))


def of_other_language(root: QWidget, language: str, allowed: set[str]) -> list[str]:
    """Texts with words of the other alphabet; `allowed` are names that are the same in both languages."""
    wrong = CYRILLIC if language == "en" else LATIN
    return [
        f"{where}: {text}"
        for where, text in texts(root).items()
        if any(word not in allowed for word in wrong.findall(text))
    ]


def _texts(root: QWidget) -> Iterator[tuple[str, str]]:
    for number, one in enumerate([root, *root.findChildren(QWidget)]):
        where = f"{number} {type(one).__name__} {one.objectName()}"
        if one.isWindow() and one is not root and not isinstance(one, QMenu):
            continue
        if isinstance(one, QLabel | QAbstractButton) and (one.isVisible() or one is root):
            yield where, one.text()
            yield f"{where} tip", one.toolTip()
        elif isinstance(one, QTabBar) and one.isVisible():
            yield from ((f"{where} {n}", one.tabText(n)) for n in range(one.count()))
        elif isinstance(one, QMenu):
            yield from ((f"{where} {n}", action.text()) for n, action in enumerate(one.actions()))
            yield f"{where} title", one.title()
        elif isinstance(one, QTableView) and one.isVisible() and one.model() is not None:
            model = one.model()
            for column in range(model.columnCount()):
                title = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
                yield f"{where} header {column}", str(title or "")


def _parent(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return "" if parent is None else parent.objectName() or type(parent).__name__


def settle(window: QMainWindow, width: int = 1024, height: int = 768) -> None:
    """Show it at a size and let the layouts come to rest."""
    window.resize(width, height)
    window.show()
    for _ in range(4):
        QApplication.processEvents()
