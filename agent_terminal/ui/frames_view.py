"""The last frames on the acceptor's line, live: time, whose, hex, words; they can be held, thinned out and copied."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton

from agent_terminal.service.messages.hardware import AskFrames, FrameRow, Frames
from agent_terminal.ui.card import NOTHING, Card, Saying
from common.errors import OplataError
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.languages import Shown
from common.words import Words

TITLE = Words("Кадры на линии", "Frames on the line")
LIST = Words("Кадры CCNET", "CCNET frames")
HOLD, GO_ON = Words("Придержать", "Hold"), Words("Дальше", "Go on")
NEWS = Words("Без повторов опроса", "Without repeated polls")
COPY, CLEAR = Words("Копировать всё", "Copy all"), Words("Очистить", "Clear")
COPIED = Words("Скопировано кадров: {count}", "Frames copied: {count}")
WAYS = {"host": "→", "device": "←", "broken": "✗", "echo": "↺"}
KEPT = 400
SHORT, COLUMN = 10, 20
"""Bytes of a longer frame that are shown: a bill table is 125 long. What is copied is whole."""


class FramesView(Card):
    """Follows while it is asked to `look`; `newest` rings with the last frame, the device's own where there is one."""

    newest = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """No frames yet."""
        super().__init__(desk, "frames", TITLE)
        self._rows: list[FrameRow] = []
        self._after = 0
        self._held = False
        self._asking = False
        self._generation = 0
        self._follows = True
        """A person who has scrolled back is not pulled away from what is read."""
        self.text = spoken.named(desk, QPlainTextEdit(readOnly=True), LIST)
        self.text.setObjectName("frames-text")
        self.text.setMaximumBlockCount(KEPT)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setUndoRedoEnabled(False)
        desk.theme.keep(self.text, lambda: self.text.setFont(desk.theme.font(9, mono=True)))
        self.text.setMinimumHeight(desk.theme.scaled(150))
        self.text.verticalScrollBar().actionTriggered.connect(lambda _: self._scrolled())
        self.news = QCheckBox()
        self.news.setChecked(True)
        desk.languages.bind(self.news, self.news.setText, NEWS)
        self.news.toggled.connect(lambda _: self.begin_anew())
        self.hold_button = self._button("hold", self._hold_words, lambda: self.hold(not self._held))
        self.copy_button = self._button("copy", COPY, self.copy)
        self.clear_button = self._button("clear", CLEAR, self.clear)
        self.note = Saying(desk, "hint", wrap=False)
        self.flow(self.hold_button, self.copy_button, self.clear_button)
        self.flow(self.news, self.note.label)
        self.lines.addWidget(self.text, 1)
        desk.languages.changed.connect(self._rewrite)

    def look(self) -> None:
        """Ask for what was said since; nothing while it is held."""
        if self._held or self._asking:
            return
        self._asking = True
        generation = self._generation
        question = AskFrames(after=self._after, news=self.news.isChecked())

        def came(frames: Frames) -> None:
            self._came(frames, generation)

        self.desk.ask(self, "acceptor-frames", question, then=came, failed=self._not_come)

    def hold(self, held: bool) -> None:
        """Let a person read."""
        self._held = held
        for show in (self.hold_button.setText, self.hold_button.setAccessibleName):
            self.desk.languages.bind(self.hold_button, show, self._hold_words)
        self.note.say(NOTHING)
        self.look()

    def begin_anew(self) -> None:
        """From the oldest frame that is kept."""
        self._generation += 1
        self._after = 0
        self._rows = []
        self.text.clear()
        self._asking = False
        self.look()

    def clear(self) -> None:
        """Only what is said from now on."""
        self._rows = []
        self.text.clear()
        self.note.say(NOTHING)

    def copy(self) -> None:
        """All that is shown, each frame whole."""
        QGuiApplication.clipboard().setText("\n".join(self._line(row, whole=True) for row in self._rows))
        self.note.say(COPIED.format(count=len(self._rows)))

    def _came(self, frames: Frames, generation: int) -> None:
        """A late answer to another question is dropped."""
        if generation != self._generation:
            return
        self._asking = False
        new = frames.frames
        if not new:
            return
        self._after = new[-1].number
        self._rows = [*self._rows, *new][-KEPT:]
        self.text.appendPlainText("\n".join(self._line(row) for row in new))
        self._to_the_end()
        told = [row for row in new if row.way == "device"]
        self.newest.emit((told or new)[-1])

    def _not_come(self, _error: OplataError) -> None:
        self._asking = False

    def _rewrite(self) -> None:
        self.text.setPlainText("\n".join(self._line(row) for row in self._rows))
        self._to_the_end()

    def _scrolled(self) -> None:
        bar = self.text.verticalScrollBar()
        self._follows = bar.sliderPosition() >= bar.maximum()

    def _to_the_end(self) -> None:
        if self._follows:
            bar = self.text.verticalScrollBar()
            bar.setValue(bar.maximum())

    def showEvent(self, event: QShowEvent) -> None:
        """What came while it had no place on the screen is scrolled to its end now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._to_the_end)

    def _line(self, row: FrameRow, *, whole: bool = False) -> str:
        hexes = row.hex.split()
        shown = row.hex if whole or len(hexes) <= SHORT else " ".join([*hexes[: SHORT - 3], "…", *hexes[-2:]])
        return f"{_time(row.at)} {WAYS[row.way]} {shown:<{COLUMN}}  {self.desk.say(row.words)}"

    def _hold_words(self) -> Words:
        return GO_ON if self._held else HOLD

    def _button(self, name: str, words: Shown, run: Callable[[], object]) -> QPushButton:
        made = spoken.button(self.desk, words, run)
        made.setObjectName(f"frames-{name}")
        return made


def _time(at: datetime) -> str:
    return f"{wording.local(at):%H:%M:%S}.{at.microsecond // 1000:03d}"
