"""How wide the columns of the tree are: by the room there is, or as a person drew them, remembered."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTreeView

from common.qt.desk import Desk
from launcher_app.ui.exchanges import lines

ROOMY = {lines.TIME: 148, lines.WHO: 196, lines.REPLY: 180, lines.MS: 66, lines.SUM: 96}
TIGHT = {lines.TIME: 148, lines.WHO: 138, lines.REPLY: 140, lines.MS: 60, lines.SUM: 84}
LEAST = 60
NARROW = 820
"""Of the list itself, at 100 %: under it columns stand closer and milliseconds hide, for sums must not be cut."""
SAVE_MS = 400


class Widths(QObject):
    """What a person drew holds for a roomy and a tight list apart; «Что» has the room that is left."""

    def __init__(self, desk: Desk, tree: QTreeView) -> None:
        """Over the header of a tree that has its model."""
        super().__init__(tree)
        self._desk = desk
        self._tree = tree
        self._room = (0, False)
        self._is_ours = False
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(SAVE_MS)
        self._save_soon.timeout.connect(self.save)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(LEAST)
        header.setSectionResizeMode(lines.WHAT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._resized)

    def fit(self) -> None:
        """The list became roomy or tight, or its text has another size."""
        theme = self._desk.theme
        room = (theme.percent, self._tree.width() < theme.scaled(NARROW))
        if room == self._room:
            return
        self._room, self._is_ours = room, True
        self._tree.setColumnHidden(lines.MS, room[1])
        for place, width in self._kept().items():
            self._tree.header().resizeSection(place, theme.scaled(width))
        self._is_ours = False

    def save(self) -> None:
        """Remember them at 100 %."""
        header, percent = self._tree.header(), self._room[0]
        drawn = {place: header.sectionSize(place) * 100 // percent for place in ROOMY}
        usual = TIGHT if self._room[1] else ROOMY
        widths = [drawn[place] or usual[place] for place in ROOMY]
        self._desk.keep.put(self._name, " ".join(map(str, widths)))

    @property
    def _name(self) -> str:
        return f"exchanges/{'tight' if self._room[1] else 'roomy'}"

    def _kept(self) -> dict[int, int]:
        words = self._desk.keep.text(self._name).split()
        if len(words) == len(ROOMY) and all(word.isdecimal() and int(word) >= LEAST for word in words):
            return dict(zip(ROOMY, map(int, words), strict=True))
        return TIGHT if self._room[1] else ROOMY

    def _resized(self, place: int, _old: int, _new: int) -> None:
        if not self._is_ours and place != lines.WHAT and self._tree.isVisible():
            self._save_soon.start()
