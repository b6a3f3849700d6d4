"""A list that comes page by page: what the table asks for, what it gets, and who answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from common.errors import OplataError


@dataclass(frozen=True, slots=True)
class Query:
    """Rows from `offset` on, at most `limit`, that hold the `text` and pass the `filters`, in an order.

    `order` is a column's `order`, empty for the list's own. `mark` is what the first page of this list was marked
    with (None for the first): with it a list that grows stays still from page to page.
    """

    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    order: str = ""
    descending: bool = True
    offset: int = 0
    limit: int = 200
    mark: Any = None

    @property
    def narrowed(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.text or self.filters)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, how many match in all, how many there are without any filter (when that is known), and the list's mark."""

    rows: list[Any]
    total: int
    every: int | None = None
    mark: Any = None


Answered = Callable[[Page], object]
Failed = Callable[[OplataError], object]
Fetch = Callable[[Query, Answered, Failed], object]
"""Asks without waiting; answers in the window's own thread, now or later, each question on its own."""
