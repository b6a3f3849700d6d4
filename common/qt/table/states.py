"""What a table says instead of rows, or over them: loading, nothing yet, nothing that matches, not loaded, old."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from common.clock import moment
from common.errors import OplataError
from common.protocol import codes
from common.qt import wording
from common.qt.table.column import Empty
from common.qt.table.overlay import Overlay
from common.qt.table.strip import Strip
from common.qt.tokens import Token
from common.words import Words

if TYPE_CHECKING:
    from common.qt.table.ledger_table import LedgerTable

FIRST_USE = Empty(Words("Здесь пока пусто.", "Nothing here yet."))
NOTHING = Words("Нет {ru} с такими условиями", "No {en} match")
RESET = Words("Сбросить фильтры", "Clear filters")
LOADING = Words("Загружаем список {ru}…", "Loading {en}…")
NOT_LOADED = Words("Не удалось загрузить список {ru}. {why}", "Could not load the {en}. {why}")
OLD = Words("Не удалось обновить. Показаны данные на {at}. {why}", "Could not refresh. Showing data from {at}. {why}")
AGAIN = Words("Повторить", "Try again")


class States(QObject):
    """`overlay` stands in the rows' place, `old` over rows that could not be refreshed."""

    def __init__(self, table: "LedgerTable", empty: Empty | None) -> None:
        """Nothing was loaded yet."""
        super().__init__(table)
        self._table = table
        self.empty = empty or FIRST_USE
        self._loaded_at = -1
        self.overlay = Overlay(table.desk, table.view)
        self.old = Strip(table.desk, "error", AGAIN, table.retry)

    @property
    def loaded(self) -> bool:
        """Whether rows were had at least once."""
        return self._loaded_at >= 0

    def wait(self) -> None:
        """Rows are on their way: said when it takes longer than a moment and there is nothing to show."""
        if not self.loaded:
            self.overlay.wait(self._of_noun(LOADING))

    def show(self) -> None:
        """Rows were had, or it is known that there are none."""
        table = self._table
        self._loaded_at = table.desk.clock.now_ms()
        self.old.hide()
        table.view.set_stale(stale=False)
        if table.model.total:
            self.overlay.clear()
        elif table.narrowed and table.model.edition.every != 0:
            self.overlay.say("filter", Token.NEUTRAL, self._of_noun(NOTHING), RESET, table.clear)
        else:
            empty = self.empty
            self.overlay.say(empty.icon, Token.NEUTRAL, empty.words, empty.button, empty.run)

    def forget(self) -> None:
        """As before the first rows."""
        self._loaded_at = -1
        self.old.hide()
        self.overlay.clear()
        self._table.view.set_stale(stale=False)

    def fail(self, error: OplataError) -> None:
        """Rows could not be had: the old ones stay, grey, with their time."""
        why = codes.words_of(error)
        if not self.loaded:
            words = self._of_noun(NOT_LOADED, why)
            self.overlay.say("failed", Token.ERROR, words, AGAIN, self._table.retry)
            return
        at = wording.time(moment(self._loaded_at))
        self.old.say(Words(OLD.ru.format(at=at, why=why.ru), OLD.en.format(at=at, why=why.en)))
        self._table.view.set_stale(stale=True)

    def _of_noun(self, words: Words, why: Words | None = None) -> Words:
        noun = self._table.noun
        because = why or Words("", "")
        return Words(words.ru.format(ru=noun.ru, why=because.ru), words.en.format(en=noun.en, why=because.en))
