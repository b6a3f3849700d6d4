"""Where a person is in a list: the current row, the selected ones, the scroll; found again by keys after a change."""

from typing import Any

from common.qt.table.changes import Change, Way
from common.qt.table.model import LedgerModel
from common.qt.table.view import LedgerView

MOST_SELECTED = 5000


class Place:
    """Taken before a change of the list, restored after it."""

    def __init__(self, view: LedgerView, model: LedgerModel) -> None:
        """Remember."""
        self._view = view
        self._model = model
        self._number = view.currentIndex().row()
        row = model.row(self._number)
        self._key: Any = model.key(row) if row is not None else None
        self._all = model.total > 1 and view.chosen_count() == model.total
        count = view.chosen_count()
        numbers = list(view.chosen_numbers()) if count <= MOST_SELECTED and not self._all else []
        self._selected = [model.key(row) for number in numbers if (row := model.row(number)) is not None]
        self._scroll = view.verticalScrollBar().value()
        top = model.row(view.rowAt(0))
        self._top: Any = model.key(top) if top is not None else None
        self._top_number = view.rowAt(0)

    def restore(self, change: Change, *, fresh: bool) -> None:
        """The same rows are current and selected where they still are; the picture stays still unless at the top."""
        view = self._view
        view.updateGeometries()
        if change.way is Way.ON_TOP and self._scroll:
            view.verticalScrollBar().setValue(self._scroll + change.added * view.row_height)
        if change.way is not Way.OTHERWISE:
            return
        if fresh:
            view.scrollToTop()
        elif self._scroll:
            self._scroll_back()
        self._current(fresh=fresh)

    def _scroll_back(self) -> None:
        view = self._view
        number = self._model.number_of(self._top, near=self._top_number) if self._top is not None else -1
        moved = (number - self._top_number) * view.row_height if number >= 0 else 0
        view.verticalScrollBar().setValue(self._scroll + moved)

    def _current(self, *, fresh: bool) -> None:
        model, view = self._model, self._view
        if not model.total:
            return
        number = model.number_of(self._key, near=self._number) if self._key is not None else -1
        if number < 0:
            number = 0 if fresh else max(0, min(self._number, model.total - 1))
        view.go_to(number, show=fresh)
        if self._all and not fresh:
            view.selectAll()
        elif len(self._selected) > 1 and not fresh:
            wanted = set(self._selected)
            found = [at for at, row in model.edition.known() if model.key(row) in wanted]
            if found:
                view.choose(found)
