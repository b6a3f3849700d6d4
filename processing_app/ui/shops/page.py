"""What the simpler pages of shops are built of: a line of buttons over a list, and a question before an act."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.words import Words


def lay_out(page: QWidget, head: QWidget | None, buttons: Sequence[tuple[str, QPushButton]], *below: QWidget) -> None:
    """What is said, at the left; the buttons, each with its stable name, at the right; the lists below."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(6)
    line = QHBoxLayout()
    if head is not None:
        line.addWidget(head, 1)
    else:
        line.addStretch(1)
    for name, button in buttons:
        button.setObjectName(name)
        line.addWidget(button)
    column.addLayout(line)
    for place, one in enumerate(below):
        column.addWidget(one, 1 if place == len(below) - 1 else 0)


def why_not(desk: Desk, words: Words) -> None:
    """Why a button does nothing now."""
    desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=8, key="why-not"))
