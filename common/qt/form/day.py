"""A field for a day of the calendar, as the person's own clock counts days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QSizePolicy, QWidget

from common.clock import moment
from common.qt.desk import Desk
from common.qt.form.field import FormField
from common.words import Words

FORMATS = Words("dd.MM.yyyy", "dd MMM yyyy")
NO_DAY = QDate(1900, 1, 1)
"""Stands for «no day» in an editor that cannot be empty; nothing here happened so early."""


class CalmDateEdit(QDateEdit):
    """A day that is typed as it is read: where it is clicked, and from its beginning after Ctrl+A.

    The mouse wheel leaves it alone while it has no focus. By itself Qt takes no figure once everything is chosen, or
    nothing: the day would stay what it was, and nobody would notice.
    """

    def __init__(self) -> None:
        """The day that Qt begins with."""
        super().__init__()
        self.lineEdit().installEventFilter(self)

    def speak(self, form: str) -> None:
        """The form and the months of a language; `form` is one of FORMATS."""
        russian = form == FORMATS.ru
        self.setLocale(QLocale(QLocale.Language.Russian if russian else QLocale.Language.English))
        self.setDisplayFormat(form)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+A: the first part is chosen, the figures go on to the next ones."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.setSelectedSection(self.sectionAt(0))
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click chooses the part it falls on."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched is self.lineEdit():
            QTimer.singleShot(0, self, lambda: self.setSelectedSection(self.currentSection()))
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only for the one who is in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DayField(FormField):
    """A day; today to begin with, or none where it is not required and `empty` says so."""

    editor: CalmDateEdit

    def __init__(self, name: str, words: Words, *, empty: bool = False, **options: Any) -> None:
        """`empty`: there may be no day, shown as a dash."""
        super().__init__(name, words, **options)
        self.empty = empty

    def build(self, desk: Desk) -> QWidget:
        """A date edit with a calendar."""
        self.editor = CalmDateEdit()
        self.editor.setCalendarPopup(True)
        self.editor.setMinimumDate(NO_DAY)
        self.editor.setSpecialValueText("—")
        self.editor.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        desk.languages.bind(self.editor, self.editor.speak, FORMATS)
        today = moment(desk.clock.now_ms()).astimezone().date()
        self.fill(None if self.empty else today)
        self.editor.dateChanged.connect(lambda _: self.changed.emit())
        return self.editor

    def stops(self) -> Sequence[QWidget]:
        """The editor."""
        return (self.editor,)

    def value(self) -> Any:
        """The day, or None."""
        chosen = self.editor.date()
        return None if chosen == NO_DAY else date(chosen.year(), chosen.month(), chosen.day())

    def fill(self, value: Any) -> None:
        """Show a day, or none."""
        self.editor.setDate(NO_DAY if value is None else QDate(value.year, value.month, value.day))

    def kept(self) -> Any:
        """The day as ISO text."""
        chosen = self.value()
        return chosen.isoformat() if chosen else None

    def take(self, kept: Any) -> None:
        """The day again."""
        self.fill(date.fromisoformat(kept) if kept else None)

    def filled(self) -> bool:
        """Whether there is a day."""
        return self.editor.date() != NO_DAY
