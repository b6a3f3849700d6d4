"""One payment's story over the tab it was looked up from: steps, postings, exchanges, and what may be decided."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, TextField
from common.qt.languages import LANGUAGE_KEY
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command
from common.qt.table import Kind, LedgerTable
from common.words import Words
from processing_app.service.asks import PaymentId, Story
from processing_app.ui.story import StoryPanel

TITLE = Words("Платёж {code}", "Payment {code}")
CLOSE = Words("Закрыть", "Close")
OPEN = Words("Открыть платёж", "Open the payment")
NO_PAYMENT = Words("У этой строки нет платежа.", "This row has no payment.")
FIND, SHOW = Words("Найти платёж", "Find a payment"), Words("Показать", "Show")
CODE, CODE_HINT = Words("Код или номер", "Code or id"), Words("Например, 7F3K-92QD", "7F3K-92QD, for example")
Named = tuple[str, str]
"""A payment's id and code."""
WIDTH, HEIGHT = 720, 520


def _named(row: Any) -> Named:
    return row.payment_id, row.code


class PaymentWindow(QDialog):
    """Esc closes it."""

    def __init__(self, desk: Desk, parent: QWidget, payment_id: str, code: str, after: Callable[[], object]) -> None:
        """`after` is called when something was decided here."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("payment-window")
        desk.languages.bind(self, self.setWindowTitle, TITLE.format(code=code))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        self.story = StoryPanel(desk, after)
        column.addWidget(self.story, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        self.close_button = spoken.button(desk, CLOSE, self.reject)
        self.close_button.setObjectName("payment-window-close")
        line.addWidget(self.close_button)
        column.addLayout(line)
        QShortcut(QKeySequence(LANGUAGE_KEY), self, desk.switch_language)
        self.resize(desk.theme.scaled(WIDTH), desk.theme.scaled(HEIGHT))
        self.story.show_payment(payment_id)


def show_payment(
    desk: Desk, parent: QWidget, payment_id: str, code: str, after: Callable[[], object]
) -> PaymentWindow | None:
    """One payment; where there is none (no code) that is said."""
    if not code:
        desk.messages.tell(Notice(NoticeKind.INFO, NO_PAYMENT, seconds=6, key="why-not"))
        return None
    made = PaymentWindow(desk, parent.window(), payment_id, code, after)
    made.open()
    return made


def find_payment(desk: Desk, parent: QWidget, after: Callable[[], object]) -> FormDialog:
    """Ask for a code or an id, and open that payment."""
    form = Form(desk, "find-payment", drafts=False)
    form.add(TextField("payment", CODE, hint=CODE_HINT, required=True, longest=60))

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        desk.ask(made, "story", PaymentId(payment=values["payment"]), then=done, failed=failed)

    def found(story: Story) -> None:
        show_payment(desk, parent, story.payment.payment_id, story.payment.code, after)

    made = FormDialog(desk, FIND, form, SHOW, save, parent=parent.window(), guarded=False)
    made.setObjectName("dialog-find-payment")
    made.saved.connect(found)
    made.open()
    return made


def opens_payments(table: LedgerTable, after: Callable[[], object], of: Callable[[Any], Named] = _named) -> None:
    """Enter, a double click, a click on a code and the menu of rows open the payment of a row."""

    def show(row: Any) -> None:
        if row is not None:
            show_payment(table.desk, table, *of(row), after)

    def clicked(index: QModelIndex) -> None:
        """On a code, where it is no part of a selection."""
        if table.columns[index.column()].kind is Kind.CODE and table.view.chosen_count() <= 1:
            row = table.model.row(index.row())
            if row is not None and of(row)[1]:
                show(row)

    table.opened.connect(show)
    table.context = [*table.context, Command("open-wallet-payment", OPEN, "payments", lambda: show(table.current()))]
    table.view.clicked.connect(clicked)
