"""The strip that says that this is training: the same above the pages of every program's first window."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words

STRIP = Words("УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "TRAINING MODE. The money is not real")


def under_strip(desk: Desk, *above: QWidget, pages: QWidget, below: QWidget) -> QWidget:
    """The strip, and these under it; the pages have the room that is left by what comes and goes `below` them."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in (_strip(desk), *above, pages, below):
        column.addWidget(part)
    column.setStretchFactor(pages, 1)
    return made


def _strip(desk: Desk) -> QFrame:
    strip = QFrame()
    strip.setProperty("strip", True)
    inside = QHBoxLayout(strip)
    inside.setContentsMargins(10, 3, 10, 3)
    inside.addWidget(spoken.label(desk, STRIP))
    return strip
