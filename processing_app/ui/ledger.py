"""Postings: every ledger account with its turnover, the postings of one, and the proof that all sums to zero."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.pace import Pace
from common.qt.periods import PERIOD, PeriodBox
from common.qt.screen import Command, Screen
from common.qt.table import Column, Empty, Kind, LedgerTable, Page, Query
from common.qt.table.query import Answered, Failed
from common.qt.theme import Token
from common.words import Words
from processing_app.service.asks import AccountRow, Accounts, AskAccounts, AskPostings, PostingRow, Postings, Verified
from processing_app.ui.wallets.payment_window import show_payment

PACE_MS = 1000
NO_ACCOUNTS = Words("Счетов ещё нет: подключите поставщика и агента.", "No accounts yet: sign a provider and an agent.")
NO_POSTINGS = Words("Движений по этому счёту не было.", "Nothing moved on this account.")
BALANCED = Words("Сумма всех остатков {sum} ✓", "All balances sum to {sum} ✓")
BROKEN = Words(
    "Сумма всех остатков {sum}, а должна быть 0,00. Позовите инженера.",
    "All balances sum to {sum} and should to 0.00. Call an engineer.",
)
VERIFIED = Words(
    "Книги сходятся: событий {events}, платежей {payments}, счетов {accounts}, сумма 0,00 ✓",
    "The books balance: {events} events, {payments} payments, {accounts} accounts, sum 0.00 ✓",
)
WALLETS = "wallet:"
CHOOSE = Words("Выберите проводку платежа.", "Choose a payment's posting.")


class Ledger(Screen):
    """Accounts above, the postings of the chosen one below."""

    name = "ledger"
    title = Words("Учёт", "Ledger")
    icon = "ledger"
    help = Words(
        "Счета учёта: депозиты агентов, расчёты с поставщиками, комиссия, удержанное по платежам в пути. "
        "Деньги только переходят со счёта на счёт, поэтому сумма всех остатков всегда 0,00. "
        "Кошельки сложены в одну строку, Enter на ней открывает их. "
        "«Проверить книги» пересчитывает всё по журналу событий с самого начала и сравнивает.",
        "Ledger accounts: agents' deposits, settlements with providers, commission, what is held for payments under "
        "way. Money only moves from one account to another, so all balances always sum to 0.00. "
        "Wallets are one line together, Enter on it opens them. "
        "“Verify the books” recomputes everything from the event log and compares.",
    )

    def __init__(self, desk: Desk) -> None:
        """Two tables and the sum."""
        super().__init__(desk)
        self._account = ""
        self._pace = Pace(self, self._ask, PACE_MS)
        self.table = LedgerTable(
            desk, "accounts", _account_columns(), noun=Words("счетов", "accounts"), key=lambda row: row.account,
            empty=Empty(NO_ACCOUNTS, icon="ledger"),
        )  # fmt: skip
        self.postings = LedgerTable(
            desk, "postings", _posting_columns(), noun=Words("проводок", "postings"), key=lambda row: row.position,
            empty=Empty(NO_POSTINGS),
        )  # fmt: skip
        self.period = PeriodBox(desk)
        self.shape = QLabel()
        self.sum = spoken.label(desk, Words("", ""))
        self.sum.setObjectName("ledger-sum")
        self._build()
        self.period.currentIndexChanged.connect(lambda _: self._other_period())
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open_account)
        self.postings.follow(self._fetch)
        self.postings.opened.connect(self._open_payment)
        self.table.retried.connect(self.refresh)

    def commands(self) -> Sequence[Command]:
        """Prove the books; go to the payment behind a posting."""
        return (
            Command("verify", Words("Проверить книги", "Verify the books"), "check", self._verify, ("F8",)),
            Command("to-payment", Words("Открыть платёж", "Open the payment"), "payments", self._open_chosen, ("F4",)),
        )

    def refresh(self) -> None:
        """Balances and turnover as they are now."""
        self._pace.ask()

    def _ask(self) -> None:
        since, until = self.period.bounds()
        question = AskAccounts(since=since, until=until)
        self.desk.ask(self, "accounts", question, then=self._show, failed=self.table.fail, key="accounts")
        if self._account:
            self.postings.reload()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        line = QHBoxLayout()
        name = spoken.label(self.desk, PERIOD, "hint")
        name.setBuddy(self.period)
        line.addWidget(name)
        line.addWidget(self.period)
        line.addStretch(1)
        line.addWidget(self.shape)
        line.addWidget(self.sum)
        column.addLayout(line)
        both = QSplitter(Qt.Orientation.Vertical)
        for table in (self.table, self.postings):
            table.setProperty("pane", True)
            both.addWidget(table)
        both.setChildrenCollapsible(False)
        column.addWidget(both, 1)

    def _show(self, found: Accounts) -> None:
        self.table.show_rows(found.accounts)
        words = BALANCED if found.balanced else BROKEN
        said = Words(
            words.ru.format(sum=wording.money(found.sum, "ru", found.currency)),
            words.en.format(sum=wording.money(found.sum, "en", found.currency)),
        )
        self.desk.languages.bind(self.sum, self.sum.setText, said)
        icon, token = ("ok", Token.OK) if found.balanced else ("attention", Token.ERROR)
        self.desk.theme.keep_picture(self.shape, icon, token, 18)

    def _chosen(self, row: AccountRow | None) -> None:
        account = "" if row is None else row.account
        if account != self._account:
            self._account = account
            self._other_postings()

    def _other_period(self) -> None:
        self._other_postings()
        self._pace.ask(now=True)

    def _other_postings(self) -> None:
        """Pages of one account and period are never mixed with those of another."""
        self.postings.forget()
        self.postings.reload()

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        since, until = self.period.bounds()
        question = AskPostings(account=self._account, since=since, until=until, offset=query.offset, limit=query.limit)

        def came(found: Postings) -> None:
            answered(Page(found.postings, found.found))

        self.desk.ask(self, "postings", question, then=came, failed=failed)

    def _verify(self) -> None:
        self.desk.ask(self, "verify", then=self._verified, key="verify")

    def _verified(self, found: Verified) -> None:
        self.desk.messages.ok(VERIFIED.format(events=found.events, payments=found.payments, accounts=found.accounts))

    def _open_chosen(self) -> None:
        chosen = self.postings.selected()
        if chosen and chosen[0].payment_id:
            self._open_payment(chosen[0])
        else:
            self.desk.messages.tell(Notice(NoticeKind.INFO, CHOOSE, seconds=6, key="why-not"))

    def _open_account(self, row: AccountRow) -> None:
        """Wallets are one line here: each of them stands on a tab of its own."""
        if row.account.startswith(WALLETS):
            go(self, "wallets", "wallets")

    def _open_payment(self, row: PostingRow) -> None:
        if row.payment_id and self._account.startswith(WALLETS):
            show_payment(self.desk, self, row.payment_id, row.code, self.refresh)
        elif row.payment_id:
            go(self, "payments", row.payment_id)


def _account_columns() -> list[Column]:
    return [
        Column("owner", Words("Чей", "Whose"), lambda row: row.owner, width=180),
        Column("what", Words("Что на нём", "What it holds"), lambda row: row.what, width=230),
        Column("came", Words("Пришло", "Came"), lambda row: row.came, Kind.MONEY, 110),
        Column("went", Words("Ушло", "Went"), lambda row: row.went, Kind.MONEY, 110),
        Column("balance", Words("Остаток", "Balance"), lambda row: row.balance, Kind.MONEY, 120),
        Column("account", Words("Счёт учёта", "Ledger account"), lambda row: row.account, width=190),
    ]


def _posting_columns() -> list[Column]:
    return [
        Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 130),
        Column("words", Words("Событие", "Event"), lambda row: row.words, width=160, tip=lambda row: row.words),
        Column("code", Words("Код", "Code"), lambda row: row.code or None, Kind.CODE, 100),
        Column("came", Words("Пришло", "Came"), lambda row: row.came or None, Kind.MONEY, 100),
        Column("went", Words("Ушло", "Went"), lambda row: row.went or None, Kind.MONEY, 100),
        Column("other", Words("Другая сторона", "The other side"), lambda row: row.other_owner, width=260,
               tip=lambda row: Words(row.other, row.other)),
        Column("principal", Words("Кто", "By whom"), lambda row: row.principal, width=120, hidden=True),
        Column("position", Words("Позиция в журнале", "Position in the log"), lambda row: row.position, Kind.NUMBER,
               110, True),
    ]  # fmt: skip
