"""A form that is a page of a tab: signing a consumer, the terms of a contract."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.form.body import CANCEL, FormBody, Look, Save
from common.qt.form.form import Form
from common.qt.form.leaving import QUESTION, leave
from common.qt.languages import Shown
from common.qt.spoken import label
from common.words import Words


class FormPage(QWidget):
    """`saved` carries the answer; `cancelled` comes once nothing typed would be lost by going."""

    saved = Signal(object)
    cancelled = Signal()

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
        cancel: Words | None = CANCEL,
        question: Words = QUESTION,
    ) -> None:
        """The same arguments as a dialog's; without `cancel` the page has no such button."""
        super().__init__()
        self.form = form
        self._question = question
        self.body = FormBody(desk, form, verb, save, check=check, also=also, cancel=cancel)
        self.body.done.connect(self.saved)
        self.body.cancelled.connect(lambda: self.leave(self.cancelled.emit))
        column = QVBoxLayout(self)
        column.addWidget(label(desk, title, "title", wrap=True))
        column.addWidget(self.body, 1)

    def leave(self, then: Callable[[], object]) -> None:
        """Go on with `then`, asking first when something typed is not saved."""
        leave(self, self.body, then, self._question)
