"""The tree of exchanges as Qt asks for it: stories a page at a time, their hops once they are opened, retries under
the first attempt."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from common.qt.bubble import bubble
from common.qt.desk import Desk
from common.qt.table.cells import Cell
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story
from launcher_app.ui.exchanges import lines
from launcher_app.ui.exchanges.lines import Marks

PAGE = 200
MOST_CHANGES = 40
"""More places that changed at once are told to the view as a new list: it keeps its place by the rows' keys."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROLES = Qt.ItemDataRole


class Source(NamedTuple):
    """Where rows come from: a hop by its number, which hop a retry is a retry of, what a person put at a row."""

    hop: Callable[[int], Hop | None]
    retries: Callable[[Story], dict[int, int]]
    marks: Callable[[Story, Hop | None], Marks]


class Row:
    """A story, a hop of it, or a retry of that hop."""

    __slots__ = ("children", "ident", "key", "number", "parent", "place", "story")

    def __init__(self, key: str, ident: int, story: Story, number: int, parent: "Row | None") -> None:
        """`number` is the hop's; 0 for the story as a whole."""
        self.key = key
        self.ident = ident
        self.story = story
        self.number = number
        self.parent = parent
        self.place = 0
        self.children: list[Row] | None = None

    @property
    def depth(self) -> int:
        """0 for a story."""
        return 0 if self.parent is None else self.parent.depth + 1


class Wanted(NamedTuple):
    """A row as it is to be."""

    key: str
    story: Story
    number: int
    retries: tuple[int, ...] = ()


