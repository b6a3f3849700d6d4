"""In which order stories stand; their exchanges are always in the order of time, under their story."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt

from launcher_app.stories.story import Story
from launcher_app.ui.exchanges import lines


class Order(NamedTuple):
    """By a column of the list, downwards or upwards; at first by time, the newest on top."""

    column: int = lines.TIME
    descending: bool = True

    @property
    def direction(self) -> Qt.SortOrder:
        """As the header shows it."""
        return Qt.SortOrder.DescendingOrder if self.descending else Qt.SortOrder.AscendingOrder

    @property
    def newest_first(self) -> bool:
        """Whether time goes upwards."""
        return self.column != lines.TIME or self.descending

    def pressed(self, column: int) -> "Order":
        """A header was pressed: the other way round, or by this column from now on."""
        if column not in KEYS:
            return self
        return Order(column, not self.descending if column == self.column else column in (lines.TIME, lines.SUM))

    def turned(self, *, newest_first: bool) -> "Order":
        """By time, one way or the other; another order stays."""
        return Order(lines.TIME, newest_first) if self.column == lines.TIME else self


def _status(story: Story) -> str:
    return story.status.value if story.status is not None else ""


KEYS: dict[int, Callable[[Story], Any]] = {
    lines.TIME: lambda story: story.began_ms,
    lines.WHAT: lambda story: story.words.ru,
    lines.REPLY: _status,
    lines.SUM: lambda story: lines.story_sum(story) or 0,
}


def arranged(stories: Sequence[Story], order: Order) -> list[Story]:
    """The same stories in an order; equal ones by time, as they came."""
    by_time = order.column == lines.TIME
    made = sorted(stories, key=KEYS[order.column], reverse=order.descending and not by_time)
    return made[::-1] if by_time and order.descending else made
