"""Chips over a table: which filters are on, how many rows they leave, and one key to drop them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table.chip import Chip
from common.qt.table.column import Shown
from common.qt.table.flow import Flow
from common.qt.table.ledger_table import LedgerTable
from common.qt.tokens import Token
from common.words import Words

ALL = Words("Все", "All")
DROP = Words("Убрать фильтр: {name}", "Drop the filter: {name}")
RESET = Words("Сбросить (Esc)", "Clear (Esc)")
SEARCHING = Words("Ищем…", "Searching…")
BAR = Words("Фильтры", "Filters")
NOBODY = Words("", "")
MENU, CROSS = "menu", "drop"
Option = tuple[Any, Words | Shown]


@dataclass
class Choice:
    """A filter with its values. `inline`: a chip per value, with its `counter(value)`; else one chip with a menu.

    `default` is on at first, None is no filter, and `all` its word. The counter is asked with None for all.
    """

    name: str
    words: Words
    options: Sequence[Option] = ()
    counter: Callable[[Any], int | None] | None = None
    inline: bool = False
    default: Any = None
    all: Words = ALL


class FilterBar(QWidget):
    """Sets the table's filters by the names of its choices."""

    def __init__(self, desk: Desk, choices: Sequence[Choice], table: LedgerTable) -> None:
        """The defaults are on."""
        super().__init__()
        self._desk = desk
        self._table = table
        self._slow = False
        self.choices = {choice.name: choice for choice in choices}
        self._values: dict[str, Any] = {choice.name: choice.default for choice in choices}
        self._chosen_words: dict[str, Words] = {}
        self._chips: dict[str, dict[Any, Chip]] = {choice.name: {} for choice in choices}
        self.setObjectName(f"filters-{table.name}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        spoken.named(desk, self, BAR)
        self._flow = Flow(self)
        self.text = spoken.label(desk, NOBODY, "hint")
        self.text.setObjectName("filter-count")
        self.reset = spoken.link(desk, RESET, table.clear)
        self.reset.setObjectName("filter-reset")
        table.filter_words = self.words
        table.counted.connect(self.recount)
        table.searching.connect(self._search)
        table.cleared.connect(self._cleared)
        table.set_filters(self._values)
        self.recount()

    @property
    def values(self) -> dict[str, Any]:
        """What is chosen, by name; None is no filter."""
        return dict(self._values)

    def choose(self, name: str, value: Any) -> None:
        """Put a filter on, or take it off with None."""
        if self._values[name] != value:
            self._values[name] = value
            self._table.set_filters(self._values)
        self.recount()

    def set_options(self, name: str, options: Sequence[Option]) -> None:
        """Other values to choose from; the chosen one stays on even when it is no longer among them."""
        if list(self.choices[name].options) != list(options):
            self.choices[name].options = options
            self.recount()

    def chip(self, name: str, value: Any = MENU) -> Chip:
        """The chip of a filter, or of one of its values when they stand in the line."""
        return self._chips[name][value]

    def words(self) -> list[Words]:
        """The filters that are on, each as «Статус: Отклонён»."""
        on = [choice for choice in self.choices.values() if self._values[choice.name] is not None]
        return [_named(choice, self._value_words(choice)) for choice in on]

    def recount(self) -> None:
        """Chips, their counters and «Показано 12 из 340» as they are now."""
        before = [tuple(chips) for chips in self._chips.values()]
        for choice in self.choices.values():
            if choice.inline:
                self._show_values(choice)
            else:
                self._show_chip(choice)
        if before != [tuple(chips) for chips in self._chips.values()] or not self._flow.count():
            self._arrange()
        self._desk.languages.bind(self.text, self.text.setText, self._said)
        self.reset.setVisible(self._table.narrowed)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops the filters."""
        if event.key() == Qt.Key.Key_Escape and self._table.narrowed:
            self._table.clear()
        else:
            super().keyPressEvent(event)

    def _show_values(self, choice: Choice) -> None:
        options: list[Option] = [*choice.options, (None, choice.all)]
        chips = self._chips[choice.name]
        self._keep_only(choice, [value for value, _ in options])
        for value, said in options:
            chip = chips.get(value) or self._add(choice, value, partial(self._toggle, choice, value))
            words = _counted(_of(said), choice.counter(value) if choice.counter is not None else None)
            icon, token = (said.icon, said.token) if isinstance(said, Shown) else ("", Token.TEXT)
            on = self._values[choice.name] == value
            chip.tell(words, _named(choice, words), on=on, icon=icon, token=token)
        self._chips[choice.name] = {value: chips[value] for value, _ in options}

    def _show_chip(self, choice: Choice) -> None:
        chips = self._chips[choice.name]
        on = self._values[choice.name] is not None
        chip = chips.get(MENU) or self._add(choice, MENU, partial(self._open, choice))
        words = _named(choice, self._value_words(choice))
        chip.tell(words, words, on=on, icon="chevron")
        drop = chips.get(CROSS) or self._add(choice, CROSS, partial(self.choose, choice.name, None))
        meaning = Words(DROP.ru.format(name=choice.words.ru), DROP.en.format(name=choice.words.en))
        drop.tell(NOBODY, meaning, on=False, icon="close")
        drop.setVisible(on)

    def _add(self, choice: Choice, value: Any, run: Callable[[], object]) -> Chip:
        chip = Chip(self._desk, f"filter-{choice.name}-{value}", run)
        chip.setParent(self)
        self._chips[choice.name][value] = chip
        chip.show()
        return chip

    def _keep_only(self, choice: Choice, values: list[Any]) -> None:
        chips = self._chips[choice.name]
        for value in [value for value in chips if value not in values]:
            chips.pop(value).deleteLater()

    def _arrange(self) -> None:
        self._flow.empty()
        for chips in self._chips.values():
            for chip in chips.values():
                self._flow.addWidget(chip)
        self._flow.addWidget(self.text)
        self._flow.addWidget(self.reset)

    def menu(self, choice: Choice) -> QMenu:
        """The values of a filter, with the chosen one marked."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for value, said in ((None, choice.all), *choice.options):
            words = _counted(_of(said), choice.counter(value) if choice.counter is not None else None)
            action = menu.addAction(self._desk.say(words), partial(self.choose, choice.name, value))
            action.setObjectName(f"filter-{choice.name}-{value}")
            action.setCheckable(True)
            action.setChecked(self._values[choice.name] == value)
            group.addAction(action)
        return menu

    def _open(self, choice: Choice) -> None:
        self.recount()
        menu = self.menu(choice)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chip = self.chip(choice.name)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _toggle(self, choice: Choice, value: Any) -> None:
        self.choose(choice.name, None if self._values[choice.name] == value else value)

    def _value_words(self, choice: Choice) -> Words:
        value = self._values[choice.name]
        if value is None:
            return choice.all
        words = next((_of(said) for known, said in choice.options if known == value), None)
        if words is not None:
            self._chosen_words[choice.name] = words
        return self._chosen_words.get(choice.name, Words(str(value), str(value)))

    def _search(self, slow: bool) -> None:
        self._slow = slow
        self.recount()

    def _cleared(self) -> None:
        self._values = dict.fromkeys(self._values)
        self.recount()

    def _said(self) -> Words:
        if self._slow:
            return SEARCHING
        return self._table.count_words() if self._table.loaded else NOBODY


def _of(said: Words | Shown) -> Words:
    return said.words if isinstance(said, Shown) else said


def _named(choice: Choice, words: Words) -> Words:
    return Words(f"{choice.words.ru}: {words.ru}", f"{choice.words.en}: {words.en}")


def _counted(words: Words, count: int | None) -> Words:
    if count is None:
        return words
    return Words(f"{words.ru} {wording.number(count, 'ru')}", f"{words.en} {wording.number(count, 'en')}")
