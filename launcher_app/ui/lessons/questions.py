"""The questions of a lesson: a line to type in, or answers to choose from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words
from launcher_app.lessons.lesson import Question

CHOOSE = Words("— выберите —", "— choose —")


class Questions(QWidget):
    """`given` are the answers by the questions' names."""

    def __init__(self, desk: Desk) -> None:
        """None yet."""
        super().__init__()
        self._desk = desk
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    @property
    def given(self) -> dict[str, str]:
        """What is typed and chosen now."""
        return {
            name: str(field.currentData() or "") if isinstance(field, QComboBox) else field.text()
            for name, field in self._fields.items()
        }

    def ask(self, questions: Sequence[Question], given: dict[str, str]) -> None:
        """These questions, with the answers that were given before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = {}
        for question in questions:
            field = self._choice(question) if question.options else self._line(question)
            field.setObjectName(f"answer-{question.name}")
            spoken.named(self._desk, field, question.words)
            self._fields[question.name] = field
            self._column.addWidget(spoken.label(self._desk, question.words, wrap=True))
            self._column.addWidget(field)
            self._put(field, given.get(question.name, ""))

    def _line(self, question: Question) -> QLineEdit:
        return QLineEdit()

    def _choice(self, question: Question) -> QComboBox:
        box = QComboBox()
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.addItem("", "")
        for option in question.options:
            box.addItem("", option.value)
        texts = [CHOOSE, *(option.words for option in question.options)]

        def show(_: str) -> None:
            for place, words in enumerate(texts):
                box.setItemText(place, self._desk.say(words))

        self._desk.languages.bind(box, show, CHOOSE)
        return box

    def _put(self, field: QLineEdit | QComboBox, text: str) -> None:
        if isinstance(field, QComboBox):
            field.setCurrentIndex(max(0, field.findData(text)))
        else:
            field.setText(text)
