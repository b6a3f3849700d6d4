"""«Услуги»: what subscribers have used and paid for; the money has left their balances."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.table import Column, Empty, FilterBar, Kind, LedgerTable, Page, Query
from common.words import Words, same
from provider_app.core import numbers
from provider_app.service.messages import FindUses, UseOrder, UsesFound, UseShown
from provider_app.ui import paging

NOTHING = Words(
    "Услуг ещё не оказывали. Нажмите «Позвонить» в окне потребителя.",
    "No services were provided yet. Press Call in the Consumer window.",
)
TOTAL = Words("Всего по списку: {sum}", "The list's total: {sum}")
COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 150, order="at"),
    Column("number", Words("Номер", "Number"), lambda row: numbers.shown(row.number), width=150, order="number"),
    Column("label", Words("Услуга", "Service"), lambda row: row.label, width=190, order="service"),
    Column("quantity", Words("Количество", "Quantity"), lambda row: row.quantity, Kind.NUMBER, 100, order="quantity"),
    Column("unit", Words("Единица", "Unit"), lambda row: row.unit, width=100),
    Column("price", Words("Цена, ₽", "Price, ₽"), lambda row: row.price, Kind.MONEY, 100, summed=False),
    Column("cost", Words("Списано, ₽", "Charged, ₽"), lambda row: row.cost, Kind.MONEY, 110, order="cost"),
    Column(
        "balance", Words("Остаток, ₽", "Balance, ₽"), lambda row: row.balance, Kind.MONEY, 120, order="balance",
        summed=False,
    ),
    Column("use_id", Words("Номер запроса", "Request id"), lambda row: row.use_id, width=280, hidden=True),
)  # fmt: skip


class Uses(Screen):
    """Transactions of services."""

    name = "uses"
    title = Words("Услуги", "Services")
    icon = "service"
    help = Words(
        "Каждая строка — услуга, которая оказана и оплачена с баланса абонента. Цена — та, что действовала тогда: "
        "новая цена в тарифе прошлых строк не меняет. Проверки номера сюда не попадают, у них своя страница.",
        "Each row is a service that was provided and paid from the subscriber's balance. The price is the one that was "
        "in force then: a new price in a tariff changes no past row. Checks of numbers have a page of their own.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list with its filters and its total."""
        super().__init__(desk)
        self._cost = 0
        self.table = LedgerTable(
            desk, "uses", COLUMNS, noun=Words("услуг", "services"), key=lambda row: row.use_id,
            empty=Empty(NOTHING, icon="service"), sentence=_sentence,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(FilterBar(desk, [paging.period_choice()], self.table))
        self.total = spoken.label(desk, self._total, "hint")
        self.total.setObjectName("uses-total")
        column.addWidget(self.total)
        column.addWidget(self.table, 1)
        self.table.follow(paging.follow(desk, self, "find-uses", self._question, _page, self._sum_up))

    def refresh(self) -> None:
        """Ask again; the place stays."""
        self.table.reload()

    def _question(self, query: Query) -> FindUses:
        return FindUses(**paging.sheet(self.desk, query, UseOrder))

    def _sum_up(self, query: Query, answer: UsesFound) -> None:
        if paging.is_of(self.table, query):
            self._cost = answer.cost
            self.total.setText(self.desk.say(self._total()))

    def _total(self) -> Words:
        return Words(
            TOTAL.ru.format(sum=wording.money(self._cost, "ru")), TOTAL.en.format(sum=wording.money(self._cost, "en"))
        )


def _page(answer: UsesFound) -> Page:
    return Page(list(answer.rows), answer.count, mark=answer.up_to)


def _sentence(row: Any) -> Words:
    assert isinstance(row, UseShown)
    at = wording.moment(row.at)
    number = same(numbers.shown(row.number)).ru
    return Words(
        f"{at}, {number}, {row.label.ru}, {row.quantity} {row.unit.ru}, {wording.money(row.cost, 'ru')}",
        f"{at}, {number}, {row.label.en}, {row.quantity} {row.unit.en}, {wording.money(row.cost, 'en')}",
    )
