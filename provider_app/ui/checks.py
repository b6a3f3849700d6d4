"""«Проверки»: the log of questions about numbers; no money is in them."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from common.qt import wording
from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Page, Query
from common.words import Words
from provider_app.core import numbers
from provider_app.service.messages import CheckOrder, ChecksFound, CheckShown, FindChecks
from provider_app.ui import looks, paging

NOTHING = Words(
    "Номеров ещё не проверяли. Введите номер на терминале.", "No numbers were checked yet. Type one at a terminal."
)
ANSWER = Words("Ответ", "Answer")
COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 150, order="at"),
    Column("account", Words("Номер", "Number"), lambda row: numbers.shown(row.account), width=170, order="account"),
    Column(
        "result", ANSWER, lambda row: looks.check(row.result), Kind.STATUS, 200,
        tip=lambda row: looks.check_tip(row.result), order="result",
    ),
    Column("contract", Words("Процессинг", "Centre"), lambda row: row.contract_name, width=200, order="contract"),
    Column("code", Words("Код платежа", "Payment code"), lambda row: row.code, Kind.CODE, 120),
    Column("trace", Words("След", "Trace"), lambda row: row.trace, width=180, hidden=True),
)  # fmt: skip


class Checks(Screen):
    """What was asked about numbers before payments, and what was answered."""

    name = "checks"
    title = Words("Проверки", "Checks")
    icon = "check"
    help = Words(
        "Проверки номера: кто спросил, о каком номере и что мы ответили. Денег здесь нет: деньги — на "
        "страницах «Зачисления» и «Услуги». Проверка связи из этого окна тоже записывается сюда.",
        "The log of questions about numbers: who asked, about which number, and what was answered. There is no money "
        "here: it is on Credits and Services. A connection test from this window is written down here, too.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list with its filters."""
        super().__init__(desk)
        self.table = LedgerTable(
            desk, "checks", COLUMNS, noun=Words("проверок", "checks"), key=lambda row: row.reference,
            empty=Empty(NOTHING, icon="check"), sentence=_sentence,
        )  # fmt: skip
        answers = [(True, Words("Найден", "Found")), (False, Words("Отказ", "Refused"))]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        bar = FilterBar(desk, [Choice("found", ANSWER, options=answers), paging.period_choice()], self.table)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        self.table.follow(paging.follow(desk, self, "find-checks", self._question, _page))

    def refresh(self) -> None:
        """Ask again; the place stays."""
        self.table.reload()

    def _question(self, query: Query) -> FindChecks:
        return FindChecks(found=query.filters.get("found"), **paging.sheet(self.desk, query, CheckOrder))


def _page(answer: ChecksFound) -> Page:
    return Page(list(answer.rows), answer.count, mark=answer.up_to)


def _sentence(row: Any) -> Words:
    assert isinstance(row, CheckShown)
    words, at = looks.check(row.result).words, wording.moment(row.at)
    number = numbers.shown(row.account)
    return Words(f"{at}, {number}, {words.ru}, {row.contract_name}", f"{at}, {number}, {words.en}, {row.contract_name}")
