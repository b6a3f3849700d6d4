"""The evidence of one check: what was expected, what came, why it matters, where to look, and the exchanges."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.languages import LANGUAGE_KEY
from common.words import Words, same
from launcher_app.grading.checks import BY_ID
from launcher_app.grading.outcome import Result, Status
from launcher_app.grading.report import names
from launcher_app.grading.report.parts import answered, asked, title
from launcher_app.proxy import Exchange
from launcher_app.ui.checks.rows import CheckRow

FEWEST_ROWS, MOST_ROWS, ROW = 2, 6, 19
SIZE, LEAST = QSize(900, 700), QSize(640, 420)
TITLE = Words("Проверка {id}", "Check {id}")
EXCHANGES = Words("Обмены этой проверки", "The exchanges of this check")
STATE = Words("Состояние", "State")
LATER = Words(
    "Обмены появятся здесь, когда проверка закончится.", "The exchanges will be here once the grading has ended."
)
NONE = Words("У этой проверки нет обменов.", "This check has no exchanges.")
IN_REPORT, CLOSE = Words("Показать в отчёте", "Show in the report"), Words("Закрыть", "Close")


class Evidence(QDialog):
    """Read only; it lives beside the window until it is closed."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        row: CheckRow,
        exchanges: Sequence[Exchange] | None,
        show: Callable[[], object] | None,
    ) -> None:
        """`exchanges` None: they are not there yet; `show` opens the report at this check."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("evidence")
        self.setMinimumSize(LEAST)
        self.resize(SIZE)
        self._desk = desk
        self._exchanges = list(exchanges or [])
        desk.languages.bind(self, self.setWindowTitle, TITLE.format(id=row.id))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(spoken.label(desk, Words(f"{row.id}  {row.title.ru}", f"{row.id}  {row.title.en}"), "title",
                                      wrap=True))  # fmt: skip
        column.addLayout(self._facts(row))
        column.addWidget(self._talk(exchanges is not None), 1)
        column.addLayout(self._buttons(show))
        QShortcut(QKeySequence(LANGUAGE_KEY), self, desk.switch_language)

    def _facts(self, row: CheckRow) -> QFormLayout:
        lines = QFormLayout()
        lines.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(4)
        for words, said in facts(row):
            name = spoken.label(self._desk, words, "hint")
            lines.addRow(name, self._fact(said))
        return lines

    def _fact(self, words: Words) -> QWidget:
        if "\n" not in words.ru:
            return spoken.label(self._desk, words, wrap=True)
        return _text(self._desk, words, names.LINES, lines=min(4, words.ru.count("\n") + 1))

    def _talk(self, known: bool) -> QWidget:
        if not self._exchanges:
            empty: QLabel = spoken.label(self._desk, NONE if known else LATER, "hint", wrap=True)
            empty.setAlignment(Qt.AlignmentFlag.AlignTop)
            return empty
        self.list = spoken.named(self._desk, QListWidget(), EXCHANGES)
        self.list.setObjectName("evidence-exchanges")
        self.asked = _text(self._desk, same(""), names.ASKED)
        self.answered = _text(self._desk, same(""), names.ANSWERED)
        self._desk.languages.bind(self.list, self._name_rows, same(""))
        self.list.currentRowChanged.connect(self._show)
        self._desk.theme.keep(self.list, self._measure)
        bodies = QSplitter(Qt.Orientation.Horizontal)
        for words, text in ((names.ASKED, self.asked), (names.ANSWERED, self.answered)):
            bodies.addWidget(_titled(self._desk, words, text))
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.list)
        both.addWidget(bodies)
        both.setSizes([1, SIZE.height()])
        self.list.setCurrentRow(0)
        return both

    def _name_rows(self, _: str) -> None:
        language, row = self._desk.languages.current, self.list.currentRow()
        self.list.clear()
        self.list.addItems([title(one, language) for one in self._exchanges])
        self.list.setCurrentRow(row)

    def _measure(self) -> None:
        """As tall as its rows, within bounds: the bodies have the rest."""
        rows = min(max(len(self._exchanges), FEWEST_ROWS), MOST_ROWS)
        self.list.setFixedHeight(rows * self._desk.theme.scaled(ROW) + ROW // 2)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._exchanges):
            self.asked.setPlainText(asked(self._exchanges[row]))
            self.answered.setPlainText(answered(self._exchanges[row]))

    def _buttons(self, show: Callable[[], object] | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        if show is not None:
            made = spoken.button(self._desk, IN_REPORT, show, icon="details")
            made.setObjectName("evidence-in-report")
            line.addWidget(made)
        close = spoken.button(self._desk, CLOSE, self.close, primary=True)
        close.setObjectName("evidence-close")
        line.addWidget(close)
        return line


def facts(row: CheckRow) -> list[tuple[Words, Words]]:
    """All that is known of a check, line by line."""
    sign, word, _ = row.state
    found = [(STATE, Words(f"{sign} {word.ru}", f"{sign} {word.en}"))]
    return found + (_of_result(row.result) if row.result is not None else [])


def _of_result(result: Result) -> list[tuple[Words, Words]]:
    check = BY_ID.get(result.check)
    found = [(names.EXPECTED, result.expected), (names.GOT, result.got)]
    if check is not None:
        found.append((names.WHY, Words(f"«{check.quote}»", f"«{check.quote}»")))
        if result.status is not Status.PASSED:
            found.append((names.HINT, check.hint))
    if result.first is not None:
        first = Words(names.AGAIN.ru.format(first=result.first.ru), names.AGAIN.en.format(first=result.first.en))
        found.append((same("↻"), first))
    for words, lines in ((names.LINES, result.evidence.lines), (names.ROWS, result.evidence.rows)):
        if lines:
            found.append((words, same("\n".join([*lines, ""]))))
    return [one for one in found if one[1].ru]


def _titled(desk: Desk, words: Words, inside: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(2)
    column.addWidget(spoken.label(desk, words, "hint"))
    column.addWidget(inside, 1)
    return whole


def _text(desk: Desk, words: Words, name: Words, *, lines: int = 0) -> QPlainTextEdit:
    made = spoken.named(desk, QPlainTextEdit(readOnly=True), name)
    made.setPlainText(words.ru.rstrip("\n"))

    def dress() -> None:
        made.setFont(desk.theme.font(9, mono=True))
        if lines:
            made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 16)

    desk.theme.keep(made, dress)
    return made
