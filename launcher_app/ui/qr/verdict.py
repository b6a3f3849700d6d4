"""The upper part of an explanation: what the code is, whether it can be paid, and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.pay_codes.explained import Explained, Problem
from common.qt.desk import Desk
from common.qt.spoken import label
from common.qt.theme import Token
from common.words import Words

ICON = 20
FINE = Words("Ошибок нет", "Nothing is wrong")
BY_COUNT = Words("Что не так: {n}", "Wrong: {n}")
NOTED = Words("Замечаний: {n}", "Notes: {n}")
KINDS = {
    "ok": ("ok", Token.OK),
    "error": ("failed", Token.ERROR),
    "warn": ("attention", Token.WAITING),
    "info": ("info", Token.RUNNING),
}


class Verdict(QWidget):
    """Hidden while there is nothing to judge."""

    def __init__(self, desk: Desk) -> None:
        """Nothing yet."""
        super().__init__()
        self.setObjectName("verdict")
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._parts: list[QWidget] = []
        self.hide()

    def show_explained(self, found: Explained | None) -> None:
        """Judge another code, or none."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if found is not None:
            self._add(self._frame(found))
            if found.problems:
                self._add(self._problems(found.problems))
        self.setVisible(found is not None)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)

    def _frame(self, found: Explained) -> QFrame:
        kind = "ok" if found.payable else "error" if found.wrong else "warn" if found.problems else "info"
        frame = QFrame()
        frame.setProperty("notice", kind)
        frame.setObjectName(f"verdict-{kind}")
        row = QHBoxLayout(frame)
        row.setSpacing(12)
        row.addWidget(_picture(self._desk, *KINDS[kind]), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        row.addLayout(column, 1)
        column.addWidget(label(self._desk, found.name, "title", wrap=True))
        if found.format != "unknown":
            column.addWidget(label(self._desk, _count(found), "mistake" if found.wrong else "ok"))
        why = label(self._desk, found.why, wrap=True)
        why.setObjectName("verdict-why")
        column.addWidget(why)
        return frame

    def _problems(self, problems: tuple[Problem, ...]) -> QWidget:
        inner = QWidget()
        inner.setObjectName("problems")
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 0, 8, 0)
        column.setSpacing(8)
        for problem in problems:
            column.addWidget(self._problem(problem))
        return inner

    def _problem(self, problem: Problem) -> QWidget:
        row = QWidget()
        row.setObjectName(f"problem-{problem.code}")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(_picture(self._desk, *KINDS["error" if problem.grave else "warn"]), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        line.addLayout(column, 1)
        column.addWidget(label(self._desk, problem.words, wrap=True))
        column.addWidget(label(self._desk, problem.advice, "hint", wrap=True))
        return row


def _count(found: Explained) -> Words:
    grave = sum(problem.grave for problem in found.problems)
    if grave:
        return BY_COUNT.format(n=grave)
    return NOTED.format(n=len(found.problems)) if found.problems else FINE


def _picture(desk: Desk, icon: str, token: Token) -> QLabel:
    made = QLabel()
    desk.theme.keep_picture(made, icon, token, ICON)
    return made
