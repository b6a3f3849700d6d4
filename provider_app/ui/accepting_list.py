"""The payments by QR and barcode: the list with its filters and its total."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Page, Query
from common.words import Words
from provider_app.service.messages import (
    AcceptedFound,
    AcceptedGroup,
    AcceptedKind,
    AcceptedOrder,
    AcceptedShown,
    FindAccepted,
)
from provider_app.ui import looks, paging

NOTHING = Words(
    "Платежей по QR и штрихкоду ещё не было. Покажите покупателю QR-код или считайте его штрихкод.",
    "No payments by QR or barcode yet. Show a buyer your QR code, or scan the buyer's barcode.",
)
STATE, WAY = Words("Состояние", "State"), Words("Способ", "Way")
WAYS = {"qr": Words("QR-код", "QR code"), "barcode": Words("Штрихкод", "Barcode")}
GROUPS = {
    "open": Words("В пути", "Under way"),
    "done": Words("Проведены", "Done"),
    "failed": Words("Отказы", "Refused"),
}
TOTAL = Words("Проведено {sum}, платежей: {count}", "Done {sum}, payments: {count}")
COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 150, order="at"),
    Column(
        "state", STATE, lambda row: looks.accepted(row.state, stranded=row.stranded), Kind.STATUS, 170,
        tip=lambda row: row.why, order="state",
    ),
    Column("amount", Words("Сумма, ₽", "Sum, ₽"), lambda row: row.amount, Kind.MONEY, 100, order="amount"),
    Column("way", WAY, lambda row: WAYS.get(row.way, row.way), width=100, order="way"),
    Column("purpose", Words("Заказ", "Order"), lambda row: row.order, width=120, order="purpose"),
    Column("payer", Words("Покупатель", "Buyer"), lambda row: row.payer, width=130, order="payer"),
    Column("code", Words("Код платежа", "Payment code"), lambda row: row.code, Kind.CODE, 120),
    Column("why", Words("Причина", "Reason"), lambda row: row.why, width=260),
    Column("wallet", Words("Кошелёк", "Wallet"), lambda row: row.wallet, width=120, hidden=True),
    Column("barcode", Words("Штрихкод", "Barcode"), lambda row: row.barcode, width=110, hidden=True),
    Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=280, hidden=True),
)  # fmt: skip


class AcceptedList(QWidget):
    """Whatever came, the newest first."""

    def __init__(self, desk: Desk) -> None:
        """Asked page by page."""
        super().__init__()
        self.desk = desk
        self._done = (0, 0)
        self.table = LedgerTable(
            desk, "accepted", COLUMNS, noun=Words("платежей", "payments"), key=lambda row: row.payment_id,
            empty=Empty(NOTHING, icon="qr"), sentence=_sentence,
        )  # fmt: skip
        choices = [
            Choice("group", STATE, options=list(GROUPS.items())),
            Choice("way", WAY, options=list(WAYS.items())),
            paging.period_choice(),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FilterBar(desk, choices, self.table))
        self.total = spoken.label(desk, self._total, "hint")
        self.total.setObjectName("accepted-total")
        column.addWidget(self.total)
        column.addWidget(self.table, 1)
        self.table.follow(paging.follow(desk, self, "find-accepted", self._question, _page, self._sum_up))

    def _question(self, query: Query) -> FindAccepted:
        group, way = query.filters.get("group") or "", query.filters.get("way") or ""
        sheet = paging.sheet(self.desk, query, AcceptedOrder)
        return FindAccepted(group=AcceptedGroup(group), way=AcceptedKind(way), **sheet)

    def _sum_up(self, query: Query, answer: AcceptedFound) -> None:
        if paging.is_of(self.table, query):
            self._done = (answer.done, answer.amount)
            self.total.setText(self.desk.say(self._total()))

    def _total(self) -> Words:
        count, amount = self._done
        return Words(
            TOTAL.ru.format(sum=wording.money(amount, "ru"), count=wording.number(count, "ru")),
            TOTAL.en.format(sum=wording.money(amount, "en"), count=wording.number(count, "en")),
        )


def _page(answer: AcceptedFound) -> Page:
    return Page(list(answer.rows), answer.count, mark=answer.up_to)


def _sentence(row: Any) -> Words:
    assert isinstance(row, AcceptedShown)
    words, way, at = looks.accepted(row.state, stranded=row.stranded).words, WAYS[row.way], wording.moment(row.at)
    said: Callable[[str, str, str], str] = lambda state, by, sum_: f"{at}, {state}, {row.code}, {by}, {sum_}"  # noqa: E731
    return Words(
        said(words.ru, way.ru, wording.money(row.amount, "ru")), said(words.en, way.en, wording.money(row.amount, "en"))
    )
