"""«Тарифы»: what is sold and at what price, and who has it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from common.protocol.endpoint import Nothing
from common.qt import wording
from common.qt.desk import Desk
from common.qt.screen import Command, Screen
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails
from common.words import Words
from provider_app.service.messages import Tariffs as Found
from provider_app.service.messages import TariffShown
from provider_app.ui.tariff_details import TariffDetails
from provider_app.ui.tariff_form import edit, new

NOTHING = Words("Тарифов ещё нет. Заведите обычные: мобильный и домашний.", "No tariffs yet. Make the usual ones.")
USUAL = Words("Завести обычные тарифы", "Make the usual tariffs")
NEW, EDIT = Words("Новый тариф…", "New tariff…"), Words("Изменить…", "Edit…")
CHOOSE = Words("Сначала выберите тариф в списке.", "Choose a tariff in the list first.")


def _prices(row: TariffShown) -> Words:
    """«Позвонить 2,50 · SMS 1,90»."""
    return Words(
        " · ".join(f"{one.label.ru} {wording.bare_money(one.price, 'ru')}" for one in row.services),
        " · ".join(f"{one.label.en} {wording.bare_money(one.price, 'en')}" for one in row.services),
    )


COLUMNS = (
    Column("name", Words("Тариф", "Tariff"), lambda row: row.name, width=190),
    Column("code", Words("Код", "Code"), lambda row: row.code, width=110),
    Column("numbers", Words("План номеров", "Numbers"), lambda row: row.numbers, width=130),
    Column("subscribers", Words("Абонентов", "Subscribers"), lambda row: row.subscribers, Kind.NUMBER, 100),
    Column("services", Words("Услуги и цены, ₽", "Services and prices, ₽"), _prices, width=420),
)


class Tariffs(Screen):
    """The list, and one tariff's services beside it."""

    name = "tariffs"
    title = Words("Тарифы", "Tariffs")
    icon = "tariff"
    help = Words(
        "Тариф — это план номеров и услуги с ценами. Новая цена действует для следующих услуг; всё, что уже оказано, "
        "остаётся по старой. Код и план номеров не меняют: по ним уже выданы номера. «Показать абонентов» открывает "
        "список тех, кто на этом тарифе.",
        "A tariff is a plan of numbers and services with prices. A new price is for services from now on; what was "
        "provided stays at the old one. The code and the plan are not changed: numbers of it were issued. Show "
        "subscribers opens the list of those who have the tariff.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list and the details."""
        super().__init__(desk)
        self.table = LedgerTable(
            desk, "tariffs", COLUMNS, noun=Words("тарифов", "tariffs"), key=lambda row: row.code,
            empty=Empty(NOTHING, USUAL, self.make_usual, "tariff"), sentence=_sentence,
        )  # fmt: skip
        self.details = TariffDetails(desk)
        self.split = ListAndDetails(desk, "tariffs", self.table, self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.split, 1)
        self.table.chosen.connect(self.details.show_one)
        self.table.retried.connect(self.refresh)
        self.table.context = list(self.commands()[1:])

    def commands(self) -> Sequence[Command]:
        """A new one, another price, the usual ones."""
        return (
            Command("new-tariff", NEW, "new", self.new, ("Ctrl+N",)),
            Command("edit-tariff", EDIT, "edit", self.edit, ("F2",), why_not=self._nothing_chosen),
            Command("usual-tariffs", USUAL, "tariff", self.make_usual, in_toolbar=False),
        )

    def refresh(self) -> None:
        """All tariffs: there are few."""
        self.table.wait()
        self.desk.ask(self, "tariffs", Nothing(), then=self._show, failed=self.table.fail, key="tariffs")

    def new(self) -> None:
        """One more tariff."""
        new(self.desk, self, self._saved)

    def edit(self) -> None:
        """Another name or price; it can be undone."""
        one = self.table.current()
        if one is not None:
            edit(self.desk, self, one, self._saved)

    def make_usual(self) -> None:
        """Mobile and home, as far as they are missing."""
        self.desk.ask(self, "standard-tariffs", Nothing(), then=self._show)

    def _show(self, found: Found) -> None:
        self.table.show_rows(found.tariffs)

    def _saved(self, _answer: Any) -> None:
        self.refresh()

    def _nothing_chosen(self) -> Words | None:
        return CHOOSE if self.table.current() is None else None


def _sentence(row: TariffShown) -> Words:
    prices = _prices(row)
    return Words(
        f"{row.name.ru}, абонентов {row.subscribers}: {prices.ru}",
        f"{row.name.en}, subscribers {row.subscribers}: {prices.en}",
    )
