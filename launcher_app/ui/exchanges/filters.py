"""Over the tree: which exchanges are looked for, how many are shown, and one key to drop every filter."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table.chip import Chip
from common.qt.table.flow import Flow
from common.qt.tokens import Token
from common.words import Words
from launcher_app.faults.wording import arrow_words
from launcher_app.feed.hop import ARROWS, Arrow, Outcome
from launcher_app.stories.query import Query
from launcher_app.ui.exchanges import lines

PATIENCE_MS = 200
ARROW, OUTCOME = Words("Стрелка", "Arrow"), Words("Исход", "Outcome")
STARRED, POLLS = Words("Отмеченные", "Starred"), Words("Скрыть опросы", "Hide polls")
NEWEST = Words("Новые сверху", "Newest first")
PAUSE = Words("Пауза записи", "Pause")
PAUSE_KEY = Words("Пауза записи обменов (P)", "Pause the recording of exchanges (P)")
STAR_KEY = Words("Только отмеченные звёздочкой (ставит её пробел)", "Only starred ones (Space puts a star)")
TEXT = Words("Текст: {text}", "Text: {text}")
DROP = Words("Убрать: {name}", "Drop: {name}")
ALL = Words("Все", "All")
COUNT = Words("Показано {n} из {all}", "Shown {n} of {all}")
SEARCHING = Words("Ищем…", "Searching…")
RESET = Words("Сбросить (Esc)", "Clear (Esc)")
BAR = Words("Фильтры обменов", "Filters of exchanges")
NOBODY = Words("", "")
LONGEST = 24


class ExchangeFilters(QWidget):
    """`changed` rings when something else is looked for."""

    changed = Signal()
    cleared = Signal()
    pause_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Everything is shown, the newest story first."""
        super().__init__()
        self._desk = desk
        self._text = ""
        self._arrow: Arrow | None = None
        self._outcome: Outcome | None = None
        self._starred = False
        self._hide_polls = False
        self.newest_first = True
        self._paused = False
        self._counts = (0, 0)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._say(SEARCHING))
        self.setObjectName("exchange-filters")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        spoken.named(desk, self, BAR)
        self.count = spoken.label(desk, NOBODY, "hint")
        self.count.setObjectName("exchange-count")
        self.reset = spoken.link(desk, RESET, self.clear)
        self.reset.setObjectName("exchange-reset")
        self._build()
        self._show()

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(
            text=self._text,
            arrows=frozenset((self._arrow,) if self._arrow is not None else ()),
            outcomes=frozenset((self._outcome,) if self._outcome is not None else ()),
            only_starred=self._starred,
            hide_polls=self._hide_polls,
        )

    @property
    def narrowed(self) -> bool:
        """Whether something is looked for, so that something may be missing."""
        return bool(self._text or self._arrow or self._outcome or self._starred or self._hide_polls)

    def search(self, text: str) -> None:
        """Only what holds these words."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._tell()

    def clear(self) -> None:
        """Look for everything."""
        self._text, self._arrow, self._outcome = "", None, None
        self._starred = self._hide_polls = False
        self._tell()
        self.cleared.emit()

    def begin(self) -> None:
        """An answer is waited for: if it takes longer than a moment, say so."""
        self._patience.start()

    def end(self, shown: int, total: int) -> None:
        """So many are shown."""
        self._patience.stop()
        self._counts = (shown, total)
        self._say(self._counted)

    def show_pause(self, *, paused: bool) -> None:
        """Whether exchanges are recorded now."""
        self._paused = paused
        self._pause.tell(PAUSE, PAUSE_KEY, on=paused, icon="stop" if paused else "")

    def choose_arrow(self, arrow: Arrow | None) -> None:
        """Only this arrow; None for every one."""
        self._arrow = arrow
        self._tell()

    def choose_outcome(self, outcome: Outcome | None) -> None:
        """Only what ended so; None for everything."""
        self._outcome = outcome
        self._tell()

    def sizeHint(self) -> QSize:
        """One line of chips; where there is no room for it, the layout finds out how many lines there are."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self._flow.minimumSize()

    def _build(self) -> None:
        desk = self._desk
        self._text_chip = Chip(desk, "chip-text", self._drop_text)
        self._arrow_chip = Chip(desk, "chip-arrow", lambda: self._offer(self._arrow_chip, self._arrows()))
        self._outcome_chip = Chip(desk, "chip-outcome", lambda: self._offer(self._outcome_chip, self._outcomes()))
        self._star_chip = Chip(desk, "chip-starred", partial(self._toggle, "_starred"))
        self._polls_chip = Chip(desk, "chip-polls", partial(self._toggle, "_hide_polls"))
        self._order_chip = Chip(desk, "chip-order", partial(self._toggle, "newest_first"))
        self._pause = Chip(desk, "chip-pause", self.pause_asked.emit)
        self._flow = Flow(self)
        for widget in (
            self._text_chip,
            self._arrow_chip,
            self._outcome_chip,
            self._star_chip,
            self._polls_chip,
            self._order_chip,
            self._pause,
            self.count,
            self.reset,
        ):
            self._flow.addWidget(widget)

    def _drop_text(self) -> None:
        self.search("")
        self.cleared.emit()

    def _toggle(self, name: str) -> None:
        setattr(self, name, not getattr(self, name))
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        short = self._text if len(self._text) <= LONGEST else self._text[:LONGEST] + "…"
        told = TEXT.format(text=short)
        self._text_chip.tell(told, _drop(told), on=True, icon="close")
        self._text_chip.setVisible(bool(self._text))
        _tell_choice(self._arrow_chip, ARROW, arrow_words(self._arrow) if self._arrow else None)
        _tell_choice(self._outcome_chip, OUTCOME, lines.OUTCOMES[self._outcome] if self._outcome else None)
        self._star_chip.tell(STARRED, STAR_KEY, on=self._starred, icon="star", token=Token.WAITING)
        self._polls_chip.tell(POLLS, POLLS, on=self._hide_polls)
        self._order_chip.tell(NEWEST, NEWEST, on=self.newest_first)
        self.show_pause(paused=self._paused)
        self.reset.setVisible(self.narrowed)
        self.updateGeometry()

    def _arrows(self) -> Sequence[tuple[Words, Callable[[], object], bool]]:
        every = [(arrow_words(one), partial(self.choose_arrow, one), one == self._arrow) for one in ARROWS]
        return [(ALL, partial(self.choose_arrow, None), self._arrow is None), *every]

    def _outcomes(self) -> Sequence[tuple[Words, Callable[[], object], bool]]:
        every = [
            (words, partial(self.choose_outcome, one), one is self._outcome) for one, words in lines.OUTCOMES.items()
        ]
        return [(ALL, partial(self.choose_outcome, None), self._outcome is None), *every]

    def _offer(self, chip: Chip, options: Sequence[tuple[Words, Callable[[], object], bool]]) -> None:
        menu = QMenu(chip)
        menu.setObjectName(f"{chip.objectName()}-menu")
        for number, (words, run, on) in enumerate(options):
            action = menu.addAction(self._desk.say(words))
            action.setObjectName(f"{chip.objectName()}-{number}")
            action.setCheckable(True)
            action.setChecked(on)
            action.triggered.connect(lambda *_, run=run: run())
        menu.aboutToHide.connect(self._show)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _say(self, words: Any) -> None:
        self._desk.languages.bind(self.count, self.count.setText, words)

    def _counted(self) -> Words:
        shown, total = self._counts
        return Words(
            COUNT.ru.format(n=wording.number(shown, "ru"), all=wording.number(total, "ru")),
            COUNT.en.format(n=wording.number(shown, "en"), all=wording.number(total, "en")),
        )


def _tell_choice(chip: Chip, name: Words, value: Words | None) -> None:
    words = name if value is None else Words(f"{name.ru}: {value.ru}", f"{name.en}: {value.en}")
    shown = Words(f"{words.ru} ▾", f"{words.en} ▾")
    chip.tell(shown, words, on=value is not None)


def _drop(words: Words) -> Words:
    return Words(DROP.ru.format(name=words.ru), DROP.en.format(name=words.en))
