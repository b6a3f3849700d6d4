"""A form with its buttons: it is checked, sent once, and told about; shared by the dialog and the page."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from common.errors import OplataError
from common.protocol.mistake import Mistake, Mistakes
from common.qt.desk import Desk
from common.qt.form.failure import Failure
from common.qt.form.form import Form
from common.qt.languages import Shown
from common.qt.spoken import button
from common.words import Words

Values = dict[str, Any]
Problem = OplataError | Mistakes | Sequence[Mistake]
Done = Callable[..., object]
Failed = Callable[[Problem], object]
Save = Callable[[Values, Done, Failed], object]
"""Starts saving and returns; calls `done(answer)` or `failed(error or mistakes)` when it is known how it went."""
Look = Callable[[Values, Callable[[Mistakes | Sequence[Mistake]], object], Failed], object]
"""Asks the service what it has against these values, without saving; unreadable fields are None in them."""
SAVING = Words("Сохраняем…", "Saving…")
WIDTH, WIDEST, LOWEST, BAR, SPARE = 480, 680, 120, 16, 8
"""Pixels: a form's usual width, the least height that still shows a field, the scroll bar's, what is left over."""
CANCEL = Words("Отмена", "Cancel")


class FormBody(QWidget):
    """`done` carries the answer of what was saved, `cancelled` means the person goes without saving."""

    done = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        desk: Desk,
        form: Form,
        verb: Words,
        save: Save,
        *,
        check: Look | None = None,
        also: Sequence[QWidget] = (),
        cancel: Words | None = CANCEL,
    ) -> None:
        """`also` are buttons of your own at the left («Проверить связь»); without `cancel` there is no such button."""
        super().__init__()
        self.desk = desk
        self.form = form
        self.busy = False
        self._verb = verb
        self._save = save
        self._look = check
        self._came_from: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.failure = Failure(desk)
        self.view = Fitting(desk, form)
        column.addWidget(self.view, 1)
        column.addWidget(self.failure)
        column.addLayout(self._build_buttons(also, cancel))
        form.changed.connect(self.failure.clear)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def press(self) -> None:
        """Save; a second press while the first is under way does nothing."""
        if self.busy:
            return
        self.failure.clear()
        values, own = self.form.values(), self.form.check()
        if self._look is None:
            self._judge(values, own, ())
            return
        self._be_busy(True)
        self._look(values, lambda found: self._judge(values, own, _listed(found)), self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves; Enter presses the button it is on, and in a field saves unless money is typed here."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.press()
        elif isinstance(focused, QPushButton):
            focused.click()
        elif not self.form.holds_money:
            self.press()

    def _judge(self, values: Values, own: Sequence[Mistake], found: Sequence[Mistake]) -> None:
        """All mistakes at once: the fields' own first, then what the service adds about the other fields."""
        if not isValid(self):
            return
        known = {one.field for one in own}
        every = [*own, *(one for one in found if one.field not in known)]
        self.form.mistakes(every)
        if every:
            self._be_busy(False)
            self._show_summary()
            return
        self._be_busy(True)
        self._save(values, self._saved, self._failed)

    def _saved(self, answer: object = None) -> None:
        if isValid(self):
            self.form.saved()
            self._be_busy(False)
            self.done.emit(answer)

    def _failed(self, problem: Problem) -> None:
        if not isValid(self):
            return
        self._be_busy(False)
        if isinstance(problem, OplataError):
            self.failure.show_error(problem)
        else:
            self.form.mistakes(_listed(problem))
            self._show_summary()

    def _show_summary(self) -> None:
        self.view.verticalScrollBar().setValue(0)
        self.form.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_busy(self, busy: bool) -> None:
        if busy == self.busy:
            return
        self.busy = busy
        if busy:
            self._came_from = QApplication.focusWidget()
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.setEnabled(not busy)
        if not busy and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
        self._name_button()

    def _name_button(self) -> None:
        words = SAVING if self.busy else self._verb
        self.desk.languages.bind(self.save_button, self.save_button.setText, words)
        self.desk.languages.bind(self.save_button, self.save_button.setAccessibleName, words)

    def _build_buttons(self, also: Sequence[QWidget], cancel: Shown | None) -> QHBoxLayout:
        line = QHBoxLayout()
        for widget in also:
            line.addWidget(widget)
        line.addStretch(1)
        if cancel is not None:
            self.cancel_button = button(self.desk, cancel, self.cancelled.emit)
            self.cancel_button.setObjectName("cancel")
            line.addWidget(self.cancel_button)
        self.save_button = button(self.desk, self._verb, self.press, primary=True)
        self.save_button.setObjectName("save")
        self.save_button.setToolTip("Ctrl+Enter")
        line.addWidget(self.save_button)
        return line

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and isValid(self.view) and self.form.isAncestorOf(now):
            self.view.ensureWidgetVisible(now, 0, 40)


class Fitting(QScrollArea):
    """Shows the whole form where the screen is large enough, and scrolls only what is not."""

    def __init__(self, desk: Desk, form: Form) -> None:
        """Hold the form."""
        super().__init__()
        self.desk = desk
        self.form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)

    def sizeHint(self) -> QSize:
        """As large as the form wants, with room for words of mistakes, within the screen."""
        room = self.screen().availableSize()
        width = max(self.form.sizeHint().width(), self.desk.theme.scaled(WIDTH), self.width() - BAR)
        widest = max(self.desk.theme.scaled(WIDEST), self.form.minimumSizeHint().width(), self.width() - BAR)
        width = min(width, widest, room.width() * 8 // 10 - BAR)
        height = self.form.heightForWidth(width) if self.form.hasHeightForWidth() else self.form.sizeHint().height()
        return QSize(width + BAR, min(height + SPARE, room.height() * 7 // 10))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form wants another size: so does this."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.form:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than the form can be."""
        return QSize(self.form.minimumSizeHint().width() + BAR, LOWEST)


def _listed(found: Mistakes | Sequence[Mistake]) -> Sequence[Mistake]:
    return found.mistakes if isinstance(found, Mistakes) else found
