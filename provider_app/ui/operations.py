"""«Зачисления»: the money that centres brought, took back, or promised never to bring."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Page, Query
from common.words import Words
from provider_app.core import numbers
from provider_app.service.messages import FindOperations, OperationKind, OperationOrder, OperationsFound, OperationShown
from provider_app.ui import looks, paging

NOTHING = Words("Зачислений ещё не было. Внесите деньги на терминале.", "No credits yet. Pay at a terminal.")
KIND = Words("Вид", "Kind")
TOTALS = Words(
    "Зачислено {credit}, сторнировано {reverse}, отмен {void}", "Credited {credit}, reversed {reverse}, voids {void}"
)


def _sum(row: OperationShown) -> int | None:
    """What the operation did to the balance; a void did nothing."""
    return None if row.kind == "void" else -row.amount if row.kind == "reverse" else row.amount


def _balance(row: OperationShown) -> int | None:
    return None if row.kind == "void" else row.balance


COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 150, order="at"),
    Column("kind", KIND, lambda row: looks.operation(row.kind), Kind.STATUS, 160, order="kind"),
    Column("code", Words("Код платежа", "Payment code"), lambda row: row.code, Kind.CODE, 120),
    Column("account", Words("Номер", "Number"), lambda row: numbers.shown(row.account), width=150, order="account"),
    Column("amount", Words("Сумма, ₽", "Sum, ₽"), _sum, Kind.MONEY, 110, order="amount"),
    Column(
        "balance", Words("Остаток, ₽", "Balance, ₽"), _balance, Kind.MONEY, 120, order="balance", summed=False
    ),
    Column("contract", Words("Процессинг", "Centre"), lambda row: row.contract_name, width=180, order="contract"),
    Column("reference", Words("Наш номер", "Our number"), lambda row: row.reference, width=90),
    Column("reason", Words("Причина", "Reason"), lambda row: row.reason, width=160),
    Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=280, hidden=True),
)  # fmt: skip


class Operations(Screen):
    """Credits, voids and reversals of all contracts."""

    name = "operations"
    title = Words("Зачисления", "Credits")
    icon = "money"
    help = Words(
        "Книга денег от процессингов: зачисления, сторно и отмены. «Отменено центром» — обещание никогда не зачислять "
        "этот платёж: деньги не двигались. Поиск понимает код платежа, номер абонента, наш номер и номер платежа. "
        "Строки книги не меняют и не удаляют; ошибку исправляет сторно, его просит процессинг.",
        "The book of the centres' money: credits, reversals and voids. “Voided” is a promise never to credit that "
        "payment: no money moved. Search takes a payment code, a number, our number or a payment id. Rows are never "
        "changed or deleted; a mistake is put right by a reversal, which the centre asks for.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list with its filters and its totals."""
        super().__init__(desk)
        self._sums: dict[str, tuple[int, int]] = {}
        self.table = LedgerTable(
            desk, "operations", COLUMNS, noun=Words("операций", "operations"), key=lambda row: row.reference,
            empty=Empty(NOTHING, icon="money"), sentence=_sentence,
        )  # fmt: skip
        kinds = Choice("kind", KIND, options=[(kind, shown.words) for kind, shown in looks.OPERATIONS.items()])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(FilterBar(desk, [kinds, paging.period_choice()], self.table))
        self.total = spoken.label(desk, self._total, "hint")
        self.total.setObjectName("operations-total")
        column.addWidget(self.total)
        column.addWidget(self.table, 1)
        self.table.follow(paging.follow(desk, self, "find-operations", self._question, _page, self._sum_up))

    def refresh(self) -> None:
        """Ask again; the place stays."""
        self.table.reload()

    def _question(self, query: Query) -> FindOperations:
        kind = OperationKind(query.filters.get("kind") or "")
        return FindOperations(kind=kind, **paging.sheet(self.desk, query, OperationOrder))

    def _sum_up(self, query: Query, answer: OperationsFound) -> None:
        if paging.is_of(self.table, query):
            self._sums = {one.kind: (one.count, one.amount) for one in answer.sums}
            self.total.setText(self.desk.say(self._total()))

    def _total(self) -> Words:
        said = {kind: self._sums.get(kind, (0, 0))[1] for kind in ("credit", "reverse")}
        void = self._sums.get("void", (0, 0))[0]
        return Words(
            TOTALS.ru.format(void=void, **{kind: wording.money(sum_, "ru") for kind, sum_ in said.items()}),
            TOTALS.en.format(void=void, **{kind: wording.money(sum_, "en") for kind, sum_ in said.items()}),
        )


def _page(answer: OperationsFound) -> Page:
    return Page(list(answer.rows), answer.count, mark=answer.up_to)


def _sentence(row: Any) -> Words:
    assert isinstance(row, OperationShown)
    words = looks.operation(row.kind).words
    at, number = wording.moment(row.at), numbers.shown(row.account)
    return Words(
        f"{at}, {words.ru}, {row.code}, {number}, {wording.money(row.amount, 'ru')}, {row.contract_name}",
        f"{at}, {words.en}, {row.code}, {number}, {wording.money(row.amount, 'en')}, {row.contract_name}",
    )
