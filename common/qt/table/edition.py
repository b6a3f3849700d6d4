"""One state of a list: rows in memory, or pages of it that are here, so many and no more."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from common.errors import OplataError
from common.qt.table.query import Fetch, Page, Query

PAGE = 200
KEPT_PAGES = 40
AT_ONCE = 2


class Edition(Protocol):
    """What the model shows: numbered rows, of which some may still be on their way."""

    total: int
    every: int | None

    def row(self, number: int) -> Any:
        """A row, or None while it is not here."""

    def known(self) -> Iterator[tuple[int, Any]]:
        """The rows that are here, with their numbers."""


class WholeEdition:
    """All rows at once."""

    def __init__(self, rows: list[Any], every: int) -> None:
        """`rows` are sorted and filtered; there are `every` without the filter."""
        self.rows = rows
        self.total = len(rows)
        self.every: int | None = every

    def row(self, number: int) -> Any:
        """The row of this number."""
        return self.rows[number] if 0 <= number < self.total else None

    def known(self) -> Iterator[tuple[int, Any]]:
        """All of them."""
        return enumerate(self.rows)


class PagedEdition:
    """Pages of the answer to one query; the ones looked at longest ago are let go. `came` rings for each new one.

    The first page is asked for alone, for it brings the mark. `moved`: a later page counted otherwise than the first.
    """

    def __init__(
        self,
        fetch: Fetch,
        query: Query,
        came: Callable[["PagedEdition", int], object],
        failed: Callable[["PagedEdition", OplataError], object],
    ) -> None:
        """Nothing is here yet, and nothing is known of how much there will be."""
        self._fetch = fetch
        self.query = query
        self._came = came
        self._failed = failed
        self.total = 0
        self.every: int | None = None
        self.begun = False
        self.over = False
        self.moved = False
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []

    def row(self, number: int) -> Any:
        """The row of this number, or None while its page is not here."""
        page = self._pages.get(number // PAGE)
        place = number % PAGE
        return page[place] if page is not None and place < len(page) else None

    def known(self) -> Iterator[tuple[int, Any]]:
        """The rows of the pages that are here."""
        for number in sorted(self._pages):
            yield from enumerate(self._pages[number], number * PAGE)

    def has(self, pages: Iterable[int]) -> bool:
        """Whether all of these pages are here."""
        return all(page in self._pages for page in pages)

    def want(self, pages: Iterable[int]) -> None:
        """These pages are looked at: ask for those that are not here, forget earlier wishes."""
        wanted = list(pages)
        for page in wanted:
            if page in self._pages:
                self._pages.move_to_end(page)
        self._wanted = [page for page in wanted if page not in self._pages and page not in self._asked]
        self._ask()

    def end(self) -> None:
        """Another edition is shown: answers that still come are not for anybody."""
        self.over = True
        self._wanted = []

    def _ask(self) -> None:
        while self._wanted and len(self._asked) < (AT_ONCE if self.begun else 1) and not self.over:
            page = self._wanted.pop(0)
            self._asked.add(page)
            query = replace(self.query, offset=page * PAGE, limit=PAGE)
            self._fetch(query, lambda answer, page=page: self._take(page, answer), self._refuse_of(page))  # type: ignore[misc]

    def _take(self, page: int, answer: Page) -> None:
        self._asked.discard(page)
        if self.over:
            return
        if not self.begun:
            self.begun = True
            self.total, self.every = answer.total, answer.every
            self.query = replace(self.query, mark=answer.mark)
        self.moved = self.moved or answer.total != self.total
        self._pages[page] = answer.rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        self._came(self, page)
        self._ask()

    def _refuse_of(self, page: int) -> Callable[[OplataError], None]:
        def refuse(error: OplataError) -> None:
            self._asked.discard(page)
            if not self.over:
                self._failed(self, error)
                self._ask()

        return refuse


def pages_of(first: int, last: int, total: int) -> list[int]:
    """The pages that hold the rows from first to last of so many."""
    if total <= 0:
        return [0]
    return list(range(max(0, first) // PAGE, max(0, min(last, total - 1)) // PAGE + 1))
