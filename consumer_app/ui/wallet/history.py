"""What moved the balance, line by line with the balance after it; and all payments with what became of them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.wallets.parties import side_name
from common.protocol.wallets.payments import PaymentShown
from common.qt.desk import Desk
from common.qt.spoken import label, named
from common.qt.table import Column, Empty, Kind, LedgerTable, Page, Query, Shown
from common.words import Words
from consumer_app import core, messages
from consumer_app.core import PaymentState
from consumer_app.service.wallet_showing import WAYS
from consumer_app.ui.wallet import telling

MOVEMENTS, PAYMENTS = Words("Выписка", "Statement"), Words("Платежи", "Payments")
TABS = Words("История кошелька", "The wallet's history")
LINES, MANY = Words("движений", "movements"), Words("платежей", "payments")
NO_LINES = Words(
    "Здесь появятся пополнения и платежи. Пополните кошелёк на терминале.",
    "Top-ups and payments will be here. Top the wallet up at a terminal.",
)
NO_PAYMENTS = Words("Здесь появятся платежи этого кошелька.", "Payments of this wallet will be here.")
BEHIND = Words("Выписка догоняет: событий впереди {n}.", "The statement is catching up: {n} events to go.")
LIMIT = 200
CATCH_UP_MS = 1_000


class Line(NamedTuple):
    """A payment as the list shows it; `amount` is signed."""

    payment_id: str
    code: str
    at: datetime
    what: Words
    whom: str
    amount: int
    currency: str
    state: Shown
    why: Words | None
    order: str


class History(QTabWidget):
    """Two lists of the wallet that is shown; `turned` rings when another one of them is in sight."""

    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        """No wallet is shown yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("wallet-history")
        self.setDocumentMode(True)
        named(desk, self, TABS)
        named(desk, self.tabBar(), TABS)
        self._wallet = ""
        self._own: list[PaymentShown] = []
        self._made: list[messages.PaymentKnown] = []
        self.statement: LedgerTable = LedgerTable(
            desk, "wallet-statement", statement_columns(), noun=LINES, key=lambda row: row.line,
            empty=Empty(NO_LINES, icon="history"), sentence=telling.line_sentence,
        )  # fmt: skip
        self.statement.follow(partial(self._fetch, ""))
        self.payments: LedgerTable = LedgerTable(
            desk, "wallet-payments", payment_columns(), noun=MANY, key=lambda row: row.payment_id,
            empty=Empty(NO_PAYMENTS, icon="payments"), sentence=line_sentence,
        )  # fmt: skip
        self.behind = label(desk, telling.NOTHING, "waiting")
        self.behind.hide()
        self._catching_up = QTimer(self)
        self._catching_up.setSingleShot(True)
        self._catching_up.setInterval(CATCH_UP_MS)
        self._catching_up.timeout.connect(self._look_on)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.statement, 1)
        column.addWidget(self.behind)  # under the lines: it comes and goes at every payment
        for index, (one, words) in enumerate(((page, MOVEMENTS), (self.payments, PAYMENTS))):
            self.addTab(one, "")

            def rename(text: str, index: int = index) -> None:
                self.setTabText(index, text)

            rename.__name__ = f"tab_{index}"
            desk.languages.bind(self, rename, words)
        self.currentChanged.connect(lambda _: self._turned())
        self.payments.retried.connect(self._ask_payments)

    @property
    def table(self) -> LedgerTable:
        """The one in sight."""
        return self.payments if self.currentWidget() is self.payments else self.statement

    def show_wallet(self, wallet: str, made: list[messages.PaymentKnown]) -> None:
        """Whose lists `reload` asks for; those of another wallet go at once."""
        self._made = made
        if wallet != self._wallet:
            self._wallet, self._own = wallet, []
            self.statement.forget(partial(self._fetch, wallet))
            self.payments.forget()

    def reload(self) -> None:
        """Ask again for what is in sight."""
        if self.table is self.statement:
            self.statement.reload()
        else:
            self._ask_payments()

    def _look_on(self) -> None:
        """The centre's statement was behind its ledger: what it lacked is there by now."""
        if self.isVisible():
            self.statement.reload()

    def _turned(self) -> None:
        self.reload()
        self.turned.emit()

    def _ask_payments(self) -> None:
        if not self._wallet:
            return
        if not self.payments.loaded:
            self.payments.wait()
        ask = messages.AskWalletPayments(wallet=self._wallet, limit=LIMIT)
        self.desk.ask(self, "wallet-payments", ask, then=self._came, failed=self.payments.fail, key="payments")

    def _came(self, found: messages.WalletPayments) -> None:
        self._own = found.payments
        self.payments.show_rows(lines_of(self._own, self._made))

    def _fetch(
        self, wallet: str, query: Query, done: Callable[[Page], object], failed: Callable[[OplataError], object]
    ) -> None:
        """Whoever was shown when it was asked: a file of one wallet never goes on with another's rows."""
        if not wallet:
            done(Page([], 0))
            return
        ask = messages.AskWalletStatement(
            wallet=wallet, offset=query.offset, limit=query.limit, text=query.text, newest=query.mark or 0
        )
        self.desk.ask(self, "wallet-statement", ask, then=lambda got: self._page(query, got, done), failed=failed)

    def _page(self, query: Query, got: messages.WalletStatement, done: Callable[[Page], object]) -> None:
        self.desk.languages.bind(self.behind, self.behind.setText, BEHIND.format(n=got.behind))
        self.behind.setVisible(got.behind > 0)
        if got.behind > 0:
            self._catching_up.start()
        done(Page(got.lines, got.count, mark=None if query.text else got.count))


