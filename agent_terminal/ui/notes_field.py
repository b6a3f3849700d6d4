"""Which banknotes are taken: a box for each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from common.qt import wording
from common.qt.desk import Desk
from common.qt.form import FormField
from common.qt.table.flow import Flow
from common.words import Words


class NotesField(FormField):
    """Its value is a list of notes in minor units, the smallest first."""

    def __init__(self, name: str, words: Words, possible: Sequence[int], **options: Any) -> None:
        """`possible` are the notes to choose from."""
        super().__init__(name, words, **options)
        self.boxes: dict[int, QCheckBox] = {}
        self._possible = sorted(possible)

    def build(self, desk: Desk) -> QWidget:
        """The boxes beside each other."""
        whole = QWidget()
        flow = Flow(whole)
        for note in self._possible:
            box = QCheckBox()
            box.setObjectName(f"note-{note}")
            desk.languages.bind(box, box.setText, _value(note))
            box.toggled.connect(lambda _: self.changed.emit())
            self.boxes[note] = box
            flow.addWidget(box)
        return whole

    def stops(self) -> Sequence[QWidget]:
        """Every box."""
        return list(self.boxes.values())

    def value(self) -> Any:
        """The ticked ones."""
        return [note for note, box in self.boxes.items() if box.isChecked()]

    def fill(self, value: Any) -> None:
        """Tick these and no others."""
        for note, box in self.boxes.items():
            box.setChecked(note in (value or ()))

    def kept(self) -> Any:
        """The ticked ones, as plain JSON."""
        return self.value()

    def take(self, kept: Any) -> None:
        """As they were."""
        self.fill(kept)

    def filled(self) -> bool:
        """A terminal that takes no notes at all takes no payments."""
        return any(box.isChecked() for box in self.boxes.values())


def _value(note: int) -> Words:
    return Words(*(f"{wording.number(note // 100, tongue)}{wording.BREAK}₽" for tongue in ("ru", "en")))