class ExchangeModel(QAbstractItemModel):
    """Stories in the order they are given in; of those, as many pages as were looked at."""

    def __init__(self, desk: Desk, source: Source) -> None:
        """No rows."""
        super().__init__()
        self._desk = desk
        self._source = source
        self._stories: Sequence[Story] = ()
        self._top: list[Row] = []
        self._rows: dict[int, Row] = {}
        self._keys: dict[str, Row] = {}
        self._last_ident = 0
        self._fresh: set[str] = set()
        self._is_changing = False
        desk.languages.changed.connect(self._retold)

    def show_stories(self, stories: Sequence[Story]) -> None:
        """These instead of those before: what is the same stays where it is."""
        self._stories = stories
        count = min(len(stories), max(PAGE, self._seen_of(stories)))
        self._is_changing = True
        self._merge(None, [Wanted(one.key, one, 0) for one in stories[:count]])
        self._is_changing = False

    def take_fresh(self) -> set[str]:
        """Keys of the rows that came, or that something came under, since this was asked the last time."""
        fresh, self._fresh = self._fresh, set()
        return fresh

    def fetch_to(self, key: str) -> bool:
        """See to it that a story has its row; False when it is not in the list."""
        if key in self._keys:
            return True
        place = next((n for n, one in enumerate(self._stories) if one.key == key), -1)
        if place >= 0:
            self._expose(place + PAGE)
        return place >= 0

    def row(self, index: Index) -> Row | None:
        """The row of an index."""
        return self._rows.get(index.internalId()) if index.isValid() else None

    def place_of(self, key: str) -> QModelIndex:
        """Where a story or a hop of it is; nowhere if it is not among the rows."""
        story = key.partition("\n")[0]
        if story != key and story in self._keys:
            self.below(self._keys[story])
        row = self._keys.get(key)
        return self.createIndex(row.place, 0, row.ident) if row is not None else NOWHERE

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """What a row's columns show."""
        hop, language = self.hop(row), self._desk.languages.current
        if row.number:
            if hop is None:
                return (Cell(""),) * len(lines.COLUMNS)
            return lines.hop_cells(hop, language, self._source.marks(row.story, hop), len(row.children or ()))
        return lines.story_cells(row.story, hop, language, self._source.marks(row.story, None))

    def hop(self, row: Row) -> Hop | None:
        """A row's hop; of a story without a state, its last one."""
        if row.number:
            return self._source.hop(row.number)
        return self._source.hop(row.story.hops[-1]) if row.story.status is None and row.story.hops else None

    def sentence(self, row: Row) -> str:
        """A row as one hears it."""
        hop = self.hop(row)
        if row.number:
            if hop is None:
                return ""
            said = lines.hop_sentence(hop, self._source.marks(row.story, hop), len(row.children or ()))
        else:
            said = lines.story_sentence(row.story, hop, self._source.marks(row.story, None))
        return self._desk.say(said)

    def below(self, row: Row) -> list[Row]:
        """The rows under a row; those of a story are made when they are first asked for."""
        if row.children is None:
            row.children = []
            if not row.number:
                row.children = [self._made(one, row) for one in self._wanted(row.story)]
                _number(row.children)
        return row.children

    def changed(self, row: Row) -> None:
        """What a row shows has changed."""
        last = len(lines.COLUMNS) - 1
        self.dataChanged.emit(
            self.createIndex(row.place, 0, row.ident), self.createIndex(row.place, last, row.ident), []
        )

    def index(self, place: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Of a row under another one."""
        above = self.row(parent)
        rows = self._top if above is None else self.below(above)
        if not 0 <= place < len(rows) or not 0 <= column < len(lines.COLUMNS):
            return NOWHERE
        return self.createIndex(place, column, rows[place].ident)

    def parent(self, index: Index | None = None) -> Any:
        """The index above; without one, Qt asks for the object above."""
        if index is None:
            return QObject.parent(self)
        row = self.row(index)
        if row is None or row.parent is None:
            return NOWHERE
        return self.createIndex(row.parent.place, 0, row.parent.ident)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are under an index, of those that were looked at."""
        if parent.column() > 0:
            return 0
        row = self.row(parent)
        return len(self._top) if row is None else len(self.below(row))

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """The same everywhere."""
        return len(lines.COLUMNS)

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Asked of every row in sight: nothing is made for it."""
        row = self.row(parent)
        if row is None:
            return bool(self._top)
        return bool(row.story.hops) if row.children is None else bool(row.children)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are more stories than rows; a view that asks in the middle of a change has to wait."""
        return not self._is_changing and not parent.isValid() and len(self._top) < len(self._stories)

    def fetchMore(self, parent: Index) -> None:
        """The next page."""
        if self.canFetchMore(parent):
            self._expose(len(self._top) + PAGE)

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> Any:
        """A cell's text, and the sentence that a screen reader says of its row."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROLES.DisplayRole:
            return self.cells(row)[index.column()].text
        if role == ROLES.AccessibleTextRole:
            return self.sentence(row)
        if role == ROLES.ToolTipRole and index.column() in (lines.WHO, lines.WHAT, lines.REPLY):
            place = lines.WHO if not row.number and index.column() == lines.WHAT else index.column()
            return bubble(self.cells(row)[place].text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role in (ROLES.DisplayRole, ROLES.AccessibleTextRole):
            return self._desk.say(lines.COLUMNS[section])
        if role == ROLES.TextAlignmentRole and section in (lines.MS, lines.SUM):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _retold(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(lines.COLUMNS) - 1)

    def _seen_of(self, stories: Sequence[Story]) -> int:
        """As many as it takes to keep the last row that was looked at."""
        if not self._top:
            return 0
        last = self._top[-1].key
        place = next((n for n, one in enumerate(stories) if one.key == last), -1)
        return place + 1 if place >= 0 else len(self._top)

    def _expose(self, count: int) -> None:
        begin, end = len(self._top), min(count, len(self._stories))
        if end <= begin:
            return
        self.beginInsertRows(NOWHERE, begin, end - 1)
        self._top += [self._made(Wanted(one.key, one, 0), None) for one in self._stories[begin:end]]
        _number(self._top)
        self.endInsertRows()

    def _wanted(self, story: Story) -> list[Wanted]:
        retry_of = self._source.retries(story)
        retries: dict[int, list[int]] = {}
        for number in story.hops:
            if number in retry_of:
                retries.setdefault(retry_of[number], []).append(number)
        return [
            Wanted(hop_key(story.key, number), story, number, tuple(retries.get(number, ())))
            for number in story.hops
            if number not in retry_of
        ]

    def _made(self, wanted: Wanted, parent: Row | None) -> Row:
        self._last_ident += 1
        row = Row(wanted.key, self._last_ident, wanted.story, wanted.number, parent)
        self._rows[row.ident] = self._keys[row.key] = row
        if wanted.number:
            row.children = [self._made(_retry(wanted, number), row) for number in wanted.retries]
            _number(row.children)
        return row

    def _forget(self, row: Row) -> None:
        for child in row.children or ():
            self._forget(child)
        self._rows.pop(row.ident, None)
        if self._keys.get(row.key) is row:
            del self._keys[row.key]

    def _merge(self, parent: Row | None, wanted: list[Wanted]) -> None:
        """The rows under one become what is wanted, told to the view in as few changes as there are."""
        rows = self._top if parent is None else self.below(parent)
        keys = {one.key for one in wanted}
        stay = [row.key for row in rows if row.key in keys]
        known = set(stay)
        gone = list(_ranges(n for n, row in enumerate(rows) if row.key not in keys))
        fresh = list(_ranges(n for n, one in enumerate(wanted) if one.key not in known))
        if stay != [one.key for one in wanted if one.key in known] or len(gone) + len(fresh) > MOST_CHANGES:
            if parent is None:
                self._anew(wanted)
                return
            gone, fresh = _whole(rows), _whole(wanted)
        above = NOWHERE if parent is None else self.createIndex(parent.place, 0, parent.ident)
        for begin, end in reversed(gone):
            self.beginRemoveRows(above, begin, end)
            for row in rows[begin : end + 1]:
                self._forget(row)
            del rows[begin : end + 1]
            _number(rows)
            self.endRemoveRows()
        for begin, end in fresh:
            self.beginInsertRows(above, begin, end)
            rows[begin:begin] = [self._made(one, parent) for one in wanted[begin : end + 1]]
            self._fresh.update(one.key for one in wanted[begin : end + 1])
            _number(rows)
            self.endInsertRows()
        for row, one in zip(rows, wanted, strict=True):
            self._refresh(row, one)

    def _refresh(self, row: Row, wanted: Wanted) -> None:
        old, row.story = row.story, wanted.story
        if wanted.number:
            self._merge(row, [_retry(wanted, number) for number in wanted.retries])
        elif old is not wanted.story:
            if len(wanted.story.hops) > len(old.hops):
                self._fresh.add(row.key)
            if row.children is not None:
                self._merge(row, self._wanted(wanted.story))

    def _anew(self, wanted: list[Wanted]) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._keys.clear()
        self._top = [self._made(one, None) for one in wanted]
        _number(self._top)
        self.endResetModel()


def hop_key(story: str, number: int) -> str:
    """What a hop's row is called."""
    return f"{story}\n{number}"


def _retry(wanted: Wanted, number: int) -> Wanted:
    return Wanted(hop_key(wanted.story.key, number), wanted.story, number)


def _number(rows: list[Row]) -> None:
    for place, row in enumerate(rows):
        row.place = place


def _whole(rows: Sequence[object]) -> list[tuple[int, int]]:
    return [(0, len(rows) - 1)] if rows else []


def _ranges(numbers: Iterator[int]) -> Iterator[tuple[int, int]]:
    """1 2 3 7 8 as (1, 3), (7, 8)."""
    begin = before = -2
    for number in numbers:
        if number != before + 1:
            if begin >= 0:
                yield begin, before
            begin = number
        before = number
    if begin >= 0:
        yield begin, before
