"""Rows from places that are not on the screen: asked for by pages, one after another, for a copy or a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from common.errors import OplataError
from common.qt.table.query import Fetch, Page, Query

AT_ONCE = 1000
Range = tuple[int, int]
"""The first row, and the one after the last; the end is -1 when the list goes to its own end."""


class Gathering(QObject):
    """Hands over rows portion by portion; `proceed` asks for the next portion, so that the taker sets the pace."""

    def __init__(
        self,
        fetch: Fetch,
        query: Query,
        ranges: Sequence[Range],
        took: Callable[[list[Any], int], object],
        failed: Callable[[OplataError], object],
        parent: QObject,
    ) -> None:
        """`took(rows, total)` gets each portion; no rows mean the end."""
        super().__init__(parent)
        self._fetch = fetch
        self._query = replace(query, limit=AT_ONCE)
        self._ranges = list(ranges)
        self._took = took
        self._failed = failed
        self._over = False

    def proceed(self) -> None:
        """Ask for the next portion."""
        if self._over:
            return
        if not self._ranges:
            QTimer.singleShot(0, self, lambda: self._end(0))
            return
        first, end = self._ranges[0]
        limit = AT_ONCE if end < 0 else min(AT_ONCE, end - first)
        self._fetch(replace(self._query, offset=first, limit=limit), self._take, self._refuse)

    def stop(self) -> None:
        """Want no more."""
        self._over = True

    def _take(self, page: Page) -> None:
        if self._over:
            return
        if self._query.mark is None:
            self._query = replace(self._query, mark=page.mark)
        if not page.rows:
            self._ranges.pop(0)
            self.proceed() if self._ranges else self._end(page.total)
            return
        first, end = self._ranges[0]
        first += len(page.rows)
        if (end >= 0 and first >= end) or first >= page.total:
            self._ranges.pop(0)
        else:
            self._ranges[0] = (first, end)
        self._took(page.rows, page.total)

    def _end(self, total: int) -> None:
        if not self._over:
            self._over = True
            self._took([], total)

    def _refuse(self, error: OplataError) -> None:
        if not self._over:
            self._over = True
            self._failed(error)
