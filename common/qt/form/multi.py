"""A field of rows: the same few fields once for each row, with buttons to add and to remove one."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.form.field import FormField
from common.qt.form.row import FieldRow
from common.qt.spoken import button, label, tool
from common.words import Words

ADD = Words("Добавить строку", "Add a row")
REMOVE = Words("Удалить строку {number}", "Remove row {number}")
CALLED = Words("{name}, строка {number}: {column}", "{name}, row {number}: {column}")
MOST = 20


class MultiField(FormField):
    """Its value is a list with one dict for each row; a mistake's address is `name.<row from 0>.<column>`."""

    def __init__(
        self,
        name: str,
        words: Words,
        *,
        columns: Callable[[], Sequence[FormField]],
        add: Words = ADD,
        most: int = MOST,
        **options: Any,
    ) -> None:
        """`columns` makes the fields of a new row."""
        super().__init__(name, words, **options)
        self.columns = columns
        self.add_words = add
        self.most = most
        self.strips: list[_Strip] = []

    def build(self, desk: Desk) -> QWidget:
        """The rows under each other and the button under them."""
        self._desk = desk
        self._whole = QWidget()
        self._layout = QVBoxLayout(self._whole)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.add_button = button(desk, self.add_words, self.add_row, icon="plus")
        self._layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        return self._whole

    def add_row(self, values: Mapping[str, Any] | None = None) -> None:
        """One more row, with the cursor in it when a person asked for it."""
        if len(self.strips) >= self.most:
            return
        strip = _Strip(self, self._desk, len(self.strips), list(self.columns()))
        self.strips.append(strip)
        self._layout.insertWidget(len(self.strips) - 1, strip)
        if values is None:
            strip.fields[0].focus()
        else:
            strip.fill(values)
        self._rows_changed()

    def remove_row(self, strip: "_Strip") -> None:
        """Take a row out; the focus goes to its neighbour, never into nothing."""
        place = self.strips.index(strip)
        self.strips.remove(strip)
        self._layout.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        for number, left in enumerate(self.strips):
            left.number = number
            left.speak()
        near = self.strips[min(place, len(self.strips) - 1)].fields[0].stops()[0] if self.strips else self.add_button
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows_changed()

    def stops(self) -> Sequence[QWidget]:
        """Every row's editors, then the button."""
        inner = [stop for strip in self.strips for stop in strip.stops()]
        return (*inner, self.add_button)

    def faces(self) -> Sequence[QWidget]:
        """The editors say row and column themselves."""
        return (self.add_button,)

    def value(self) -> Any:
        """One dict for each row."""
        return [strip.values() for strip in self.strips]

    def fill(self, value: Any) -> None:
        """Show these rows and no others."""
        self._clear()
        for row in value or ():
            self.add_row(row)

    def kept(self) -> Any:
        """What was typed in each row."""
        return [{field.name: field.kept() for field in strip.fields if not field.secret} for strip in self.strips]

    def take(self, kept: Any) -> None:
        """The rows again."""
        self._clear()
        for row in kept:
            self.add_row({})
            self.strips[-1].take(row)

    def filled(self) -> bool:
        """Whether there is a row."""
        return bool(self.strips)

    def inner_mistakes(self) -> list[tuple[str, Words]]:
        """What each editor has against what was typed in it."""
        return [
            (f"{number}.{field.name}", words)
            for number, strip in enumerate(self.strips)
            for field in strip.fields
            if (words := field.mistake()) is not None
        ]

    def show_inner(self, said: Mapping[str, Words]) -> None:
        """Each mistake under its editor."""
        for number, strip in enumerate(self.strips):
            for row in strip.rows:
                row.show_mistake(said.get(f"{number}.{row.field.name}"))

    def focus(self, place: str = "") -> None:
        """Into the editor at an address, or into the first."""
        number, _, column = place.partition(".")
        if number.isdecimal() and int(number) < len(self.strips):
            strip = self.strips[int(number)]
            field = next((one for one in strip.fields if one.name == column), strip.fields[0])
            field.focus()
        else:
            super().focus()

    def _clear(self) -> None:
        for strip in self.strips:
            self._layout.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.strips = []
        self._rows_changed()

    def _rows_changed(self) -> None:
        stops = self.stops()
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.corrected.emit("")
        self.changed.emit()


class _Strip(QWidget):
    """One row."""

    def __init__(self, owner: MultiField, desk: Desk, number: int, fields: list[FormField]) -> None:
        super().__init__()
        self.owner = owner
        self.desk = desk
        self.number = number
        self.fields = fields
        self.rows: list[FieldRow] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for field in fields:
            layout.addWidget(self._cell(field), 1, Qt.AlignmentFlag.AlignTop)
        self.remover: QToolButton = tool(desk, REMOVE, "minus", lambda: owner.remove_row(self))
        layout.addWidget(self.remover, 0, Qt.AlignmentFlag.AlignBottom)
        self.speak()
        desk.languages.changed.connect(self.speak)

    def _cell(self, field: FormField) -> QWidget:
        cell = QWidget()
        layout = QVBoxLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if not field.caption_in_editor:
            layout.addWidget(label(self.desk, field.words, "hint"))
        row = FieldRow(self.desk, field)
        row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(row)
        self.rows.append(row)
        field.changed.connect(lambda: self._changed(row))
        row.left.connect(lambda: row.show_mistake(field.mistake()) if field.filled() else None)
        return cell

    def _changed(self, row: FieldRow) -> None:
        if row.mistake is not None and row.field.mistake() is None:
            row.show_mistake(None)
        self.owner.corrected.emit(f"{self.number}.{row.field.name}")
        self.owner.changed.emit()

    def speak(self) -> None:
        """Names with the row's number, so that a screen reader tells the rows apart."""
        number = self.number + 1
        remove = REMOVE.format(number=number)
        self.remover.setAccessibleName(self.desk.say(remove))
        self.remover.setToolTip(self.desk.say(remove))
        for row in self.rows:
            row.call(
                Words(
                    CALLED.ru.format(name=self.owner.words.ru, number=number, column=row.field.words.ru),
                    CALLED.en.format(name=self.owner.words.en, number=number, column=row.field.words.en),
                )
            )

    def stops(self) -> list[QWidget]:
        """Its editors, then its button."""
        return [*(stop for field in self.fields for stop in field.stops()), self.remover]

    def values(self) -> dict[str, Any]:
        """What was typed in it."""
        return {field.name: field.value() for field in self.fields}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values."""
        for field in self.fields:
            if field.name in values:
                field.fill(values[field.name])

    def take(self, kept: Mapping[str, Any]) -> None:
        """What was typed, again."""
        for field in self.fields:
            if field.name in kept:
                field.take(kept[field.name])
