"""The menu of a row: what can be done with it, then copying, columns and export, with the keys that do the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command
from common.words import Words

if TYPE_CHECKING:
    from common.qt.table.ledger_table import LedgerTable

COPY, WITH_HEADERS = Words("Копировать", "Copy"), Words("Копировать с заголовками", "Copy with headers")
CELL, JSON = Words("Копировать ячейку", "Copy the cell"), Words("Копировать строку как JSON", "Copy the row as JSON")
EXPORT = Words("Excel…", "Excel…")
REASON_SECONDS = 8.0


def show(table: "LedgerTable", at: QPoint) -> QMenu:
    """Open it at a place of the screen."""
    menu = build(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
    return menu


def build(table: "LedgerTable") -> QMenu:
    """The menu for the row that is current now."""
    menu = QMenu(table)
    for command in table.context:
        _add(table, menu, command)
    if table.context:
        menu.addSeparator()
    for command in (
        Command("copy", COPY, "copy", table.copy, ("Ctrl+C",)),
        Command("copy-headers", WITH_HEADERS, "copy", table.copy_with_headers, ("Ctrl+Shift+C",)),
        Command("copy-cell", CELL, "", table.copier.cell),
        Command("copy-json", JSON, "", table.copier.as_json),
    ):
        _add(table, menu, command)
    menu.addSeparator()
    menu.addMenu(table.memory.menu(menu))
    _add(table, menu, Command("export", EXPORT, "excel", table.export, ("Ctrl+E",)))
    return menu


def _add(table: "LedgerTable", menu: QMenu, command: Command) -> QAction:
    keys = f"\t{command.keys[0]}" if command.keys else ""
    action = menu.addAction(table.desk.say(command.words) + keys, lambda: _do(table, command))
    action.setObjectName(command.name)
    if command.icon:
        action.setIcon(table.desk.theme.icon(command.icon))
    return action


def _do(table: "LedgerTable", command: Command) -> None:
    reason = command.why_not()
    if reason is not None:
        table.desk.messages.tell(Notice(NoticeKind.INFO, reason, seconds=REASON_SECONDS, key="why-not"))
    else:
        command.run()
