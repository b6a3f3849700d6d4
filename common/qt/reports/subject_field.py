"""A field for whom a report is about: a few letters are typed, one of those that fit is chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import FormField
from common.reporting.asks import AskSubjects, SubjectRow, SubjectRows
from common.words import Words

SEARCH_MS, LONGEST = 150, 200
HINT = Words("начните вводить название или номер", "begin to type the name or the number")
ALL = Words("Показать весь список", "Show the whole list")
FROM_LIST = Words(
    "«{text}» нет в списке. Выберите из того, что предлагает список.",
    "“{text}” is not in the list. Choose one of those it offers.",
)
LIST = Words("Подходящие", "Those that fit")


class SubjectField(FormField):
    """`chosen(SubjectRow or None)`: somebody else was chosen. Its value is the key, None while nobody is.

    What an answer fills in by itself, not a person, is between `filling` and `filled_in`.
    """

    chosen = Signal(object)
    filling = Signal()
    filled_in = Signal()
    line: QLineEdit

    def __init__(self, name: str, words: Words, *, kind: str, **options: Any) -> None:
        """`kind` is the kind of report that it is asked for."""
        options.setdefault("hint", HINT)
        super().__init__(name, words, **options)
        self.kind = kind
        self.subject: SubjectRow | None = None
        self._known: list[SubjectRow] = []
        self._found_for = self._wanted = ""

    def build(self, desk: Desk) -> QWidget:
        """A line with a list under it, which opens while one types, by the arrow key and by the button."""
        self._desk = desk
        self.line = QLineEdit(maxLength=LONGEST)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.opener = spoken.tool(desk, ALL, "chevron", lambda: self._ask("", show=True))
        self._names = QStringListModel()
        self.completer = QCompleter(self._names)
        self.completer.setParent(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setWidget(self.line)
        self.completer.setMaxVisibleItems(10)
        popup = self.completer.popup()
        if popup is not None:
            spoken.named(desk, popup, LIST)
        self.completer.activated[str].connect(self._take_name)  # type: ignore[index]
        self._patience = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._patience.timeout.connect(lambda: self._ask(self.line.text().strip(), show=self.line.hasFocus()))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.opener)
        return row

    def offer(self) -> None:
        """Ask who there is; where there is only one, it is chosen."""
        if not self._wanted:
            self._ask("", show=False, alone=True)

    def stops(self) -> Sequence[QWidget]:
        """The line, then its button."""
        return (self.line, self.opener)

    def faces(self) -> Sequence[QWidget]:
        """The button has a name of its own."""
        return (self.line,)

    def value(self) -> Any:
        """The key of the chosen one."""
        return None if self.subject is None else self.subject.key

    def fill(self, value: Any) -> None:
        """Choose by a key; the name comes with the answer."""
        self._choose(None)
        self.line.setText("")
        self._wanted = str(value or "")
        if value:
            question = AskSubjects(kind=self.kind, text=str(value))
            self._desk.ask(
                self, "report-subjects", question, then=lambda found: self._take_key(str(value), found), key="subjects"
            )

    def kept(self) -> Any:
        """The text and the key."""
        return [self.line.text(), self.value() or ""]

    def take(self, kept: Any) -> None:
        """The same again."""
        text, key = kept
        self.line.setText(text)
        self._choose(SubjectRow(key=key, name=text, address="") if key else None)

    def filled(self) -> bool:
        """Whether anything is typed."""
        return bool(self.line.text().strip())

    def unreadable(self) -> Words | None:
        """A text that is nobody's."""
        return None if self.subject is not None else FROM_LIST.format(text=self.line.text().strip())

    def settle(self) -> None:
        """What was typed fits only one: it is that one."""
        text = self.line.text().strip()
        if self.subject is None and text and self._found_for != text:
            self._patience.stop()
            self._ask(text, show=False, left=True)
        elif self.subject is None and text and len(self._known) == 1:
            self._take_name(self._texts()[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down opens the list; whoever clicks into a chosen name types another over it."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() == Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self.line, self.line.selectAll)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._ask("" if self.subject is not None else self.line.text().strip(), show=True)
            return True
        return super().eventFilter(watched, event)

    def _typed(self, _text: str) -> None:
        self._wanted = ""
        self._choose(self._named(self.line.text()))
        self._patience.start()
        self.changed.emit()

    def _ask(self, text: str, *, show: bool, alone: bool = False, left: bool = False) -> None:
        """`alone`: the only one there is is chosen; `left`: the only one that fits is, for the person has gone on."""

        def came(found: SubjectRows) -> None:
            self._known = list(found.subjects)
            self._found_for = text
            self._names.setStringList(self._texts())
            if alone and len(self._known) == 1 and not self.filled():
                self._fill_in(self._texts()[0])
            elif self.subject is None and self._named(self.line.text()) is not None:
                self._choose(self._named(self.line.text()))
                self.changed.emit()
            elif left and self.line.text().strip() == text:
                self.settle()
            if show and self._known:
                self.completer.complete()

        question = AskSubjects(kind=self.kind, text=text)
        self._desk.ask(self, "report-subjects", question, then=came, failed=_later, key="subjects")

    def _take_key(self, key: str, found: SubjectRows) -> None:
        self._wanted = ""
        self._known = list(found.subjects)
        self._names.setStringList(self._texts())
        place = next((number for number, one in enumerate(self._known) if one.key == key), None)
        if place is not None:
            self._fill_in(self._texts()[place])

    def _fill_in(self, name: str) -> None:
        self.filling.emit()
        self._take_name(name)
        self.filled_in.emit()

    def _take_name(self, name: str) -> None:
        self.line.setText(name)
        self.line.setCursorPosition(0)
        self._choose(self._named(name))
        self.changed.emit()

    def _named(self, text: str) -> SubjectRow | None:
        """Whose name or key it is, if it is one's alone."""
        wanted = text.strip().casefold()
        texts = self._texts()
        found = [
            one
            for one, name in zip(self._known, texts, strict=True)
            if wanted and wanted in (name.casefold(), one.key.casefold())
        ]
        return found[0] if len(found) == 1 else None

    def _texts(self) -> list[str]:
        """Their names; the key is added where two have the same one."""
        names = [one.name for one in self._known]
        return [f"{one.name} ({one.key})" if names.count(one.name) > 1 else one.name for one in self._known]

    def _choose(self, subject: SubjectRow | None) -> None:
        if subject != self.subject:
            self.subject = subject
            self.chosen.emit(subject)


def _later(_: OplataError) -> None:
    """A list that did not come is no trouble yet: the next letter asks again."""
