"""Reconciliation: three registers of a period compared; only what differs is shown, with its reason and what to do."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from common.clock import moment
from common.errors import OplataError, Rejected
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Shown
from common.qt.tokens import Token
from common.words import Words
from processing_app.service.asks import PaymentId
from processing_app.service.asks.providers import ProviderContracts
from processing_app.service.asks.registers import (
    AskReconciliation,
    AskReconciliations,
    DifferenceRow,
    Reconcile,
    ReconciliationRow,
    ReconciliationRows,
    Side,
)
from processing_app.service.asks.registers import Reconciliation as Found
from processing_app.ui.difference_card import DifferenceCard
from processing_app.ui.reconciliation_head import Asked, ReconciliationHead
from processing_app.ui.sides import side_shown

FOLLOW_MS = 300
PAGE = 500
COMPARE = Words("Сверить", "Reconcile")
RETRY = Words("Повторить сейчас", "Retry now")
OPEN = Words("Открыть платёж", "Open the payment")
CHOOSE = Words("Выберите расхождение в списке.", "Choose a difference in the list.")
NO_PAYMENT = Words("У этой строки нет платежа в наших книгах.", "This row has no payment in our books.")
NOT_TO_RETRY = Words(
    "Этот платёж не ждёт повтора: посмотрите, что делать, в его строке.",
    "This payment does not wait for a retry: its row says what to do.",
)
RETRIED = Words(
    "Платёж {code} сейчас уйдёт поставщику ещё раз. Деньги остаются удержанными до его ответа.",
    "Payment {code} goes to the provider again now. The money stays held until it answers.",
)
NEVER = Words(
    "Сверки ещё не было. Выберите период и нажмите «Сверить».",
    "Nothing was compared yet. Choose a period and reconcile.",
)
MATCHING = Words("Расхождений нет.", "There are no differences.")
UNFINISHED = Words("Эта сверка не доведена до конца.", "This comparison was not finished.")
NOUN = Words("расхождений", "differences")
KIND = Words("Вид", "Kind")
KINDS = (
    ("missing_at_provider", Words("Нет у поставщика", "Missing at the provider")),
    ("missing_here", Words("Нет у нас", "Missing here")),
    ("missing_at_agent", Words("Нет у агента", "Missing at the agent")),
    ("sum", Words("Суммы", "Sums")),
    ("account", Words("Номера", "Accounts")),
    ("state", Words("Состояния", "States")),
    ("no_register", Words("Нет реестра", "No register")),
    ("in_path", Words("В пути", "In path")),
)
IN_PATH, NO_REGISTER = "in_path", "no_register"


class Reconciliation(Screen):
    """The tab «Сверка»."""

    name = "reconciliation"
    title = Words("Сверка", "Reconciliation")
    icon = "reconcile"
    help = Words(
        "Сверка сравнивает три реестра за период: что рассказали терминалы агента, что в наших книгах и что провёл "
        "поставщик. Показаны только расхождения, каждое с вероятной причиной и подсказкой, что делать. Платёж, который "
        "ещё не дошёл до конца, — не расхождение, а «в пути». Терминалы рассказывают свой реестр сами, раз в 5 минут.",
        "Three registers of a period are compared: what the agent's terminals told, what our books say, what the "
        "provider has booked. Only differences are shown, each with its likely reason and what to do. A payment that "
        "has not come to its end is no difference but “in path”. Terminals tell their registers by themselves, every "
        "5 minutes.",
    )

    def __init__(self, desk: Desk) -> None:
        """Nothing was compared yet."""
        super().__init__(desk)
        self.seen: ReconciliationRow | None = None
        self._loading = False
        self._asked_for = 0
        self._rows: list[DifferenceRow] = []
        self.head = ReconciliationHead(desk, self.compare, self._open)
        self.table = LedgerTable(
            desk, "differences", COLUMNS, noun=NOUN, key=lambda row: row.number,
            empty=Empty(NEVER, icon="reconcile"), sentence=_sentence,
        )  # fmt: skip
        self.card = DifferenceCard(desk, retry=self.retry, show=self.open_payment)
        self.filters = FilterBar(desk, [Choice("kind", KIND, (), self._count, inline=True)], self.table)
        self.parts = ListAndDetails(desk, "reconciliation", self.table, self.card)
        self.table.context = list(self.commands())
        self.table.retried.connect(self._load)
        self.table.chosen.connect(self.card.show_difference)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.filters)
        column.addWidget(self.parts, 1)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._load)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("reconcile", COMPARE, "reconcile", self.head.press, ("F4", "Ctrl+N")),
            Command("retry-now", RETRY, "restart", self.retry, ("F7",), self._not_to_retry),
            Command("open-payment", OPEN, "payments", self.open_payment, ("Ctrl+O", "F11"), self._no_payment),
        )

    def refresh(self) -> None:
        """Ask which comparisons there are; the open one is shown again only while it runs."""
        self.desk.ask(self, "providers", then=self._show_providers, failed=_leave, key="providers")
        self.desk.ask(
            self, "reconciliations", AskReconciliations(), then=self._show_list, failed=self.table.fail, key="list"
        )

    def compare(self, asked: Asked) -> None:
        """Begin a comparison; its progress is followed."""
        question = Reconcile(since=asked.since, until=asked.until, provider_id=asked.provider_id, wait=False)
        self.head.begin()
        self.desk.ask(self, "reconcile", question, then=self._begun, failed=self._not_begun)

    def retry(self) -> None:
        """Try the chosen payment again at once."""
        row = self.card.difference
        if row is None:
            return

        def done(_: object) -> None:
            self.desk.messages.ok(RETRIED.format(code=row.code))

        self.desk.ask(self, "retry-now", PaymentId(payment=row.payment_id), then=done)

    def open_payment(self) -> None:
        """The payment's own story."""
        row = self.card.difference
        if row is not None and row.payment_id:
            go(self, "payments", row.payment_id)

    def _begun(self, summary: ReconciliationRow) -> None:
        self.head.show_summary(summary)
        self._open(summary.id)

    def _not_begun(self, error: OplataError) -> None:
        self.head.end()
        self.desk.show_error(error)

    def _open(self, number: int) -> None:
        """Another comparison; the rows of the one before do not stand under its name."""
        self._asked_for = number
        self.seen = None
        self.table.forget()
        self.table.wait()
        self._load()

    def _load(self) -> None:
        self._rows = []
        self._loading = True
        self._ask_page()

    def _ask_page(self) -> None:
        question = AskReconciliation(id=self._asked_for, offset=len(self._rows), limit=PAGE)
        self.desk.ask(self, "reconciliation", question, then=self._page_came, failed=self._failed, key="rows")

    def _page_came(self, found: Found) -> None:
        self._asked_for = found.summary.id
        self.head.show_summary(found.summary)
        if found.summary.state == "running":
            self._follow.start()
            return
        self._rows += found.rows
        if found.rows and len(self._rows) < found.total:
            self._ask_page()
            return
        self.seen = found.summary
        self._loading = False
        self.filters.set_options("kind", [one for one in KINDS if one[0] in found.summary.counts])
        self.table.say_when_empty(Empty(MATCHING if found.summary.state == "done" else UNFINISHED, icon="reconcile"))
        self.table.show_rows(self._rows)
        self.counter.emit(found.summary.differences)
        if found.summary.problem is not None:
            self.desk.messages.tell(Notice(NoticeKind.ERROR, found.summary.problem, key="reconciliation"))

    def _failed(self, error: OplataError) -> None:
        self._loading = False
        self.head.end()
        if isinstance(error, Rejected) and error.code == "unknown_reconciliation":
            self.table.show_rows([])
        else:
            self.table.fail(error)

    def _show_providers(self, answer: ProviderContracts) -> None:
        self.head.offer_providers(answer.providers)

    def _show_list(self, answer: ReconciliationRows) -> None:
        self.head.offer_earlier(answer.reconciliations, moment(self.desk.clock.now_ms()))
        newest = answer.reconciliations[0].id if answer.reconciliations else 0
        if not newest:
            self.table.show_rows([])
        elif self.seen is None and not self._loading:
            self._load()

    def _count(self, kind: object) -> int | None:
        if self.seen is None:
            return None
        return sum(self.seen.counts.values()) if kind is None else self.seen.counts.get(str(kind), 0)

    def _no_payment(self) -> Words | None:
        row = self.card.difference
        if row is None:
            return CHOOSE
        return None if row.centre is not None else NO_PAYMENT

    def _not_to_retry(self) -> Words | None:
        row = self.card.difference
        if row is None:
            return CHOOSE
        return None if row.action == "retry" else NOT_TO_RETRY


