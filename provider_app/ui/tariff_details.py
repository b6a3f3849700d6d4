"""One tariff: its services with prices, and the way to those who have it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.words import Words
from provider_app.service.messages import TariffShown

CHOOSE = Words("Выберите тариф в списке.", "Choose a tariff in the list.")
HAVE = Words("Показать абонентов: {count}", "Show subscribers: {count}")
PLAN = Words("Номера по плану {plan}: X — любая цифра", "Numbers are {plan}: X is any digit")
COLUMNS = (
    Column("label", Words("Услуга", "Service"), lambda row: row.label, width=190),
    Column("unit", Words("Единица", "Unit"), lambda row: row.unit, width=110),
    Column("price", Words("Цена, ₽", "Price, ₽"), lambda row: row.price, Kind.MONEY, 100, summed=False),
    Column("code", Words("Код", "Code"), lambda row: row.code, width=120),
)


class TariffDetails(QWidget):
    """Empty until one is chosen."""

    def __init__(self, desk: Desk) -> None:
        """A heading, the plan, the services, the way to the subscribers."""
        super().__init__()
        self.desk = desk
        self.setObjectName("tariff-details")
        self._one: TariffShown | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        self.heading = spoken.label(desk, self._heading, "title", wrap=True)
        column.addWidget(self.heading)
        self.plan = spoken.label(desk, self._plan, "hint", wrap=True)
        column.addWidget(self.plan)
        self.table = LedgerTable(
            desk, "services", COLUMNS, noun=Words("услуг", "services"), key=lambda row: row.code, empty=Empty(CHOOSE)
        )
        self.table.setProperty("pane", False)
        column.addWidget(self.table, 1)
        self.have = spoken.link(desk, self._have, self._go)
        self.have.setObjectName("show-tariff-subscribers")
        column.addWidget(self.have, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_one(None)

    def show_one(self, one: TariffShown | None) -> None:
        """Another tariff, or none."""
        self._one = one
        say = self.desk.say
        self.heading.setText(say(self._heading()))
        self.plan.setText(say(self._plan()))
        self.have.setText(say(self._have()))
        self.have.setAccessibleName(say(self._have()))
        for part in (self.plan, self.table, self.have):
            part.setVisible(one is not None)
        if one is not None:
            self.table.show_rows(one.services)

    def _go(self) -> None:
        if self._one is not None:
            go(self, "subscribers", f"tariff:{self._one.code}")

    def _heading(self) -> Words:
        return self._one.name if self._one is not None else CHOOSE

    def _plan(self) -> Words:
        return PLAN.format(plan=self._one.numbers if self._one is not None else "")

    def _have(self) -> Words:
        return HAVE.format(count=self._one.subscribers if self._one is not None else 0)
