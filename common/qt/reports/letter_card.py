"""The panel beside the outbox: one letter, why it has not gone yet, when it is tried next, what can be done."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.facts import NOTHING, Facts
from common.qt.reports import looks
from common.qt.scrolled import scroll
from common.qt.unchosen import stacked
from common.reporting.asks import LetterRow, LetterState
from common.words import Words, same

CHOOSE = Words("Выберите письмо в списке.", "Choose a letter in the list.")
FACTS = (
    ("recipient", Words("Кому", "To")),
    ("report", Words("Отчёт", "Report")),
    ("made", Words("Написано", "Written")),
    ("ended", Words("Закончено", "Ended")),
    ("attempts", Words("Попыток", "Attempts")),
    ("due", Words("Следующая попытка", "Next try")),
    ("way", Words("Куда ушло", "Where it went")),
    ("reason", Words("Ответ сервера", "The server's word")),
    ("message_id", Words("Message-ID", "Message-ID")),
)
OPEN = Words("Открыть письмо", "Open the letter")
RETRY, CANCEL = Words("Повторить", "Retry"), Words("Отменить…", "Cancel…")
TO_REPORT = Words("К отчёту", "To the report")
REPORT = Words("№ {number}", "No. {number}")
Act = Callable[[], object]
UNSENT = frozenset({LetterState.WAITING, LetterState.FAILED})


class LetterCard(QFrame):
    """Shows the letter it is told; `acts` are what its buttons do, by name."""

    def __init__(self, desk: Desk, acts: Mapping[str, Act]) -> None:
        """Nothing is chosen yet."""
        super().__init__()
        self.desk = desk
        self.letter: LetterRow | None = None
        self.setObjectName("letter-card")
        self.setProperty("pane", True)
        page = QWidget()
        scroll(page, self._build(acts))
        self._stack = stacked(self, desk, CHOOSE, page)

    def show_letter(self, row: LetterRow | None) -> None:
        """This one; None for none."""
        self.letter = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        bind, theme, now = self.desk.languages.bind, self.desk.theme, moment(self.desk.clock.now_ms())
        shown = looks.letter(row, now)
        bind(self.title, self.title.setText, same(row.subject))
        bind(self.state, self.state.setText, shown.words)
        picture = self._picture
        theme.keep_picture(picture, shown.icon, shown.token, 18)
        bind(self.problem, self.problem.setText, row.problem or NOTHING)
        self.problem.setVisible(row.problem is not None)
        self.facts.show_values(_facts(row))
        for one, seen in (
            (self.open_, in_folder(row) is not None), (self.retry, row.state in UNSENT),
            (self.cancel, row.state in UNSENT), (self.to_report, row.report is not None),
        ):  # fmt: skip
            one.setVisible(seen)
        self.buttons.updateGeometry()

    def _build(self, acts: Mapping[str, Act]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.title = spoken.label(self.desk, NOTHING, "title", wrap=True)
        self.title.setObjectName("letter-title")
        line = QHBoxLayout()
        self._picture = QLabel()
        self.state = spoken.label(self.desk, NOTHING, wrap=True)
        self.state.setObjectName("letter-state")
        line.addWidget(self._picture)
        line.addWidget(self.state, 1)
        self.problem = spoken.label(self.desk, NOTHING, "mistake", wrap=True)
        self.problem.setObjectName("letter-problem")
        made = []
        for name, words, icon in (
            ("open", OPEN, "mail"), ("retry", RETRY, "restart"), ("cancel", CANCEL, "close"),
            ("report", TO_REPORT, "file"),
        ):  # fmt: skip
            one = spoken.button(self.desk, words, acts[name], icon=icon)
            one.setObjectName(f"letter-{name}")
            made.append(one)
        self.open_, self.retry, self.cancel, self.to_report = made
        self.buttons = Buttons(*made)
        self.facts = Facts(self.desk, FACTS)
        column.addWidget(self.title)
        column.addLayout(line)
        for widget in (self.problem, self.buttons, self.facts):
            column.addWidget(widget)
        column.addStretch(1)
        return column


def in_folder(row: LetterRow) -> Path | None:
    """The letter's .eml on this computer, where it went into the folder."""
    return Path(row.way) if row.way.endswith(".eml") else None


def _facts(row: LetterRow) -> dict[str, Words]:
    moments = {"made": row.made, "ended": row.ended, "due": row.due if row.state is LetterState.WAITING else None}
    texts = {"recipient": row.recipient, "way": row.way, "reason": row.reason, "message_id": row.message_id}
    return {
        **{name: same(wording.moment(at)) for name, at in moments.items() if at is not None},
        **{name: same(text) for name, text in texts.items() if text},
        "attempts": same(row.attempts),
        "report": NOTHING if row.report is None else REPORT.format(number=row.report),
    }