def _leave(_: OplataError) -> None:
    """The list of providers stays as it was; the comparison itself will say what is wrong."""


def _kind(row: DifferenceRow) -> Shown:
    if row.kind == IN_PATH:
        return Shown("running", row.kind_words, Token.RUNNING)
    if row.kind == NO_REGISTER:
        return Shown("attention", row.kind_words, Token.WAITING)
    return Shown("failed", row.kind_words, Token.ERROR)


def _at(row: DifferenceRow) -> datetime | None:
    return row.at


def _of(side: Side | None) -> Shown:
    return side_shown(side)


def _sentence(row: DifferenceRow) -> Words:
    return Words(
        f"{row.kind_words.ru}, {row.provider_name} {row.account}: {row.words.ru}",
        f"{row.kind_words.en}, {row.provider_name} {row.account}: {row.words.en}",
    )


COLUMNS = (
    Column("kind_shown", Words("Вид", "Kind"), _kind, Kind.STATUS, 195),
    Column("provider", Words("Поставщик", "Provider"), lambda row: row.provider_name, width=110),
    Column("account", Words("Номер", "Account"), lambda row: row.account, width=105),
    Column("amount", Words("К зачисл.", "To credit"), lambda row: row.amount or None, Kind.MONEY, 90),
    Column("agent", Words("Агент", "Agent"), lambda row: _of(row.agent), Kind.STATUS, 130),
    Column("centre", Words("ПЦ", "Centre"), lambda row: _of(row.centre), Kind.STATUS, 130),
    Column("at_provider", Words("У поставщика", "At the provider"), lambda row: _of(row.provider), Kind.STATUS, 130),
    Column("words", Words("Вероятная причина", "Likely reason"), lambda row: row.words, width=360),
    Column("action", Words("Что делать", "What to do"), lambda row: row.action_words, width=150),
    Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 100),
    Column("at", Words("Время", "Time"), _at, Kind.MOMENT, 140),
    Column("agent_name", Words("Имя агента", "Agent's name"), lambda row: row.agent_name, width=140, hidden=True),
    Column("terminal", Words("Терминал", "Terminal"), lambda row: row.terminal, width=90, hidden=True),
    Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=260, hidden=True),
)