def lines_of(own: list[PaymentShown], made: list[messages.PaymentKnown]) -> list[Line]:
    """Payments as the centre has them, and those made here that it is not known to have; newest first."""
    known = {one.payment_id for one in own}
    here = [_of_made(one) for one in made if one.payment_id not in known and one.state is not PaymentState.REFUSED]
    return sorted([*here, *(_of_own(one) for one in own)], key=lambda line: line.at, reverse=True)


def _of_own(one: PaymentShown) -> Line:
    comes = one.way == "top_up" or (one.recipient.kind == "wallet" and one.sender.kind != "kiosk" and _is_mine(one))
    other = one.sender if comes else one.recipient
    why = core.why(one.reason) if one.reason else None
    amount = one.amount if comes else -one.amount
    return Line(
        one.payment_id, one.code, one.made_at, WAYS[one.way], other.name, amount, one.currency,
        telling.STATES[one.state], why, one.order or one.memo,
    )  # fmt: skip


def _is_mine(one: PaymentShown) -> bool:
    """Another's number is masked: the whole one is the asker's own."""
    return one.recipient.number.isdecimal()


def _of_made(one: messages.PaymentKnown) -> Line:
    return Line(
        one.payment_id, one.trace, one.made_at, WAYS[one.way], one.told, -one.amount, one.currency,
        telling.look_of(one), one.words, "",
    )  # fmt: skip


def statement_columns() -> list[Column]:
    """What the statement shows of each movement."""
    return [
        Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 130),
        Column("what", Words("Что", "What"), telling.what, width=160),
        Column("with", Words("С кем", "With whom"), lambda row: side_name(row.with_whom), width=180),
        Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 110),
        Column("balance", Words("Баланс", "Balance"), lambda row: row.balance, Kind.MONEY, 120, summed=False),
        Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 110),
        Column("line", Words("№", "No."), lambda row: row.line, Kind.NUMBER, 70, hidden=True),
    ]


def payment_columns() -> list[Column]:
    """What the list of payments shows of each."""
    return [
        Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 130),
        Column("what", Words("Что", "What"), lambda row: row.what, width=160),
        Column("whom", Words("С кем", "With whom"), lambda row: side_name(row.whom), width=160),
        Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 110,
               currency=lambda row: row.currency),
        Column("state", Words("Состояние", "State"), lambda row: row.state, Kind.STATUS, 170,
               tip=lambda row: row.why),
        Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 110),
        Column("order", Words("За что", "What for"), lambda row: row.order, width=160, hidden=True),
    ]  # fmt: skip


def line_sentence(row: Line) -> Words:
    """A payment as one hears it."""
    sums = telling.sum_words(row.amount, row.currency)
    whom = side_name(row.whom)
    return Words(
        f"{row.what.ru}, {whom.ru}, {sums.ru}, {row.state.words.ru}",
        f"{row.what.en}, {whom.en}, {sums.en}, {row.state.words.en}",
    )
