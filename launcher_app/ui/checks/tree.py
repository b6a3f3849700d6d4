"""The tree of criteria and checks: what is in it stays where it is while a grading goes on."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words
from launcher_app.ui.checks.rows import CheckRow, by_criterion, counted, points_text, sum_of

NAME = Words("Критерии и проверки", "Criteria and checks")
COLUMNS = (
    Words("Проверка", "Check"),
    Words("Состояние", "State"),
    Words("Баллы", "Points"),
    Words("Время, с", "Time, s"),
)
CHECK, STATE, POINTS, TIME = range(4)
WIDTHS = {STATE: 150, POINTS: 100, TIME: 84}
LEAST, ROW = 220, 28
PASSED_OF = Words("{passed} из {every}", "{passed} of {every}")
SPOKEN = Words("{id} {title}, {state}. {points}", "{id} {title}, {state}. {points}")
WHICH = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CheckTree(QTreeWidget):
    """`opened` rings with the id of a check that a person wants to see the evidence of."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Empty."""
        super().__init__()
        self._desk = desk
        self.rows: list[CheckRow] = []
        self.only_lost = False
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("check-tree")
        self.setColumnCount(len(COLUMNS))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setExpandsOnDoubleClick(False)
        spoken.named(desk, self, NAME)
        self.itemDoubleClicked.connect(lambda item, _: self._open(item))
        desk.theme.keep(self, self._dress)
        desk.languages.changed.connect(self._speak)
        self._speak()

    def show_rows(self, rows: list[CheckRow]) -> None:
        """Show these; what is selected and folded stays so."""
        same = [(one.id, one.criterion) for one in rows] == [(one.id, one.criterion) for one in self.rows]
        self.rows = rows
        if not same:
            self._build()
        self._tell()

    def show_only_lost(self, only: bool) -> None:
        """Only what did not pass, or all."""
        if only != self.only_lost:
            self.only_lost = only
            self._tell()

    def shown(self) -> list[str]:
        """The ids that can be seen."""
        return [name for name, item in self._items.items() if not name.startswith("=") and not item.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a double click."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._open(item)
        else:
            super().keyPressEvent(event)

    def _open(self, item: QTreeWidgetItem) -> None:
        name = item.data(CHECK, WHICH)
        if name.startswith("="):
            item.setExpanded(not item.isExpanded())
        else:
            self.opened.emit(name)

    def _build(self) -> None:
        self.clear()
        self._items = {}
        for name, _, rows in by_criterion(self.rows):
            top = self._items[f"={name}"] = QTreeWidgetItem(self)
            top.setData(CHECK, WHICH, f"={name}")
            self._size(f"={name}")
            for row in rows:
                item = self._items[row.id] = QTreeWidgetItem(top)
                item.setData(CHECK, WHICH, row.id)
                self._size(row.id)
            top.setExpanded(True)

    def _size(self, name: str) -> None:
        self._items[name].setSizeHint(CHECK, QSize(0, self._desk.theme.scaled(ROW)))

    def _speak(self) -> None:
        self.setHeaderLabels([self._desk.say(one) for one in COLUMNS])
        for column in (POINTS, TIME):
            self.headerItem().setTextAlignment(column, RIGHT)
        self._tell()

    def _tell(self) -> None:
        for name, words, rows in by_criterion(self.rows):
            self._tell_criterion(self._items[f"={name}"], words, rows)
            for row in rows:
                self._tell_check(self._items[row.id], row)

    def _tell_criterion(self, item: QTreeWidgetItem, words: Words, rows: list[CheckRow]) -> None:
        language = self._desk.languages.current
        passed, every = counted(rows)
        points = sum_of(rows)
        item.setText(CHECK, words.of(language))
        item.setText(STATE, PASSED_OF.format(passed=passed, every=every).of(language))
        item.setText(POINTS, "" if points is None else points_text(points, language))
        item.setHidden(self.only_lost and not any(one.lost for one in rows))
        for column in range(len(COLUMNS)):
            item.setFont(column, self._desk.theme.font(bold=True))
        item.setTextAlignment(POINTS, RIGHT)

    def _tell_check(self, item: QTreeWidgetItem, row: CheckRow) -> None:
        language = self._desk.languages.current
        sign, word, token = row.state
        texts = {
            CHECK: f"{row.id}  {row.title.of(language)}",
            STATE: f"{sign} {word.of(language)}",
            POINTS: row.points_text(language),
            TIME: row.seconds_text(language),
        }
        for column, text in texts.items():
            if item.text(column) != text:
                item.setText(column, text)
        item.setForeground(STATE, self._desk.theme.colour(token))
        item.setToolTip(CHECK, texts[CHECK])
        for column in (POINTS, TIME):
            item.setTextAlignment(column, RIGHT)
        said = SPOKEN.format(id=row.id, title=row.title.of(language), state=word.of(language), points=texts[POINTS])
        item.setData(CHECK, Qt.ItemDataRole.AccessibleTextRole, said.of(language))
        item.setHidden(self.only_lost and not row.lost)

    def _dress(self) -> None:
        scaled = self._desk.theme.scaled
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(scaled(60))
        header.setSectionResizeMode(CHECK, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, scaled(width))
        for name in self._items:
            self._size(name)
        self.setMinimumHeight(scaled(4 * ROW))
        self._tell()
