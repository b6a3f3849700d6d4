"""The fields of a code: tag, what it is, value, meaning; those inside a template stand under it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from common.pay_codes.explained import Explained, Field
from common.qt.desk import Desk
from common.qt.spoken import named
from common.words import Words
from launcher_app.qr.printing import HEADS, shown

NAME = Words("Поля кода", "Fields of the code")
TAG, WHAT, VALUE, MEANING = range(4)
WIDTHS = {TAG: 110, WHAT: 262, VALUE: 196}
ROW = 28


class FieldsTree(QTreeWidget):
    """Ctrl+C copies the chosen rows, or all of them when none is chosen."""

    def __init__(self, desk: Desk) -> None:
        """Empty."""
        super().__init__()
        self._desk = desk
        self._fields: tuple[Field, ...] = ()
        self.setObjectName("fields")
        self.setColumnCount(len(HEADS))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setRootIsDecorated(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        named(desk, self, NAME)
        desk.theme.keep(self, self._dress)
        desk.languages.changed.connect(self._speak)
        self._speak()

    def show_explained(self, found: Explained | None) -> None:
        """The fields of another code, or none."""
        self._fields = found.fields if found is not None else ()
        self.setVisible(bool(self._fields))
        self._speak()

    def text_of_rows(self) -> str:
        """The chosen rows as a spreadsheet takes them."""
        items = self.selectedItems() or self._every()
        chosen = [item for item in self._every() if item in items]
        return "\n".join("\t".join(item.text(column) for column in range(len(HEADS))) for item in chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The rows into the clipboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text_of_rows())
        else:
            super().keyPressEvent(event)

    def _speak(self) -> None:
        self.setHeaderLabels([self._desk.say(head) for head in HEADS])
        self.clear()
        parents: dict[int, QTreeWidgetItem] = {}
        for field in self._fields:
            above = parents.get(field.depth - 1)
            item = QTreeWidgetItem(self) if above is None else QTreeWidgetItem(above)
            self._fill(item, field)
            parents[field.depth] = item
        self.expandAll()

    def _fill(self, item: QTreeWidgetItem, field: Field) -> None:
        say = self._desk.say
        texts = (field.tag, say(field.name), shown(field.value), say(field.meaning))
        for column, text in enumerate(texts):
            item.setText(column, text)
            item.setToolTip(column, text)
        item.setFont(TAG, self._desk.theme.font(9, mono=True))
        item.setFont(VALUE, self._desk.theme.font(9, mono=True))
        item.setData(TAG, Qt.ItemDataRole.AccessibleTextRole, ", ".join(text for text in texts if text))
        item.setSizeHint(TAG, QSize(0, self._desk.theme.scaled(ROW)))

    def _every(self) -> list[QTreeWidgetItem]:
        return self.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, TAG)

    def _dress(self) -> None:
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in WIDTHS.items():
            header.resizeSection(column, self._desk.theme.scaled(width))
        self._speak()
