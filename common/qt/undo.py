"""Undo for records: steps with names in the Edit menu, and ten seconds of «Отменить» below the content."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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
        if isValid(self):
            self.setObsolete(True)


class _Way:
    """A step on its way back or forth: over when the last answer to what it asked has come."""

    def __init__(self, step: Step, over: Callable[[], object]) -> None:
        """`over` is told once, and only if everything went well."""
        self.step = step
        self.waiting = 1
        self.well = True
        self._over = over

    def end(self, *, well: bool) -> None:
        """One of its answers has come; the first one is that it was begun."""
        self.waiting -= 1
        self.well = self.well and well
        if self.waiting:
            return
        if self.well:
            self._over()
        else:
            self.step.drop()


class Undo(QObject):
    """The steps of one window.

    What a step asks of the desk while it begins is watched: it is said to be undone only when that was answered well,
    a failure drops it, and the next step waits, for two of them on their way together could end in either order.
    """

    changed = Signal()

    def __init__(self, desk: "Desk") -> None:
        """No step yet."""
        super().__init__()
        self.desk = desk
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST)
        self.stack.indexChanged.connect(self._moved)
        self._beginning: _Way | None = None
        self._under_way: _Way | None = None
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
        """Take the last step back; without one, or while another is on its way, nothing happens."""
        if self._is_busy():
            return
        step = self._step(self.stack.index() - 1)
        self.desk.messages.drop(KEY)
        if step is not None:
            said, act = _filled(UNDONE, step.words), Act(BAR_REDO, self.redo)
            notice = Notice(NoticeKind.INFO, said, acts=(act,), seconds=SHORT_SECONDS, key=KEY)
            self._go(step, self.stack.undo, notice)

    def redo(self) -> None:
        """Do the last step that was taken back again."""
        if self._is_busy():
            return
        step = self._step(self.stack.index())
        self.desk.messages.drop(KEY)
        if step is not None:
            said, act = _filled(DONE, step.words), Act(BAR_UNDO, self.undo)
            notice = Notice(NoticeKind.OK, said, acts=(act,), seconds=UNDO_SECONDS, key=KEY)
            self._go(step, self.stack.redo, notice)

    def watched(
        self, then: Callable[[Any], object], failed: Callable[[Any], object]
    ) -> tuple[Callable[[Any], object], Callable[[Any], object]]:
        """What the desk was asked: while a step begins, its answers are the step's."""
        way = self._beginning
        if way is None:
            return then, failed
        way.waiting += 1

        def ended(tell: Callable[[Any], object], *, well: bool) -> Callable[[Any], object]:
            def run(value: Any) -> None:
                try:
                    tell(value)
                finally:
                    way.end(well=well)
                    self._tidy()

            return run

        return ended(then, well=True), ended(failed, well=False)

    def _go(self, step: Step, way: Callable[[], object], notice: Notice) -> None:
        begun = self._beginning = self._under_way = _Way(step, lambda: self.desk.messages.tell(notice))
        try:
            way()
        finally:
            self._beginning = None
            begun.end(well=True)

    def _is_busy(self) -> bool:
        """A step whose asker is gone gets no answer: then the desk is idle."""
        self._tidy()
        way = self._under_way
        return way is not None and way.waiting > 0 and not self.desk.background.idle

    def _tidy(self) -> None:
        """Dropped steps go: Qt passes over them without carrying them out."""
        while self._is_dropped(self.stack.index() - 1):
            self.stack.undo()
        while self._is_dropped(self.stack.index()):
            self.stack.redo()
        self.changed.emit()

    def _is_dropped(self, place: int) -> bool:
        command = self.stack.command(place) if 0 <= place < self.stack.count() else None
        return command is not None and command.isObsolete()

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
