"""What every request met since the count began, the seed that chance comes from, and the storm as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from common import ids
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form.form import Form
from common.qt.form.number import NumberField
from common.qt.table.column import Column, Empty, Kind, Shown
from common.qt.table.flow import Flow
from common.qt.table.ledger_table import LedgerTable
from common.qt.tokens import Token
from common.words import Words, same
from launcher_app.faults import storm
from launcher_app.faults.desk import FaultDesk
from launcher_app.faults.doors import door_words
from launcher_app.faults.wording import arrow_words, fault_words, seed_words
from launcher_app.feed.hop import Arrow

SEED, MOST_SEED = Words("Зерно", "Seed"), 999_999
BEGIN = Words("Начать заново с этим зерном", "Begin anew with this seed")
OTHER = Words("Другое зерно", "Another seed")
COPY, SAVE, LOAD = Words("Копировать", "Copy"), Words("Сохранить…", "Save…"), Words("Загрузить…", "Load…")
NEWEST = 1_000
NOUN = Words("исходов", "outcomes")
EMPTY = Empty(
    Words(
        "Обменов ещё не было. Одно и то же зерно даёт одни и те же сбои в том же порядке.",
        "No exchanges yet. The same seed gives the same faults in the same order.",
    ),
    icon="bolt",
)
FILES = Words("Сбои (*.json);;Текст (*.txt)", "Faults (*.json);;Text (*.txt)")
JSON_FILES = Words("Сбои (*.json)", "Faults (*.json)")
FILE_NAME = "faults-{seed}.json"
CLEAN = Shown("ok", same("—"), Token.NEUTRAL)
SAVED = Words("Сохранено: {name}", "Saved: {name}")
LOADED = Words(
    "Сбои взяты из файла {name}, счёт начат заново.",
    "The faults come from the file {name}, counted from the beginning.",
)
COPIED = Words("Скопировано", "Copied")


class Row(NamedTuple):
    """One request."""

    number: int
    arrow: Arrow
    door: str
    fault: str


def _met(row: Row) -> Shown:
    return Shown("bolt", fault_words(row.fault), Token.WAITING) if row.fault else CLEAN


COLUMNS = (
    Column("number", same("№"), lambda row: row.number, Kind.NUMBER, 46),
    Column("fault", Words("Сбой", "Fault"), _met, Kind.STATUS, 200),
    Column("door", Words("Что", "What"), lambda row: door_words(row.arrow.receiver, row.door), width=120),
    Column("arrow", Words("Кто → кому", "Who → whom"), lambda row: arrow_words(row.arrow), width=180),
)


class OutcomesPage(QWidget):
    """Refreshed while it is seen."""

    def __init__(self, desk: Desk, faults: FaultDesk, changed: Callable[[], object]) -> None:
        """`changed` is called after everything that a person does here."""
        super().__init__()
        self._desk = desk
        self._faults = faults
        self._changed = changed
        self._shown: tuple[int, int] = (-1, -1)
        self.form = Form(desk, "seed-form", drafts=False)
        self._seed = self.form.add(NumberField("seed", SEED, minimum=0, maximum=MOST_SEED, step=1, required=True))
        self._seed.fill(faults.seed)
        self.count = spoken.label(desk, self._counted, "hint", wrap=True)
        self.table = LedgerTable(desk, "outcomes", COLUMNS, noun=NOUN, key=lambda row: row.number, empty=EMPTY)
        self._build()

    def refresh(self) -> None:
        """The newest thousand."""
        outcomes = self._faults.outcomes
        first = max(0, len(outcomes) - NEWEST)
        state = (self._faults.seed, len(outcomes))
        if state == self._shown:
            return
        if state[0] != self._shown[0]:
            self._seed.fill(self._faults.seed)
        self._shown = state
        self.table.show_rows([Row(number, *outcomes[number - 1]) for number in range(len(outcomes), first, -1)])
        self._desk.languages.bind(self.count, self.count.setText, self._counted)

    def begin(self) -> None:
        """Count anew from the seed that is typed; what is wrong with it is said under it."""
        found = self.form.check()
        self.form.mistakes(found)
        if not found:
            self._begin(self._seed.value())

    def other(self) -> None:
        """Count anew from a seed of chance."""
        self._begin(ids.chance().randrange(1, MOST_SEED + 1))

    def copy(self) -> None:
        """All outcomes as text."""
        QGuiApplication.clipboard().setText(storm.text_of(storm.of(self._faults), self._desk.languages.current))
        self._desk.messages.ok(COPIED)

    def save(self) -> None:
        """Ask where to."""
        dialog = file_dialog(self._desk, self, SAVE, "", self._desk.say(FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(FILE_NAME.format(seed=self._faults.seed))
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write it there."""
        path, made, language = Path(name), storm.of(self._faults), self._desk.languages.current
        self._desk.work(
            self,
            lambda: storm.write(path, made, language),
            then=lambda _: self._desk.messages.ok(SAVED.format(name=path.name)),
        )

    def load(self) -> None:
        """Ask which."""
        dialog = file_dialog(self._desk, self, LOAD, "", self._desk.say(JSON_FILES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load_from)
        dialog.open()

    def load_from(self, name: str) -> None:
        """Raise that storm again."""
        path = Path(name)
        self._desk.work(self, lambda: storm.read(path), then=lambda found: self._raise(path, found))

    def _raise(self, path: Path, found: storm.Storm) -> None:
        storm.raise_again(self._faults, found)
        self._desk.messages.ok(LOADED.format(name=path.name))
        self._changed()

    def _begin(self, seed: int) -> None:
        self._faults.begin(seed)
        self._seed.fill(seed)
        self._changed()

    def _counted(self) -> Words:
        return seed_words(self._faults.seed, len(self._faults.outcomes))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._line((BEGIN, self.begin, "begin"), (OTHER, self.other, "other-seed")))
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addWidget(
            self._line(
                (COPY, self.copy, "copy-outcomes"),
                (SAVE, self.save, "save-outcomes"),
                (LOAD, self.load, "load-outcomes"),
            )
        )

    def _line(self, *buttons: tuple[Words, Callable[[], object], str]) -> QWidget:
        """Buttons that go on in the next line when the first one is full."""
        line = QWidget()
        flow = Flow(line)
        for words, run, name in buttons:
            made = spoken.button(self._desk, words, run)
            made.setObjectName(name)
            flow.addWidget(made)
        return line
