"""«Сравнить»: two exchanges side by side, request and reply, with what differs marked by a sign and a ground."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.growing import MARGIN
from common.qt.languages import LANGUAGE_KEY
from common.qt.tokens import Token
from common.words import Words
from launcher_app.feed.hop import Hop
from launcher_app.ui.exchanges import differences, lines, written
from launcher_app.ui.exchanges.differences import Pair

SIZE = QSize(980, 620)
TITLE = Words("Сравнение двух обменов", "Two exchanges compared")
REQUEST, REPLY = Words("Запрос", "Request"), Words("Ответ", "Reply")
PARTS = Words("Что сравнить", "What to compare")
ONE, OTHER = Words("Первый обмен", "The first exchange"), Words("Второй обмен", "The second exchange")
NEXT, BEFORE = Words("Следующее (F3)", "Next (F3)"), Words("Предыдущее (Shift+F3)", "Previous (Shift+F3)")
CLOSE = Words("Закрыть", "Close")
COUNT = Words("Отличий: {n}", "Differences: {n}")
NONE = Words("Отличий нет", "No differences")
LEGEND = Words("≠ изменено   − только слева   + только справа", "≠ changed   − only left   + only right")


class Side(QPlainTextEdit):
    """One of the two texts, read only, its changed lines on a ground of their own."""

    def __init__(self, desk: Desk, words: Words, compared: list[Pair], *, other: bool) -> None:
        """Show it."""
        super().__init__(differences.column(compared, other=other))
        self._desk = desk
        self._changed = [n for n, pair in enumerate(compared) if pair.sign != differences.SAME]
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        spoken.named(desk, self, words)
        desk.theme.keep(self, self._paint)

    def go_to(self, line: int) -> None:
        """The cursor there, and the line in sight."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line)))
        self.centerCursor()

    def _paint(self) -> None:
        self.setFont(self._desk.theme.font(9, mono=True))
        self.setExtraSelections([self._ground(line) for line in self._changed])

    def _ground(self, line: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(self.document().findBlockByNumber(line))
        made.format.setBackground(QColor(self._desk.theme.colour(Token.FLASH)))
        made.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return made


class Comparison(QWidget):
    """Two texts that scroll together."""

    def __init__(self, desk: Desk, one: tuple[Words, str], other: tuple[Words, str]) -> None:
        """Each with its heading."""
        super().__init__()
        self.compared = differences.pairs(one[1], other[1])
        self.places = differences.places(self.compared)
        self._now = -1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        self.sides = (
            Side(desk, ONE, self.compared, other=False),
            Side(desk, OTHER, self.compared, other=True),
        )
        for place, (side, (words, _)) in enumerate(zip(self.sides, (one, other), strict=True)):
            grid.addWidget(spoken.label(desk, words, "hint", wrap=True), 0, place)
            grid.addWidget(side, 1, place)
            grid.setColumnStretch(place, 1)
        left, right = (side.verticalScrollBar() for side in self.sides)
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)

    def step(self, by: int) -> None:
        """To the next difference or the one before; after the last one, the first."""
        if self.places:
            self._now = (self._now + by) % len(self.places) if self._now >= 0 or by > 0 else len(self.places) - 1
            for side in self.sides:
                side.go_to(self.places[self._now])


class CompareDialog(QDialog):
    """Requests and replies, each on a tab of its own."""

    def __init__(self, desk: Desk, one: Hop, other: Hop, parent: QWidget) -> None:
        """The earlier one on the left."""
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("compare-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        room = self.screen().availableSize() - QSize(MARGIN, MARGIN)
        self.resize((SIZE * desk.theme.percent / 100).boundedTo(room))
        heads = (lines.hop_sentence(one), lines.hop_sentence(other))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        spoken.named(desk, self.tabs.tabBar(), PARTS)
        spoken.named(desk, self.tabs, PARTS)
        for words, text in ((REQUEST, written.request_text), (REPLY, written.reply_text)):
            page = Comparison(desk, (heads[0], text(one)), (heads[1], text(other)))
            self._name(self.tabs.addTab(page, ""), words, len(page.places))
        self.count = spoken.label(desk, self._counted)
        self.count.setObjectName("compare-count")
        self.tabs.currentChanged.connect(lambda _: desk.languages.bind(self.count, self.count.setText, self._counted))
        self._lay_out()
        QShortcut(QKeySequence("F3"), self, lambda: self.page.step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self.page.step(-1))
        QShortcut(QKeySequence(LANGUAGE_KEY), self, desk.switch_language)

    @property
    def page(self) -> Comparison:
        """The open one."""
        page = self.tabs.currentWidget()
        assert isinstance(page, Comparison)
        return page

    def _name(self, place: int, words: Words, count: int) -> None:
        def show(text: str) -> None:
            self.tabs.setTabText(place, f"{text} ({count})")

        show.__name__ = f"part_{place}"
        self._desk.languages.bind(self.tabs, show, words)

    def _counted(self) -> Words:
        count = len(self.page.places)
        return COUNT.format(n=count) if count else NONE

    def _lay_out(self) -> None:
        desk = self._desk
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.tabs, 1)
        column.addWidget(spoken.label(desk, LEGEND, "hint"))
        line = QHBoxLayout()
        line.addWidget(self.count)
        line.addStretch(1)
        for words, run in (
            (BEFORE, lambda: self.page.step(-1)),
            (NEXT, lambda: self.page.step(1)),
            (CLOSE, self.reject),
        ):
            line.addWidget(spoken.button(desk, words, run))
        column.addLayout(line)
