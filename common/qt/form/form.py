"""A form: labelled fields with hints, all its mistakes at once, and half-typed work that survives a crash."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.form.draft import Draft
from common.qt.form.field import FormField
from common.qt.form.number import MoneyField
from common.qt.form.row import FieldRow
from common.qt.form.summary import Summary
from common.qt.languages import Shown
from common.qt.spoken import LabelRole, label
from common.words import Words

F = TypeVar("F", bound=FormField)


class Form(QWidget):
    """Fields in reading order. `name` is where its drafts are kept; a form about one thing has its id in it."""

    changed = Signal()

    def __init__(self, desk: Desk, name: str, *, drafts: bool = True) -> None:
        """An empty form; `drafts=False` keeps nothing of what is typed."""
        super().__init__()
        self.desk = desk
        self.name = name
        self.setObjectName(name)
        self.fields: dict[str, FormField] = {}
        self.rows: dict[str, FieldRow] = {}
        self._before: dict[str, Any] = {}
        self._said: dict[str, Words] = {}
        self.summary = Summary(desk)
        self.summary.asked.connect(self.go_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        self.draft = Draft(desk, self) if drafts else None
        if self.draft is not None:
            column.addWidget(self.draft.offer)
        self.lines = QFormLayout()
        self.lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.lines.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lines.setHorizontalSpacing(12)
        self.lines.setVerticalSpacing(10)
        column.addLayout(self.lines)
        column.addStretch(1)

    def add(self, field: F) -> F:
        """Put a field under those before it."""
        row = FieldRow(self.desk, field)
        self.fields[field.name] = field
        self.rows[field.name] = row
        if field.caption_in_editor:
            self.lines.addRow("", row)
        else:
            self.lines.addRow(self._label(field), row)
        self._before[field.name] = field.kept()
        field.changed.connect(lambda: self._changed(field))
        field.corrected.connect(lambda place: self._corrected(field, place))
        row.left.connect(lambda: self._left(field))
        self._order()
        return field

    def say(self, words: Shown, role: LabelRole = "text") -> QLabel:
        """A line of text between the fields; a computed one is shown again by `Form.changed` where asked for."""
        line = label(self.desk, words, role, wrap=True)
        self.lines.addRow(line)
        return line

    def place(self, widget: QWidget) -> None:
        """A widget of your own between the fields, over both columns."""
        self.lines.addRow(widget)

    def show_field(self, name: str, seen: bool) -> None:
        """Show or hide a field with its label; what is hidden is neither asked for nor checked."""
        self.lines.setRowVisible(self.rows[name], seen)

    def values(self) -> dict[str, Any]:
        """What was typed, by the fields' names; None where it cannot be read."""
        return {name: field.value() for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values as the ones that are saved."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].fill(value)
        self._begin()

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was shown first or saved last."""
        return any(field.kept() != self._before[name] for name, field in self.fields.items())

    @property
    def holds_money(self) -> bool:
        """Whether a sum is typed here: such a form is never sent by the Enter key alone."""
        return any(isinstance(field, MoneyField) for field in self.fields.values())

    def saved(self) -> None:
        """What is typed now is what is kept; its draft is no longer needed."""
        self._begin()
        self.forget_draft()

    def forget_draft(self) -> None:
        """The person does not want what was typed."""
        if self.draft is not None:
            self.draft.forget()

    def check(self) -> list[Mistake]:
        """What the fields themselves have against what was typed."""
        found: list[Mistake] = []
        for name, field in self.fields.items():
            if not self._asked_for(name):
                continue
            words = field.mistake()
            if words is not None:
                found.append(Mistake(field=name, words=words))
            found += [Mistake(field=f"{name}.{place}", words=said) for place, said in field.inner_mistakes()]
        return found

    def mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Show these and no others: a summary that takes the focus, and each one under its field."""
        self._said = {}
        for one in mistakes:
            self._said.setdefault(one.field, one.words)
        for name, row in self.rows.items():
            row.show_mistake(self._said.get(name))
            inner = {place: words for place, words in self._said.items() if place.startswith(f"{name}.")}
            row.field.show_inner({place.removeprefix(f"{name}."): words for place, words in inner.items()})
        self._summarize()
        if mistakes:
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_mistake(self, name: str, words: Words | None) -> None:
        """What is known against one field by now, or None for nothing; typing in it takes the words away."""
        self._say_of(self.fields[name], words)

    def go_to(self, name: str) -> None:
        """Put the cursor into a field, given by its address."""
        first, _, rest = name.partition(".")
        if first in self.fields:
            self.fields[first].focus(rest)

    def _begin(self) -> None:
        self._before = {name: field.kept() for name, field in self.fields.items()}
        self.mistakes(())

    def _summarize(self) -> None:
        known = frozenset(name for name in self._said if name.partition(".")[0] in self.fields)
        self.summary.show_mistakes([Mistake(field=name, words=words) for name, words in self._said.items()], known)

    def _asked_for(self, name: str) -> bool:
        return self.lines.isRowVisible(self.rows[name])

    def _label(self, field: FormField) -> QLabel:
        def words() -> Words:
            mark = " *" if field.required else ""
            return Words(f"{field.words.ru}{mark}", f"{field.words.en}{mark}")

        made = label(self.desk, words)
        made.setBuddy(field.stops()[0])
        made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        made.setContentsMargins(0, 5, 0, 0)
        return made

    def _order(self) -> None:
        """The Tab key goes as the eye does."""
        stops: list[QWidget] = [stop for field in self.fields.values() for stop in field.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _left(self, field: FormField) -> None:
        """Check a field once the person has left it, not while typing; an empty one is not a mistake yet.

        What the service has against it stays: only typing takes that away.
        """
        if field.filled() and (words := field.mistake()) is not None:
            self._say_of(field, words)

    def _changed(self, field: FormField) -> None:
        if self._said.get(field.name) is not None and field.mistake() is None:
            self._say_of(field, None)
        self.changed.emit()

    def _say_of(self, field: FormField, words: Words | None) -> None:
        if words is None:
            self._said.pop(field.name, None)
        else:
            self._said[field.name] = words
        self.rows[field.name].show_mistake(words)
        if self.summary.isVisible():
            self._summarize()

    def _corrected(self, field: FormField, place: str) -> None:
        """A part of a field was changed: what was said of it may be true no more."""
        if not place:
            self._order()
        start = f"{field.name}.{place}"
        self._said = {name: words for name, words in self._said.items() if not name.startswith(start)}
        if self.summary.isVisible():
            self._summarize()
