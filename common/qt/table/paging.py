"""A list that comes page by page: asks for what is looked at, and shows a new edition only when it is all here."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from common.errors import OplataError
from common.qt.table.edition import PAGE, PagedEdition, pages_of
from common.qt.table.query import Fetch, Query

AROUND = PAGE // 2
Sight = Callable[[], tuple[int, int, int]]
"""The first and the last row in sight, and the current one."""


class Paging(QObject):
    """`ready` carries an edition to be shown and whether it answers another question; the old one is shown till then.

    A newer question makes the older one's answers forgotten; asking the same again waits for the answer under way.
    """

    ready = Signal(object, bool)
    came = Signal(int, int)
    failed = Signal(object)

    def __init__(self, fetch: Fetch, sight: Sight, parent: QObject) -> None:
        """Nothing was asked yet."""
        super().__init__(parent)
        self.fetch = fetch
        self._look_at = sight
        self.query = Query()
        self.current: PagedEdition | None = None
        self._coming: PagedEdition | None = None
        self._fresh = False
        self._once_more = False
        self._first, self._last, self._cursor = 0, 0, -1

    @property
    def waiting(self) -> bool:
        """Whether an edition is on its way."""
        return self._coming is not None

    def ask(self, query: Query) -> None:
        """Another question: from its first row on."""
        self.query = query
        self._begin(fresh=True)

    def again(self) -> None:
        """The same question: the rows that are in sight and the current one will be there when it is shown."""
        if self._coming is not None:
            self._once_more = True
        else:
            self._begin(fresh=self.current is None)

    def forget(self) -> None:
        """The next question is about something else: no answer to an earlier one is shown any more."""
        for edition in (self.current, self._coming):
            if edition is not None:
                edition.end()
        self.current = self._coming = None
        self._once_more = False

    def look(self, first: int, last: int) -> None:
        """These rows are in sight."""
        if self.current is not None:
            self.current.want(pages_of(first - AROUND, last + AROUND, self.current.total))

    def _begin(self, *, fresh: bool) -> None:
        if self._coming is not None:
            self._coming.end()
        self._fresh = fresh
        self._once_more = False
        self._first, self._last, self._cursor = (0, 0, -1) if fresh else self._look_at()
        edition = self._coming = PagedEdition(self.fetch, replace(self.query, mark=None), self._page_came, self._wrong)
        edition.want([self._first // PAGE])

    def _page_came(self, edition: PagedEdition, page: int) -> None:
        if edition is self.current:
            self.came.emit(page * PAGE, page * PAGE + PAGE - 1)
            if edition.moved and self._coming is None:
                edition.moved = False
                self.again()
        elif edition is self._coming:
            needed = self._needed(edition)
            if edition.has(needed):
                self._show(edition)
            else:
                edition.want(needed)

    def _needed(self, edition: PagedEdition) -> list[int]:
        """Rows in sight move down by what was added above them, unless the view is at the top."""
        if self._fresh or self.current is None:
            return [0]
        added = max(0, edition.total - self.current.total)
        shift = added if self._first else 0
        needed = set(pages_of(self._first + shift, self._last + shift, edition.total))
        if self._cursor >= 0:
            needed.add(min(self._cursor + added, max(0, edition.total - 1)) // PAGE)
        return sorted(needed)

    def _show(self, edition: PagedEdition) -> None:
        if self.current is not None:
            self.current.end()
        self.current, self._coming = edition, None
        self.ready.emit(edition, self._fresh)
        if self._once_more:
            self._once_more = False
            self._begin(fresh=False)

    def _wrong(self, edition: PagedEdition, error: OplataError) -> None:
        if edition is self._coming:
            edition.end()
            self._coming = None
            self._once_more = False
        self.failed.emit(error)
