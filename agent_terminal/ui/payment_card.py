"""The panel beside the list of payments: one payment's facts, its receipt, its session's cash, its exchanges."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from agent_terminal.service.messages import AskPayment, Exchanges, PaymentRow, PaymentStory
from agent_terminal.service.messages.printing import PrintRow, ReceiptShown, Reprint, ShowReceipt
from agent_terminal.ui.payment_columns import state_words
from agent_terminal.ui.payment_pages import CashPage, ExchangePage, ReceiptPage
from common.clock import moment
from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts, sum_words
from common.qt.messages import Notice, NoticeKind
from common.qt.scrolled import scroll
from common.qt.table.column import shown_state
from common.qt.theme import Token
from common.qt.unchosen import stacked
from common.words import Words, same

TICK_MS, SIDE, LEAST = 1000, 18, 120
CHOOSE = Words("Выберите платёж в списке.", "Choose a payment in the list.")
COPY, COPY_NAME = Words("Копия чека", "Copy"), Words("Напечатать копию чека", "Print a copy of the receipt")
PRINTED = Words("Копия чека {code}: {state}", "Copy of receipt {code}: {state}")
PARTS = Words("Части истории", "Parts of the story")
FACTS_TAB, RECEIPT, CASH, EXCHANGES = (
    Words("Платёж", "Payment"),
    Words("Чек", "Receipt"),
    Words("Купюры", "Notes"),
    Words("Обмены", "Exchanges"),
)
FACTS = (
    ("provider", Words("Поставщик", "Provider")),
    ("account", Words("Номер", "Account")),
    ("inserted", Words("Внесено", "Inserted")),
    ("fee", Words("Комиссия агента", "Agent's commission")),
    ("amount", Words("К зачислению", "To credit")),
    ("why", Words("Причина", "Reason")),
    ("attempts", Words("Попыток", "Attempts")),
    ("next", Words("Следующая попытка", "Next attempt")),
    ("at", Words("Принят", "Accepted")),
    ("changed", Words("Изменён", "Changed")),
    ("number", Words("Номер в ПЦ", "Centre's number")),
    ("reference", Words("Номер у поставщика", "Provider's reference")),
    ("terminal", Words("Терминал", "Terminal")),
    ("others", Words("Ещё в этой сессии", "Also in this session")),
    ("id", Words("Номер платежа", "Payment id")),
)


class PaymentCard(QWidget):
    """Shows the payment it is told; what came late about another one is not shown."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """`owner` is asked from: its answers live as long as the tab."""
        super().__init__()
        self.desk = desk
        self._owner = owner
        self._payment = ""
        self._story: PaymentStory | None = None
        self.setObjectName("payment-card")
        self._stack = stacked(self, desk, CHOOSE, self._build())
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count_down)
        self._tick.start(TICK_MS)

    @property
    def payment(self) -> PaymentRow | None:
        """The payment on show."""
        return None if self._story is None else self._story.payment

    def show_payment(self, payment_id: str) -> None:
        """This payment; an empty id for none."""
        if payment_id != self._payment:
            self._payment, self._story = payment_id, None
            self._stack.setCurrentIndex(0)
            self.receipt.forget()
            self.exchanges.forget()
        self.refresh()

    def refresh(self) -> None:
        """As it is now; its receipt and its exchanges only while they are looked at."""
        if self._payment:
            ask = AskPayment(payment=self._payment)
            self.desk.ask(self, "show-payment", ask, then=self._show, failed=self._failed, key="story")
            self._look()

    def show_exchanges(self) -> None:
        """The focus goes to the exchanges."""
        self.tabs.setCurrentWidget(self.exchanges)
        self.exchanges.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_copy(self) -> None:
        """Once more on paper, marked as a copy."""
        row = self.payment
        if row is None:
            return

        def printed(told: PrintRow) -> None:
            self.desk.messages.tell(_printed(row.code, told))
            self.refresh()

        ask = Reprint(code=row.payment_id, kind="receipt")
        self.desk.ask(self, "reprint", ask, then=printed, key="reprint")

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.code = spoken.label(self.desk, Words("", ""), "title")
        self.code.setObjectName("payment-code")
        self._shape = QLabel()
        self.state = spoken.label(self.desk, Words("", ""), wrap=True)
        self.state.setObjectName("payment-state")
        for widget in (self.code, self._shape):
            head.addWidget(widget)
        head.addWidget(self.state, 1)
        self.copy = spoken.button(self.desk, COPY, self.print_copy, icon="print")
        self.copy.setObjectName("print-copy-button")
        spoken.named(self.desk, self.copy, COPY_NAME)
        head.addWidget(self.copy)
        column.addLayout(head)
        self.where = spoken.label(self.desk, Words("", ""), "hint", wrap=True)
        self.where.setObjectName("payment-money")
        column.addWidget(self.where)
        column.addWidget(self._build_tabs(), 1)
        return page

    def _build_tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("payment-parts")
        self.tabs.setDocumentMode(True)
        self.desk.theme.keep(self.tabs, lambda: self.tabs.setMinimumHeight(self.desk.theme.scaled(LEAST)))
        spoken.named(self.desk, self.tabs, PARTS)
        spoken.named(self.desk, self.tabs.tabBar(), PARTS)
        self.facts = Facts(self.desk, FACTS)
        facts = QWidget()
        column = QVBoxLayout()
        column.setContentsMargins(4, 6, 4, 6)
        column.addWidget(self.facts)
        column.addStretch(1)
        scroll(facts, column)
        self.receipt, self.cash = ReceiptPage(self.desk), CashPage(self.desk, "payment-cash")
        self.exchanges = ExchangePage(self.desk)
        pages = ((facts, FACTS_TAB), (self.receipt, RECEIPT), (self.cash, CASH), (self.exchanges, EXCHANGES))
        for index, (page, words) in enumerate(pages):
            self.tabs.addTab(page, "")
            self._name_tab(index, words, page)
        self.tabs.currentChanged.connect(lambda _: self._look())
        return self.tabs

    def _name_tab(self, index: int, words: Words, page: QWidget) -> None:
        def tab_title(text: str) -> None:
            self.tabs.setTabText(index, text)

        self.desk.languages.bind(page, tab_title, words)

    def _look(self) -> None:
        """What stands on the open page besides the story."""
        page, payment = self.tabs.currentWidget(), self._payment
        if not payment:
            return
        if page is self.exchanges:
            self._ask("exchanges", AskPayment(payment=payment), self.exchanges.show_exchanges, self.exchanges.fail)
        elif page is self.receipt:
            ask = ShowReceipt(code=payment, kind="receipt")
            self._ask("show-receipt", ask, self.receipt.show_receipt, self.receipt.fail)

    def _ask(
        self,
        operation: str,
        question: Any,
        show: Callable[[Exchanges], object] | Callable[[ReceiptShown], object],
        failed: Callable[[OplataError], object],
    ) -> None:
        asked = self._payment

        def only_of_this(tell: Callable[[Any], object]) -> Callable[[Any], object]:
            return lambda answer: tell(answer) if asked == self._payment else None

        self.desk.ask(
            self, operation, question, then=only_of_this(show), failed=only_of_this(failed), key=operation
        )  # fmt: skip

    def _show(self, story: PaymentStory) -> None:
        if story.payment.payment_id != self._payment:
            return
        self._story = story
        row = story.payment
        bind = self.desk.languages.bind
        bind(self.code, self.code.setText, same(row.code))
        bind(self.state, self.state.setText, lambda: state_words(row, moment(self.desk.clock.now_ms())))
        bind(self.where, self.where.setText, _where(row))
        self._shape_of(row)
        self.copy.setVisible(story.has_receipt)
        self.facts.show_values(_values(story))
        self.cash.show_story(story)
        self._stack.setCurrentIndex(1)

    def _shape_of(self, row: PaymentRow) -> None:
        shown, theme = shown_state(row.shown), self.desk.theme
        icon, token = shown.icon, Token(shown.token)
        theme.keep_picture(self._shape, icon, token, SIDE)

    def _failed(self, error: OplataError) -> None:
        """One that is shown already stays."""
        if self._story is None and self._payment:
            self._stack.setCurrentIndex(0)
            self.desk.messages.tell(Notice(NoticeKind.ERROR, codes.words_of(error), details=str(error), key="payment"))

    def _count_down(self) -> None:
        """«через 0:40» goes on while it is looked at."""
        row = self.payment
        if row is not None and row.next_attempt is not None and self.isVisible():
            self.state.setText(self.desk.say(state_words(row, moment(self.desk.clock.now_ms()))))


def _printed(code: str, told: PrintRow) -> Notice:
    """In hands, on its way, or why not."""
    state, why = told.told, told.why
    if why is not None:
        state = Words(f"{state.ru}. {why.ru}", f"{state.en}. {why.en}")
    words = Words(PRINTED.ru.format(code=code, state=state.ru), PRINTED.en.format(code=code, state=state.en))
    return Notice(NoticeKind.OK, words, seconds=8) if why is None else Notice(NoticeKind.WARN, words)


def _where(row: PaymentRow) -> Words:
    held = sum_words(row.amount if row.state == "captured" else row.inserted)
    return Words(f"{held.ru} {row.money.ru}", f"{held.en} {row.money.en}")


def _values(story: PaymentStory) -> dict[str, Words]:
    row = story.payment
    found: dict[str, Words | None] = {
        "provider": row.provider,
        "account": same(row.account),
        "inserted": sum_words(row.inserted),
        "fee": sum_words(row.agent_fee),
        "amount": sum_words(row.amount),
        "why": row.why if row.why.ru else None,
        "attempts": same(row.attempts) if row.attempts else None,
        "next": None if row.next_attempt is None else same(wording.moment(row.next_attempt)),
        "at": same(wording.exact(row.at)),
        "changed": None if row.changed is None else same(wording.exact(row.changed)),
        "number": same(row.number) if row.number else None,
        "reference": same(row.reference) if row.reference else None,
        "terminal": same(row.terminal) if row.terminal else None,
        "others": same(", ".join(story.others)) if story.others else None,
        "id": same(row.payment_id),
    }
    return {name: words for name, words in found.items() if words is not None}
