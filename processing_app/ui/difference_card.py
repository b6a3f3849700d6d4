"""The panel beside the differences: what each register says of one payment, why probably, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import NOTHING, sum_words
from common.qt.unchosen import stacked
from common.words import Words, same
from processing_app.service.asks.registers import DifferenceRow, Side
from processing_app.ui.sides import side_shown

CHOOSE = Words("Выберите строку: здесь будут все три реестра рядом.", "Choose a row: the three registers stand here.")
REGISTERS = (
    ("agent", Words("Агент", "Agent")),
    ("centre", Words("Процессинг", "Centre")),
    ("provider", Words("Поставщик", "Provider")),
)
LINES = (
    ("state", Words("Состояние", "State")),
    ("amount", Words("К зачислению", "To credit")),
    ("account", Words("Номер", "Account")),
    ("at", Words("Когда", "When")),
)
WHY, WHAT = Words("Вероятная причина", "Likely reason"), Words("Что делать", "What to do")
RETRY = Words("Повторить сейчас", "Retry now")
OPEN = Words("Открыть платёж", "Open the payment")
SIDE = 16
Cell = tuple[QLabel, QLabel]


class DifferenceCard(QFrame):
    """Shows the difference it is told."""

    def __init__(self, desk: Desk, *, retry: Callable[[], object], show: Callable[[], object]) -> None:
        """Nothing is chosen yet."""
        super().__init__()
        self.desk = desk
        self.difference: DifferenceRow | None = None
        self._retry, self._open = retry, show
        self.setObjectName("difference-card")
        self.setProperty("pane", True)
        self._stack = stacked(self, desk, CHOOSE, self._build())

    def show_difference(self, row: DifferenceRow | None) -> None:
        """This one; None for nothing."""
        self.difference = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        bind = self.desk.languages.bind
        name = f"{row.code} · " if row.code else ""
        bind(self.title, self.title.setText, _titled(name, row.kind_words))
        bind(
            self.who,
            self.who.setText,
            same(" · ".join(filter(None, (row.provider_name, row.agent_name, row.terminal)))),
        )
        for place, side in (("agent", row.agent), ("centre", row.centre), ("provider", row.provider)):
            self._show_side(place, side)
        bind(self.why, self.why.setText, row.words)
        bind(self.what, self.what.setText, row.action_words)
        self.retry.setVisible(row.action == "retry")
        self.show_payment.setVisible(row.centre is not None)

    def _show_side(self, place: str, side: Side | None) -> None:
        bind, shown = self.desk.languages.bind, side_shown(side)
        picture, state = self._states[place]
        self.desk.theme.keep_picture(picture, shown.icon, shown.token, SIDE)
        bind(state, state.setText, shown.words)
        values = {"amount": NOTHING, "account": NOTHING, "at": NOTHING}
        if side is not None:
            values = {
                "amount": sum_words(side.amount),
                "account": same(side.account or "—"),
                "at": same(wording.moment(side.at)),
            }
        for name, words in values.items():
            line = self.cells[place, name]
            bind(line, line.setText, words)

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.title = spoken.label(self.desk, NOTHING, "title", wrap=True)
        self.title.setObjectName("difference-title")
        self.who = spoken.label(self.desk, NOTHING, "hint", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.who)
        column.addLayout(self._build_sides())
        self.why = self._paragraph(column, WHY, "difference-why")
        self.what = self._paragraph(column, WHAT, "difference-what")
        column.addLayout(self._build_buttons())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _build_sides(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self._states: dict[str, Cell] = {}
        self.cells: dict[tuple[str, str], QLabel] = {}
        for row, (_, words) in enumerate(LINES, 1):
            grid.addWidget(spoken.label(self.desk, words, "hint"), row, 0, Qt.AlignmentFlag.AlignTop)
        for place, (name, words) in enumerate(REGISTERS, 1):
            grid.addWidget(spoken.label(self.desk, words, "hint"), 0, place)
            grid.addLayout(self._build_state(name), 1, place)
            for row, (line_name, _) in enumerate(LINES[1:], 2):
                line = spoken.label(self.desk, NOTHING, wrap=True)
                line.setObjectName(f"{name}-{line_name}")
                self.cells[name, line_name] = line
                grid.addWidget(line, row, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        return grid

    def _build_state(self, name: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        picture, state = QLabel(), spoken.label(self.desk, NOTHING, wrap=True)
        state.setObjectName(f"{name}-state")
        self._states[name] = (picture, state)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(state, 1)
        return line

    def _paragraph(self, column: QVBoxLayout, words: Words, name: str) -> QLabel:
        column.addWidget(spoken.label(self.desk, words, "hint"))
        text = spoken.label(self.desk, NOTHING, wrap=True)
        text.setObjectName(name)
        column.addWidget(text)
        return text

    def _build_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.retry = spoken.button(self.desk, RETRY, self._retry, icon="restart", primary=True)
        self.retry.setObjectName("difference-retry")
        self.show_payment = spoken.button(self.desk, OPEN, self._open, icon="payments")
        self.show_payment.setObjectName("difference-open")
        line.addWidget(self.retry)
        line.addWidget(self.show_payment)
        line.addStretch(1)
        return line


def _titled(name: str, words: Words) -> Words:
    return Words(name + words.ru, name + words.en)
