"""Undo for records: steps with names in the Edit menu, and ten seconds of «Отменить» above the content."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QUndoCommand, QUndoStack
from shiboken6 import isValid

from common.qt.messages import SHORT_SECONDS, UNDO_SECONDS, Act, Notice, NoticeKind
from common.words import Words

if TYPE_CHECKING:
    from common.qt.desk import Desk

MOST = 100
KEY = "undo"
UNDO, REDO = Words("Отменить", "Undo"), Words("Вернуть", "Redo")
NAMED_UNDO, NAMED_REDO = Words("Отменить: {step}", "Undo: {step}"), Words("Вернуть: {step}", "Redo: {step}")
UNDO_KEYS, REDO_KEYS = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")
BAR_UNDO, BAR_REDO = Words("Отменить (Ctrl+Z)", "Undo (Ctrl+Z)"), Words("Вернуть (Ctrl+Y)", "Redo (Ctrl+Y)")
DONE, UNDONE = Words("Готово: {step}.", "Done: {step}."), Words("Отменено: {step}.", "Undone: {step}.")


class Step(QUndoCommand):
    """Something a person did, which is already done when it is pushed."""

    def __init__(self, words: Words, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        """Both ways start the work and do not wait for it."""
        super().__init__(words.ru)
        self.words = words
        self._undo = undo
        self._redo = redo
        self._done = True

    def redo(self) -> None:
        """Do it again; the stack also calls this when the step is pushed, and then it is done already."""
        if not self._done:
            self._redo()
        self._done = True

    def undo(self) -> None:
        """Take it back."""
        self._done = False
        self._undo()

    def drop(self) -> None:
        """It could not be taken back or done again: nobody is offered it any more."""
        self.setObsolete(True)


class Undo(QObject):
    """The steps of one window."""

    changed = Signal()

    def __init__(self, desk: "Desk") -> None:
        """No step yet."""
        super().__init__()
        self.desk = desk
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST)
        self.stack.indexChanged.connect(self._moved)
        desk.languages.changed.connect(self.changed)

    def push(
        self, words: Words, undo: Callable[[], object], redo: Callable[[], object], *, done: Words | None = None
    ) -> Step:
        """Remember what was just done: `words` name it («удаление договора 7»), `done` says it («Договор удалён.»).

        A caller whose undo or redo failed tells the step to `drop`.
        """
        step = Step(words, undo, redo)
        self.stack.push(step)
        said = done or _filled(DONE, words)
        self.desk.messages.tell(
            Notice(NoticeKind.OK, said, acts=(Act(BAR_UNDO, self.undo),), seconds=UNDO_SECONDS, key=KEY)
        )
        return step

    def undo(self) -> None:
        """Take the last step back; without one nothing happens."""
        step = self._step(self.stack.index() - 1)
        self.desk.messages.drop(KEY)
        if step is not None:
            self.stack.undo()
            said = _filled(UNDONE, step.words)
            act = Act(BAR_REDO, self.redo)
            self.desk.messages.tell(Notice(NoticeKind.INFO, said, acts=(act,), seconds=SHORT_SECONDS, key=KEY))

    def redo(self) -> None:
        """Do the last step that was taken back again."""
        step = self._step(self.stack.index())
        self.desk.messages.drop(KEY)
        if step is not None:
            self.stack.redo()
            said = _filled(DONE, step.words)
            act = Act(BAR_UNDO, self.undo)
            self.desk.messages.tell(Notice(NoticeKind.OK, said, acts=(act,), seconds=UNDO_SECONDS, key=KEY))

    def undo_action(self, parent: QObject) -> QAction:
        """«Отменить: удаление договора 000417» for the Edit menu."""
        return self._action(parent, self.undo, UNDO_KEYS, lambda: self.named(NAMED_UNDO, UNDO, self.stack.index() - 1))

    def redo_action(self, parent: QObject) -> QAction:
        """«Вернуть: …» for the Edit menu."""
        return self._action(parent, self.redo, REDO_KEYS, lambda: self.named(NAMED_REDO, REDO, self.stack.index()))

    def named(self, named: Words, bare: Words, place: int) -> Words:
        """The words of an action on the step at a place."""
        step = self._step(place)
        return bare if step is None else _filled(named, step.words)

    def _action(
        self, parent: QObject, run: Callable[[], None], keys: tuple[str, ...], words: Callable[[], Words]
    ) -> QAction:
        action = QAction(parent)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked: run())

        def show() -> None:
            action.setText(self.desk.say(words()))

        self.changed.connect(show)
        action.destroyed.connect(lambda: self.changed.disconnect(show) if isValid(self) else None)
        show()
        return action

    def _moved(self, _index: int) -> None:
        self.changed.emit()

    def _step(self, place: int) -> Step | None:
        command = self.stack.command(place) if 0 <= place < self.stack.count() else None
        return command if isinstance(command, Step) and not command.isObsolete() else None


def _filled(template: Words, step: Words) -> Words:
    return Words(template.ru.format(step=step.ru), template.en.format(step=step.en))
