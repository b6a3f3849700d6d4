"""What stands beside a list while none of its rows is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words


def stacked(card: QWidget, desk: Desk, choose: Words, page: QWidget) -> QStackedLayout:
    """The card's two faces: first the words that ask to choose, second the page about what is chosen."""
    stack = QStackedLayout(card)
    empty = spoken.label(desk, choose, "hint", wrap=True)
    empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
    stack.addWidget(empty)
    stack.addWidget(page)
    return stack
