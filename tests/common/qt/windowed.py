"""The smallest role with a window: one tab that shows how many notes there are, and writes one down."""

import dataclasses
import sys

from PySide6.QtWidgets import QVBoxLayout

from common import role
from common.qt import application, spoken
from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.window import AppWindow
from common.words import Words
from tests.common import tiny


class NotesScreen(Screen):
    """Notes."""

    name = "notes"
    title = Words("Записи", "Notes")
    icon = "note"
    help = Words("Записи.", "Notes.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._count = spoken.label(desk, Words("—", "—"))
        self._count.setObjectName("count")
        add = spoken.button(desk, Words("Записать", "Write down"), self._add)
        add.setObjectName("add")
        column = QVBoxLayout(self)
        column.addWidget(self._count)
        column.addWidget(add)

    def refresh(self) -> None:
        self.desk.ask(self, "notes", then=self._show, key="notes")

    def _show(self, notes: tiny.Notes) -> None:
        self._count.setText(str(len(notes.texts)))

    def _add(self) -> None:
        self.desk.ask(self, "add-note", tiny.AddNote(text="x"), then=lambda _: None)


def window(desk: Desk) -> AppWindow:
    """Its window."""
    return AppWindow(desk, Words("Записная книжка", "Notebook"), [NotesScreen(desk)])


ROLE = dataclasses.replace(tiny.ROLE, window=lambda opening: application.run(opening, window))

if __name__ == "__main__":
    sys.exit(role.main(ROLE))
