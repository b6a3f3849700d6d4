"""Fields for choosing: one of a list, one of a few seen at once, and yes or no."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.form.field import FormField
from common.words import Words

Option = tuple[Any, Words]
CHOOSE = Words("Выберите…", "Choose…")


class CalmComboBox(QComboBox):
    """A list that the mouse wheel leaves alone while it has no focus: a form is scrolled, not changed, by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only for the one who is in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(FormField):
    """One of a list; without a value to begin with it asks to choose, and None is its value."""

    box: CalmComboBox

    def __init__(self, name: str, words: Words, *, options: Sequence[Option] = (), **rest: Any) -> None:
        """Options are values with their words; `set_options` may bring them later."""
        super().__init__(name, words, **rest)
        self.options = list(options)

    def build(self, desk: Desk) -> QWidget:
        """A combo box that speaks both languages."""
        self._desk = desk
        self.box = CalmComboBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.languages.bind(self.box, self.box.setPlaceholderText, CHOOSE)
        self.set_options(self.options)
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())
        desk.languages.changed.connect(self._speak)
        return self.box

    def set_options(self, options: Sequence[Option]) -> None:
        """Another list; what was chosen stays chosen where it is still there."""
        before = self.value()
        self.options = list(options)
        quiet = self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([self._desk.say(words) for _, words in self.options])
        self.fill(before)
        self.box.blockSignals(quiet)
        if self.value() != before:
            self.changed.emit()

    def _speak(self) -> None:
        for place, (_, words) in enumerate(self.options):
            self.box.setItemText(place, self._desk.say(words))

    def stops(self) -> Sequence[QWidget]:
        """The box."""
        return (self.box,)

    def value(self) -> Any:
        """The chosen option's value, or None."""
        place = self.box.currentIndex()
        return self.options[place][0] if 0 <= place < len(self.options) else None

    def fill(self, value: Any) -> None:
        """Choose the option of a value; nothing for one that is not there."""
        values = [known for known, _ in self.options]
        self.box.setCurrentIndex(values.index(value) if value in values else -1)

    def kept(self) -> Any:
        """The value as plain JSON."""
        return msgspec.to_builtins(self.value())

    def take(self, kept: Any) -> None:
        """Choose it again, where it still is there."""
        for value, _ in self.options:
            if msgspec.to_builtins(value) == kept:
                self.fill(value)

    def filled(self) -> bool:
        """Whether one is chosen."""
        return self.box.currentIndex() >= 0


class RadioField(FormField):
    """One of a few, all seen at once; the first is chosen to begin with."""

    def __init__(self, name: str, words: Words, *, options: Sequence[Option], **rest: Any) -> None:
        """Options are values with their words."""
        super().__init__(name, words, **rest)
        self.options = list(options)
        self.buttons: list[QRadioButton] = []

    def build(self, desk: Desk) -> QWidget:
        """A column of round buttons."""
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(column)
        for _, words in self.options:
            one = QRadioButton()
            desk.languages.bind(one, one.setText, words)
            group.addButton(one)
            layout.addWidget(one)
            self.buttons.append(one)
            one.toggled.connect(self._toggled)
        self.buttons[0].setChecked(True)
        return column

    def _toggled(self, on: bool) -> None:
        if on:
            self.changed.emit()

    def stops(self) -> Sequence[QWidget]:
        """The buttons; the arrow keys go between them."""
        return self.buttons

    def value(self) -> Any:
        """The chosen option's value."""
        return next(
            (value for (value, _), one in zip(self.options, self.buttons, strict=True) if one.isChecked()), None
        )

    def fill(self, value: Any) -> None:
        """Choose the option of a value."""
        for (known, _), one in zip(self.options, self.buttons, strict=True):
            if known == value:
                one.setChecked(True)

    def kept(self) -> Any:
        """The value as plain JSON."""
        return msgspec.to_builtins(self.value())

    def take(self, kept: Any) -> None:
        """Choose it again."""
        for value, _ in self.options:
            if msgspec.to_builtins(value) == kept:
                self.fill(value)

    def filled(self) -> bool:
        """One always is."""
        return True


class CheckField(FormField):
    """Yes or no; the box says the field's words itself."""

    caption_in_editor = True
    box: QCheckBox

    def build(self, desk: Desk) -> QWidget:
        """A check box."""
        self.box = QCheckBox()
        desk.languages.bind(self.box, self.box.setText, self.words)
        self.box.toggled.connect(lambda _: self.changed.emit())
        return self.box

    def stops(self) -> Sequence[QWidget]:
        """The box."""
        return (self.box,)

    def value(self) -> Any:
        """Whether it is ticked."""
        return self.box.isChecked()

    def fill(self, value: Any) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))

    def kept(self) -> Any:
        """Whether it is ticked."""
        return self.value()

    def take(self, kept: Any) -> None:
        """As it was."""
        self.fill(kept)

    def filled(self) -> bool:
        """A required one must be ticked."""
        return self.box.isChecked()
