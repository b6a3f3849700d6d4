"""Ready faults: a button for each, with what will be seen and what it teaches."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.scrolled import scroll
from common.words import Words
from launcher_app.faults.presets import PRESETS, Preset

SEES, TEACHES = Words("Что увидите: {text}", "What you will see: {text}"), Words("Чему учит: {text}", "Teaches: {text}")


class PresetsPage(QWidget):
    """One under another."""

    def __init__(self, desk: Desk, apply: Callable[[Preset], object]) -> None:
        """A press applies the preset."""
        super().__init__()
        self._desk = desk
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 2, 8)
        column.setSpacing(8)
        for preset in PRESETS:
            column.addWidget(self._card(preset, apply))
        column.addStretch(1)
        scroll(self, column)

    def _card(self, preset: Preset, apply: Callable[[Preset], object]) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(7, 8, 7, 8)
        column.setSpacing(4)
        pressed = spoken.button(self._desk, preset.words, lambda: apply(preset), icon="bolt")
        pressed.setObjectName(f"preset-{preset.name}")
        column.addWidget(pressed)
        for frame, text in ((SEES, preset.sees), (TEACHES, preset.teaches)):
            words = Words(frame.ru.format(text=text.ru), frame.en.format(text=text.en))
            column.addWidget(spoken.label(self._desk, words, "text" if frame is SEES else "hint", wrap=True))
        return card
