"""A form in a window of its own over the one that opened it; the programme does not wait for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.form.body import FormBody, Look, Save
from common.qt.form.form import Form
from common.qt.form.leaving import QUESTION, leave
from common.qt.growing import GrowingDialog
from common.qt.languages import LANGUAGE_KEY, Shown
from common.words import Words


class FormDialog(GrowingDialog):
    """`saved` carries the answer; `open()` shows it."""

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        title: Shown,
        form: Form,
        verb: Words,
        save: Save,
        also: Sequence[QWidget] = (),
        *,
        check: Look | None = None,
        parent: QWidget | None = None,
        question: Words = QUESTION,
        guarded: bool = True,
    ) -> None:
        """`question` is asked before typed work is left («Сохранить изменения в договоре 000417?»), if `guarded`."""
        super().__init__(parent or QApplication.activeWindow())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"{form.name}-dialog")
        self.desk = desk
        self.form = form
        self._question = question
        self._guarded = guarded
        desk.languages.bind(self, self.setWindowTitle, title)
        self.body = FormBody(desk, form, verb, save, check=check, also=also)
        self.body.done.connect(self._saved)
        self.body.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(self.body)
        QShortcut(QKeySequence(LANGUAGE_KEY), self, desk.switch_language)

    def open(self) -> None:
        """Show it with the cursor in the first field."""
        super().open()
        first = next(iter(self.form.fields), "")
        self.form.go_to(first)

    def reject(self) -> None:
        """Esc, «Отмена» and the window's cross."""
        if self._guarded or self.body.busy:
            leave(self, self.body, super().reject, self._question)
        else:
            super().reject()

    def _saved(self, answer: object) -> None:
        self.accept()
        self.saved.emit(answer)
