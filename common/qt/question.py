"""A question in a window of its own: verbs on the buttons, the harmless one by default, and no waiting loop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.languages import Shown
from common.qt.spoken import button, label
from common.qt.theme import Token
from common.words import Words

WIDTH = 420


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a question; `harmless` is what Enter, Esc and closing the window do."""

    words: Words
    run: Callable[[], object] | None = None
    harmless: bool = False


class Question(QDialog):
    """Shown by `choose`; one of the answers is carried out after it closed."""

    def __init__(self, desk: Desk, parent: QWidget | None, words: Shown, answers: Sequence[Answer]) -> None:
        """The words, and a button for each answer."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._answers = list(answers)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(16)
        column.addLayout(self._build_words(desk, words))
        column.addLayout(self._build_buttons(desk))
        desk.languages.bind(self, self.setAccessibleName, words)

    def _build_words(self, desk: Desk, words: Shown) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        picture = QLabel()
        desk.theme.keep_picture(picture, "help", Token.RUNNING, 28)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.words = label(desk, words, wrap=True)
        self.words.setMinimumWidth(desk.theme.scaled(WIDTH))
        line.addWidget(self.words, 1)
        return line

    def _build_buttons(self, desk: Desk) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        for answer in self._answers:
            made = button(desk, answer.words, primary=answer.harmless)
            made.setAutoDefault(True)
            made.setDefault(answer.harmless)
            made.clicked.connect(lambda _=False, answer=answer: self._take(answer))
            made.setObjectName(f"answer-{len(self.buttons)}")
            line.addWidget(made)
            self.buttons.append(made)
            if answer.harmless:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

    def _take(self, answer: Answer) -> None:
        self.done(QDialog.DialogCode.Accepted)
        if answer.run is not None:
            answer.run()

    def reject(self) -> None:
        """Esc and the window's cross are the harmless answer."""
        super().reject()
        for answer in self._answers:
            if answer.harmless and answer.run is not None:
                answer.run()


def choose(
    desk: Desk, parent: QWidget | None, words: Shown, answers: Sequence[Answer], *, title: Shown | None = None
) -> Question:
    """Ask; the window behind waits, the programme does not. Exactly one answer is the harmless one."""
    assert sum(answer.harmless for answer in answers) == 1, "one harmless answer, which Enter and Esc give"
    question = Question(desk, parent, words, answers)
    desk.languages.bind(question, question.setWindowTitle, title or words)
    question.open()
    return question
