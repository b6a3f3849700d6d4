"""A tab of a window: one file each, named as the user names it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.words import Words


def _nothing_in_the_way() -> Words | None:
    return None


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do here: in the toolbar, the menu and the table's context menu, under its keys.

    Pressed while `why_not` has a reason, it shows that reason: no button is dead.
    """

    name: str
    words: Words
    icon: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    why_not: Callable[[], Words | None] = _nothing_in_the_way
    in_toolbar: bool = True


class Screen(QWidget):
    """One tab. `name` is stable, for settings and tests; `help` is what F1 shows of it."""

    name: str
    title: Words
    icon: str
    help: Words
    counter = Signal(int)
    table: Any = None
    """The LedgerTable that copy, export and Esc act on, where the screen has one."""

    def __init__(self, desk: Desk) -> None:
        """The desk is all that a screen gets."""
        super().__init__()
        self.desk = desk
        self.setObjectName(self.name)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return ()

    def refresh(self) -> None:
        """Show what is true now: when the tab is opened, by F5, and when the database changed while it is seen."""

    def search(self, text: str) -> None:
        """Show only what holds these words, in any column."""
        if self.table is not None:
            self.table.set_text(text)
