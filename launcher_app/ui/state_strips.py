"""Strips above the page that say what holds just now: exchanges are not recorded, a grading is under way."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words

ICON = 16
PAUSED = Words(
    "Запись обменов на паузе. Сеть работает, деньги ходят; показано то, что было до паузы.",
    "Recording of exchanges is paused. The network works, money moves; what was before the pause is shown.",
)
GO_ON = Words("Продолжить", "Go on")
GRADING = Words(
    "Идёт проверка: она играет в своей сети, эта работает дальше.",
    "A check is running: it plays in a network of its own, this one goes on.",
)
SHOW = Words("Показать", "Show")


class StateStrip(QFrame):
    """Hidden until what it says is true."""

    def __init__(self, desk: Desk, name: str, icon: str, words: Words, act: Words, run: Callable[[], object]) -> None:
        """With one button."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("state", name)
        spoken.named(desk, self, words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(8)
        picture = QLabel()
        desk.theme.keep_picture(picture, icon, Token.WAITING, ICON)
        row.addWidget(picture)
        row.addWidget(spoken.label(desk, words, wrap=True), 1)
        button = spoken.button(desk, act, run)
        button.setObjectName(f"{name}-act")
        button.setProperty("compact", True)
        row.addWidget(button)
        self.hide()


def paused(desk: Desk, run: Callable[[], object]) -> StateStrip:
    """A dashed header: what comes now is not shown."""
    return StateStrip(desk, "paused", "waiting", PAUSED, GO_ON, run)


def grading(desk: Desk, run: Callable[[], object]) -> StateStrip:
    """Somebody's programs are being checked."""
    return StateStrip(desk, "grading", "key", GRADING, SHOW, run)
