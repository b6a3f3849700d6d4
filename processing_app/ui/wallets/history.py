"""A wallet's latest payments, and its statement by pages, however long it is."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.protocol.wallets.parties import side_name
from common.protocol.wallets.payments import PaymentShown
from common.protocol.wallets.wallet import Statement
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, Page, Query
from common.qt.table.query import Answered, Failed
from common.words import Words
from processing_app.service.asks.wallets import AskWalletStatement
from processing_app.ui.wallets import words as said
from processing_app.ui.wallets.payment_window import opens_payments

NO_PAYMENTS = Words("Этот кошелёк ещё не платил.", "This wallet has not paid yet.")
NO_LINES = Words("Движений по кошельку ещё не было.", "Nothing has moved in this wallet yet.")
BEHIND = Words("Выписка догоняет: событий впереди {n}.", "The statement is catching up: {n} events to go.")


class PaymentsList(QWidget):
    """The latest, newest first; Enter or a click on a code opens one."""

    def __init__(self, desk: Desk, after: Callable[[], object]) -> None:
        """`after` is called when something was decided about one."""
        super().__init__()
        self._number = ""
        self.table = LedgerTable(
            desk, "wallet-payments",
            [
                Column("way", Words("Что", "What"), lambda row: said.WAYS[row.way], width=130),
                Column("amount", Words("Сумма", "Sum"), lambda row: said.signed(row, self._number), Kind.MONEY, 90),
                Column("state", Words("Состояние", "State"), lambda row: said.STATES[row.state], Kind.STATUS, 140,
                       tip=said.why),
                Column("made", Words("Время", "Time"), lambda row: row.made_at, Kind.MOMENT, 80),
                Column("whom", Words("С кем", "With whom"), self._whom, width=130),
                Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 100),
                Column("why", Words("Почему", "Why"), said.why, width=180, tip=said.why),
                Column("order", Words("За что", "What for"), lambda row: row.order or row.memo, width=140, hidden=True),
                Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=260,
                       hidden=True),
            ],
            noun=Words("платежей", "payments"), key=lambda row: row.payment_id,
            empty=Empty(NO_PAYMENTS, icon="payments"),
        )  # fmt: skip
        opens_payments(self.table, after)
        filled(self, self.table)

    def forget(self) -> None:
        """Those of another wallet go at once."""
        self.table.forget()

    def show_payments(self, number: str, payments: Sequence[PaymentShown]) -> None:
        """Of the wallet with this number."""
        self._number = number
        self.table.show_rows(payments)

    def _whom(self, row: PaymentShown) -> Words:
        return side_name(said.other_side(row, self._number).name)


class StatementList(QWidget):
    """Lines are numbered without a gap, so that any page of a long statement is found by its place."""

    def __init__(self, desk: Desk, after: Callable[[], object]) -> None:
        """`after` is called when something was decided about a payment of a line."""
        super().__init__()
        self.desk = desk
        self._number = ""
        self.table = LedgerTable(
            desk, "wallet-statement",
            [
                Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 80),
                Column("what", Words("Что", "What"), said.line_words, width=140),
                Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 90),
                Column("balance", Words("Баланс", "Balance"), lambda row: row.balance, Kind.MONEY, 100, summed=False),
                Column("with", Words("С кем", "With whom"), lambda row: side_name(row.with_whom), width=130),
                Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 100),
                Column("line", Words("№", "No."), lambda row: row.line, Kind.NUMBER, 60),
            ],
            noun=Words("движений", "movements"), key=lambda row: row.line, empty=Empty(NO_LINES, icon="history"),
        )  # fmt: skip
        self.table.follow(partial(self._fetch, ""))
        opens_payments(self.table, after)
        self.behind = spoken.label(desk, said.NOTHING, "waiting")
        self.behind.setObjectName("statement-behind")
        self.behind.hide()
        filled(self, self.behind, self.table)

    def show_wallet(self, number: str) -> None:
        """This wallet's, or what is new in it."""
        if number != self._number:
            self._number = number
            self.table.forget(partial(self._fetch, number))
        self.table.reload()

    def _fetch(self, number: str, query: Query, answered: Answered, failed: Failed) -> None:
        """Whoever was shown when it was asked: a file of one wallet never goes on with another's lines."""
        if not number:
            answered(Page([], 0))
            return
        newest = query.mark or 0
        if newest and query.offset >= newest:
            answered(Page([], newest, newest, mark=newest))
            return
        before = newest - query.offset + 1 if newest else 0

        def came(found: Statement) -> None:
            last = newest or (found.lines[0].line if found.lines else 0)
            self.desk.languages.bind(self.behind, self.behind.setText, BEHIND.format(n=found.behind))
            self.behind.setVisible(found.behind > 0)
            answered(Page(found.lines, last, last, mark=last))

        question = AskWalletStatement(number=number, before=before, limit=query.limit)
        self.desk.ask(self, "wallet-statement", question, then=came, failed=failed)


def filled(page: QWidget, *widgets: QWidget) -> None:
    """Nothing but these, from edge to edge."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 4, 0, 0)
    for one in widgets:
        column.addWidget(one)
