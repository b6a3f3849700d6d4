"""The field editor: a contract's payment fields, one at a time, tried live while somebody types."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from common.errors import OplataError
from common.fields import MAX_FIELDS, Field
from common.protocol.mistake import Mistake
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import FormField
from common.qt.form.row import FieldRow
from common.qt.theme import Token
from common.words import Words, same
from provider_app.service.messages import Dialect, FieldsTried, TryFields
from provider_app.ui.field_parts import editor_of, editors, field_of, row_of
from provider_app.ui.payer_preview import PayerPreview

LIST = Words("Поля при оплате", "Payment fields")
ADD, REMOVE = Words("Добавить поле", "Add a field"), Words("Удалить поле", "Remove the field")
UP = Words("Поднять выше", "Move up")
TRY = Words("Проба", "Trial")
TRY_HINT = Words("введите то, что введёт плательщик", "type what a payer would type")
FITS = Words("✓ {value} подходит", "✓ {value} fits")
DOES_NOT = Words("✖ {value} — {why}", "✖ {value} — {why}")
NEW_FIELD = Field(name="", label=Words("", ""), regex="", type="text")
PAUSE_MS = 200
LIST_WIDTH = 150
PREVIEW_WIDTH = 220


class PaymentFields(FormField):
    """Its value is the list of fields; `1.regex` is the address of the second field's rule."""

    caption_in_editor = True

    def __init__(self, name: str, words: Words, **options: Any) -> None:
        """No field yet."""
        super().__init__(name, words, **options)
        self.dialect = Dialect.JSON
        self._fields: list[Field] = []
        self._said: dict[str, Words] = {}
        self._live: dict[str, Words] = {}

    def build(self, desk: Desk) -> QWidget:
        """The list at the left, the editors in the middle, what the payer sees at the right."""
        self.desk = desk
        self._filling = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._try)
        whole = QWidget()
        whole.setObjectName("field-editor")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(self._build_list())
        row.addLayout(self._build_editors(), 1)
        self.preview = PayerPreview(desk)
        desk.theme.keep(self.preview, lambda: self.preview.setFixedWidth(desk.theme.scaled(PREVIEW_WIDTH)))
        row.addWidget(self.preview)
        desk.languages.changed.connect(self._name_rows)
        return whole

    def stops(self) -> Sequence[QWidget]:
        """The list, its buttons, the editors, the trial."""
        inner = [stop for one in self.parts.values() for stop in one.stops()]
        return (self.list, self.add_button, self.up_button, self.remove_button, *inner, self.trial)

    def faces(self) -> Sequence[QWidget]:
        """The list has the field's name; the editors have their own."""
        return (self.list,)

    def value(self) -> Any:
        """The fields as they stand."""
        return list(self._fields)

    def fill(self, value: Any) -> None:
        """Show these fields, the first one opened."""
        self._fields = list(value or ())
        self._said, self._live = {}, {}
        self._name_rows()
        self._open(0 if self._fields else -1)

    def kept(self) -> Any:
        """Plain JSON."""
        return msgspec.to_builtins(self._fields)

    def take(self, kept: Any) -> None:
        """The fields again."""
        self.fill(msgspec.convert(kept, list[Field]))

    def filled(self) -> bool:
        """Whether there is a field."""
        return bool(self._fields)

    def inner_mistakes(self) -> list[tuple[str, Words]]:
        """Numbers that cannot be read, in the field that is open."""
        found = [(name, one.mistake()) for name, one in self.parts.items() if one.filled()]
        return [(f"{self._place}.{name}", words) for name, words in found if words is not None and self._place >= 0]

    def show_inner(self, said: Mapping[str, Words]) -> None:
        """What saving has against the fields: a sign in the list, words under the editor."""
        self._said = dict(said)
        self._name_rows()
        self._show_mistakes()

    def focus(self, place: str = "") -> None:
        """Open the field at an address and go to its part."""
        number, _, part = place.partition(".")
        if number.isdecimal() and int(number) < len(self._fields):
            self._open(int(number))
            if editor_of(part) in self.parts:
                self.parts[editor_of(part)].focus()
                return
        super().focus()

    def speak(self, dialect: Dialect) -> None:
        """Which names are taken depends on the protocol."""
        self.dialect = dialect
        self._timer.start()

    def add(self) -> None:
        """One more field, opened."""
        if len(self._fields) < MAX_FIELDS:
            first = not self._fields
            self._fields.append(msgspec.structs.replace(NEW_FIELD, name="account") if first else NEW_FIELD)
            self._rearranged(len(self._fields) - 1)
            self.parts["name"].focus()

    def remove(self) -> None:
        """The open field goes away."""
        if self._place >= 0:
            del self._fields[self._place]
            self._rearranged(min(self._place, len(self._fields) - 1))

    def up(self) -> None:
        """The open field changes places with the one before it."""
        place = self._place
        if place > 0:
            self._fields[place - 1], self._fields[place] = self._fields[place], self._fields[place - 1]
            self._rearranged(place - 1)

    @property
    def _place(self) -> int:
        return self.list.currentRow()

    def _build_list(self) -> QVBoxLayout:
        desk, column = self.desk, QVBoxLayout()
        column.addWidget(spoken.label(desk, LIST))
        self.list = spoken.named(desk, QListWidget(), LIST)
        self.list.setObjectName("fields-list")
        desk.theme.keep(self.list, lambda: self.list.setFixedWidth(desk.theme.scaled(LIST_WIDTH)))
        self.list.currentRowChanged.connect(self._opened)
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        self.add_button = spoken.tool(desk, ADD, "plus", self.add)
        self.up_button = spoken.tool(desk, UP, "up", self.up)
        self.remove_button = spoken.tool(desk, REMOVE, "delete", self.remove)
        for one in (self.add_button, self.up_button, self.remove_button):
            line.addWidget(one)
        self.add_button.setObjectName("add-field")
        self.remove_button.setObjectName("remove-field")
        line.addStretch(1)
        column.addLayout(line)
        return column

    def _build_editors(self) -> QVBoxLayout:
        self.parts = {one.name: one for one in editors()}
        self.rows: dict[str, FieldRow] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        places = {"name": (0, 0), "type": (0, 1), "label_ru": (2, 0), "label_en": (2, 1), "regex": (4, 0)}
        places |= {"example": (7, 0), "hint_ru": (9, 0), "hint_en": (9, 1), "error_ru": (11, 0), "error_en": (11, 1)}
        places |= {"mask": (13, 0)}
        for name, (line, side) in places.items():
            wide = 2 if name == "regex" else 1
            grid.addWidget(spoken.label(self.desk, self.parts[name].words, "hint"), line, side)
            grid.addWidget(self._row(name), line + 1, side, 1, wide, Qt.AlignmentFlag.AlignTop)
        self.caret = QLabel()
        self.caret.setObjectName("regex-caret")
        self.caret.setTextFormat(Qt.TextFormat.PlainText)
        self.desk.theme.keep(self.caret, self._dress_caret)
        self.caret.hide()
        grid.addWidget(self.caret, 6, 0, 1, 2)
        grid.addLayout(self._build_trial(), 7, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._build_bounds(), 13, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _row(self, name: str) -> FieldRow:
        row = self.rows[name] = FieldRow(self.desk, self.parts[name])
        row.setObjectName(f"field-{name}")
        self.parts[name].changed.connect(self._edited)
        return row

    def _build_bounds(self) -> QGridLayout:
        grid = QGridLayout()
        for side, name in enumerate(("minimum", "maximum")):
            grid.addWidget(spoken.label(self.desk, self.parts[name].words, "hint"), 0, side)
            grid.addWidget(self._row(name), 1, side, Qt.AlignmentFlag.AlignTop)
        return grid

    def _build_trial(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(spoken.label(self.desk, TRY, "hint"))
        self.trial = spoken.named(self.desk, QLineEdit(), TRY)
        self.trial.setObjectName("field-trial")
        self.desk.languages.bind(self.trial, self.trial.setPlaceholderText, TRY_HINT)
        self.trial.textChanged.connect(lambda _: self._timer.start())
        self.verdict = spoken.label(self.desk, same(""), wrap=True)
        self.verdict.setObjectName("field-verdict")
        column.addWidget(self.trial)
        column.addWidget(self.verdict)
        return column

    def _open(self, place: int) -> None:
        self.list.setCurrentRow(place)
        self._opened(place)

    def _opened(self, place: int) -> None:
        """Show the field that was chosen in the list."""
        open_now = 0 <= place < len(self._fields)
        row = row_of(self._fields[place] if open_now else NEW_FIELD)
        self._filling = True
        for name, part in self.parts.items():
            part.fill(row[name])
            self.rows[name].setEnabled(open_now)
        self._filling = False
        self._show_mistakes()
        self._timer.start()

    def _edited(self) -> None:
        if self._filling or self._place < 0:
            return
        self._fields[self._place] = field_of({name: one.value() for name, one in self.parts.items()})
        start = f"{self._place}."
        self._said = {place: words for place, words in self._said.items() if not place.startswith(start)}
        self._name_rows()
        self.corrected.emit(str(self._place))
        self.changed.emit()
        self._timer.start()

    def _rearranged(self, place: int) -> None:
        self._said, self._live = {}, {}
        self._name_rows()
        self._open(place)
        self.corrected.emit("")
        self.changed.emit()

    def _name_rows(self) -> None:
        """Each field by its label, with a sign where something is wrong."""
        current, quiet = self._place, self.list.blockSignals(True)
        self.list.clear()
        for place, field in enumerate(self._fields):
            words = self.desk.say(field.label) or field.name or "…"
            wrong = any(at.startswith(f"{place}.") for at in (*self._said, *self._live))
            self.list.addItem(f"▲ {words}" if wrong else words)
        self.list.setCurrentRow(min(current, len(self._fields) - 1))
        self.list.blockSignals(quiet)

    def _show_mistakes(self) -> None:
        start = f"{self._place}."
        shown = self._live | self._said
        said = {editor_of(at.removeprefix(start)): words for at, words in shown.items() if at.startswith(start)}
        for name, row in self.rows.items():
            row.show_mistake(said.get(name))

    def _try(self) -> None:
        """Ask the service what it would say to the fields and to the trial."""
        place, value = self._place, self.trial.text()
        if place < 0:
            self.preview.show_field(None)
            self.preview.show_typed("", None)
            return
        samples = {str(place): [value]} if value else {}
        ask = TryFields(fields=list(self._fields), samples=samples, dialect=self.dialect)

        def tried(answer: FieldsTried) -> None:
            self._tried(place, answer)

        self.desk.ask(self, "try-fields", ask, then=tried, failed=_quietly, key="try")

    def _tried(self, place: int, answer: FieldsTried) -> None:
        if place != self._place or place >= len(answer.fields):
            return
        worth = [one for one in answer.mistakes if _is_worth_telling(one, self._fields)]
        self._live = {one.field.removeprefix("fields."): one.words for one in worth}
        field, found = self._fields[place], answer.fields[place]
        sample = found.samples[0] if found.samples else None
        self.preview.show_field(field)
        self.preview.show_typed(found.preview, sample.words if sample is not None and not sample.ok else None)
        if sample is None:
            verdict, role = same(""), "text"
        elif sample.ok:
            verdict, role = Words(FITS.ru.format(value=sample.value), FITS.en.format(value=sample.value)), "ok"
        else:
            verdict, role = _refused(sample.value, sample.words), "mistake"
        self.verdict.setProperty("role", role)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.desk.languages.bind(self.verdict, self.verdict.setText, verdict)
        self.caret.setVisible(found.position is not None and bool(field.regex))
        self.caret.setText(f"{field.regex}\n{' ' * (found.position or 0)}▲")
        self._name_rows()
        self._show_mistakes()

    def _dress_caret(self) -> None:
        theme = self.desk.theme
        self.caret.setFont(theme.font(mono=True))
        self.caret.setStyleSheet(f"color: {theme.colour(Token.ERROR).name()}")


def _refused(value: str, why: Words) -> Words:
    return Words(DOES_NOT.ru.format(value=value, why=why.ru), DOES_NOT.en.format(value=value, why=why.en))


def _is_worth_telling(one: Mistake, fields: list[Field]) -> bool:
    """While typing, what is merely empty yet is no mistake; saving tells it."""
    number, _, part = one.field.removeprefix("fields.").partition(".")
    if not number.isdecimal() or int(number) >= len(fields):
        return False
    value = getattr(fields[int(number)], part, "")
    return bool(value.ru if isinstance(value, Words) else value)


def _quietly(_error: OplataError) -> None:
    """The trial is asked again at the next letter; saving tells its own trouble."""
