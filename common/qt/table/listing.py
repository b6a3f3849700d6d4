"""A whole list in memory: what of it is shown, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from common.clock import moment
from common.qt.desk import Desk
from common.qt.table import cells
from common.qt.table.column import Column
from common.qt.table.edition import WholeEdition
from common.qt.table.query import Query

Matches = Mapping[str, Callable[[Any, Any], bool]]


class Listing:
    """Searches, filters and sorts by itself. What a row says is remembered until the row or the language changes."""

    def __init__(
        self, desk: Desk, columns: Sequence[Column], key: Callable[[Any], Any], matches: Matches | None = None
    ) -> None:
        """`matches[filter](row, wanted)` decides where a filter is not the value of the column of that name."""
        self._desk = desk
        self._columns = tuple(columns)
        self._key = key
        self._matches = dict(matches or {})
        self._rows: Sequence[Any] = ()
        self._said: dict[Any, tuple[Any, str]] = {}
        self._said_in = ""

    def put(self, rows: Sequence[Any]) -> None:
        """The list as it is now."""
        self._rows = rows

    def edition(self, query: Query, sorted_by: Column | None) -> WholeEdition:
        """What is shown of it."""
        rows = [row for row in self._rows if self._passes(row, query.filters)]
        if query.text:
            rows = self._found(rows, query.text)
        if sorted_by is not None:
            rows = self._in_order(rows, sorted_by, descending=query.descending)
        return WholeEdition(rows, len(self._rows))

    def _passes(self, row: Any, filters: Mapping[str, Any]) -> bool:
        return all(self._fits(row, name, wanted) for name, wanted in filters.items())

    def _fits(self, row: Any, name: str, wanted: Any) -> bool:
        decide = self._matches.get(name)
        if decide is not None:
            return decide(row, wanted)
        column = next((one for one in self._columns if one.name == name), None)
        return bool((column.value(row) if column is not None else getattr(row, name)) == wanted)

    def _found(self, rows: list[Any], text: str) -> list[Any]:
        parts = cells.folded(text).split()
        language = self._desk.languages.current
        if self._said_in != language:
            self._said, self._said_in = {}, language
        now = moment(self._desk.clock.now_ms())
        said: dict[Any, tuple[Any, str]] = {}
        found = []
        for row in rows:
            key = self._key(row)
            known = self._said.get(key)
            if known is None or known[0] != row:
                known = (row, cells.haystack(self._columns, row, language, now))
            said[key] = known
            if all(part in known[1] for part in parts):
                found.append(row)
        self._said |= said
        if len(self._said) > 2 * len(self._rows) + 100:
            self._said = said
        return found

    def _in_order(self, rows: list[Any], column: Column, *, descending: bool) -> list[Any]:
        language = self._desk.languages.current
        marked = [(cells.sorting(column, row, language), row) for row in rows]
        full = sorted((one for one in marked if not one[0][0]), key=lambda one: one[0][1], reverse=descending)
        return [row for _, row in full] + [row for (empty, _), row in marked if empty]
