"""The device itself: what it says of itself, how it is, and the notes it knows with those that are taken."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from agent_terminal.ccnet.codes import BROKEN, Status
from agent_terminal.service.messages.hardware import AcceptorShown, NoteRow, NotesSet, SetNotes
from agent_terminal.ui.card import Card, Lamp, Saying
from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.theme import Token
from common.words import Words, same

TITLE = Words("Устройство", "Device")
FACTS = (
    ("line", Words("Линия", "Line")),
    ("part", Words("Номер изделия", "Part number")),
    ("model", Words("Модель", "Model")),
    ("serial", Words("Заводской номер", "Serial number")),
    ("asset", Words("Номер учёта", "Asset number")),
)
LINE = Words("{line}, {speed} бод", "{line}, {speed} baud")
RTS = Words("{line}, {speed} бод, RTS поднят", "{line}, {speed} baud, RTS up")
SIMULATOR = Words("имитатор", "the simulator")
UNKNOWN_MODEL = Words("незнакомая", "unknown")
NOTES = Words("Какие купюры принимать", "Which notes are taken")
SAVE = Words("Сохранить выбор", "Save the choice")
NO_TABLE = Words(
    "Таблица купюр появится, когда устройство ответит.", "The bill table will be here once the device answers."
)
SAVED = Words("Сохранено. Плательщик у терминала заканчивает по-прежнему.", "Saved. Who is at the terminal finishes.")
NOT_SAVED = Words("Не сохранено.", "Not saved yet.")
AT_LEAST_ONE = Words("Оставьте хотя бы одну купюру.", "Keep at least one note.")
NO_MONEY = Words("не деньги", "no money")
ROW = Words("{sum} · тип {type} · {letters}", "{sum} · type {type} · {letters}")
IN_ROW = 2


class UnitCard(Card):
    """Filled again and again; a problem of the port stands instead of what the device would say."""

    def __init__(self, desk: Desk) -> None:
        """Nobody was asked yet."""
        super().__init__(desk, "hardware-unit", TITLE)
        self.lamp, self.state = Lamp(desk), Saying(desk, "title")
        self.row(self.lamp, self.state.label, stretch=False).setStretch(1, 1)
        self.problem = Saying(desk, "mistake", fades=True)
        self.add(self.problem.label)
        self.facts = Facts(desk, FACTS)
        self.add(self.facts)
        self.about = Saying(desk, "hint", fades=True)
        self.add(self.about.label)
        self._shown: AcceptorShown | None = None

    def show_acceptor(self, shown: AcceptorShown) -> None:
        """What it says now."""
        if shown == self._shown:
            return
        self._shown = shown
        self.lamp.show_state(*_look_of(shown))
        self.state.say(shown.state)
        self.problem.say(shown.problem or Words("", ""))
        self.about.say(shown.about or Words("", ""))
        self.facts.show_values(_facts(shown))


class NotesCard(Card):
    """A box for each note of the device's table; a choice is saved as a whole."""

    def __init__(self, desk: Desk) -> None:
        """The table is not known yet."""
        super().__init__(desk, "hardware-notes", NOTES)
        self.boxes: dict[int, QCheckBox] = {}
        self._notes: list[NoteRow] = []
        self._taken: list[int] = []
        self.place = QWidget()
        self._grid = QGridLayout(self.place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self.empty = Saying(desk, "hint")
        self.empty.say(NO_TABLE)
        self.add(self.empty.label)
        self.add(self.place)
        self.save_button = spoken.button(desk, SAVE, self.save)
        self.save_button.setObjectName("hardware-save-notes")
        self.note = Saying(desk, "waiting", fades=True)
        self.row(self.save_button)
        self.add(self.note.label)
        self._settle()

    @property
    def chosen(self) -> list[int]:
        """The values that are ticked, and those that this device does not know but another may."""
        unknown = set(self._taken) - {one.value for one in self._notes if one.money}
        ticked = {one.value for one in self._notes if one.money and self.boxes[one.type].isChecked()}
        return sorted(ticked | unknown) if ticked else []

    @property
    def dirty(self) -> bool:
        """Whether a choice waits to be saved."""
        return bool(self.boxes) and self.chosen != sorted(self._taken)

    def show_acceptor(self, shown: AcceptorShown) -> None:
        """The table as the device tells it; what a person is just choosing stays."""
        if self.dirty and shown.notes and len(shown.notes) == len(self._notes):
            return
        if shown.notes != self._notes:
            self._notes, self._taken = shown.notes, shown.taken
            self._rebuild()
        self._taken = shown.taken
        self._settle()

    def save(self) -> None:
        """At least one; the terminal refuses none."""
        if not self.chosen:
            self.note.say(AT_LEAST_ONE, "mistake")
            return
        self.save_button.setEnabled(False)
        self.desk.ask(self, "set-notes", SetNotes(notes=self.chosen), then=self._saved, failed=self._not_saved)

    def _saved(self, told: NotesSet) -> None:
        self._taken = told.notes
        self._settle()
        self.note.say(SAVED, "ok")

    def _not_saved(self, error: OplataError) -> None:
        self._settle()
        self.note.say(codes.words_of(error), "mistake")

    def _rebuild(self) -> None:
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = {one.type: self._box(one) for one in self._notes}
        for place, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, place // IN_ROW, place % IN_ROW)

    def _box(self, note: NoteRow) -> QCheckBox:
        made = QCheckBox()
        made.setObjectName(f"hardware-note-{note.value}")
        made.setChecked(note.taken)
        made.setEnabled(note.money)
        self.desk.languages.bind(made, made.setText, _row(note))
        made.toggled.connect(lambda _: self._settle())
        return made

    def _settle(self) -> None:
        self.empty.label.setVisible(not self.boxes)
        self.save_button.setVisible(bool(self.boxes))
        self.save_button.setEnabled(self.dirty)
        if self.dirty:
            self.note.say(NOT_SAVED if self.chosen else AT_LEAST_ONE, "waiting" if self.chosen else "mistake")
        elif self.note.words != SAVED:
            self.note.say(Words("", ""))


def _facts(shown: AcceptorShown) -> dict[str, Words]:
    known = {name: same(getattr(shown, name)) for name in ("part", "serial", "asset") if getattr(shown, name)}
    if shown.part:
        known["model"] = same(shown.model) if shown.model else UNKNOWN_MODEL
    if shown.line:
        line = SIMULATOR if shown.simulated else same(shown.line)
        words = RTS if shown.rts else LINE
        ru = words.ru.format(line=line.ru, speed=shown.speed)
        known["line"] = Words(ru, words.en.format(line=line.en, speed=shown.speed))
    return known


def _look_of(shown: AcceptorShown) -> tuple[str, Token]:
    if shown.problem is not None or shown.status in BROKEN:
        return "failed", Token.ERROR
    if not shown.online:
        return ("attention", Token.WAITING) if shown.line else ("stopped", Token.NEUTRAL)
    return ("ok", Token.OK) if shown.status in (Status.IDLING, Status.DISABLED) else ("running", Token.RUNNING)


def _row(note: NoteRow) -> Words:
    said = []
    for language, words in (("ru", ROW.ru), ("en", ROW.en)):
        value = wording.money(note.value, "en" if language == "en" else "ru", note.currency)
        shown = value if note.money else NO_MONEY.en if language == "en" else NO_MONEY.ru
        said.append(words.format(sum=shown, type=note.type, letters=note.letters))
    return Words(*said)
