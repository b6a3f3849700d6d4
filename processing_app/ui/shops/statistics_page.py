"""The page of days: what became of each POS's intents, day by day, and what those shown sum to."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable
from common.words import Language, Words, same
from processing_app.service.asks.statistics import AskStatistics, Statistics, StatisticsRow, Total

NOTHING = Words("Дней ещё нет: магазины ничего не продавали.", "No days yet: the shops have sold nothing.")
POS = Words("Точка продаж", "POS")
BEHIND = Words(" · ещё не учтено событий: {n}", " · events not counted yet: {n}")
MORE = Words(" · показаны последние дни", " · the last days are shown")
SUMS = Words(
    "Оплачено {paid} из {intents} · списано {captured} · возвращено {refunded} · комиссия центра {fees}",
    "{paid} of {intents} paid · {captured} captured · {refunded} refunded · the centre's fees {fees}",
)


class StatisticsPage(QWidget):
    """The totals, the POS to choose, the days."""

    def __init__(self, desk: Desk) -> None:
        """No days yet."""
        super().__init__()
        self.desk = desk
        self.table = LedgerTable(
            desk, "statistics", _columns(), noun=Words("дней", "days"), key=lambda row: (row.pos_id, row.day),
            empty=Empty(NOTHING, icon="reconcile"), matches={"pos": lambda row, wanted: row.pos_id == wanted},
        )  # fmt: skip
        self.filters = FilterBar(desk, [Choice("pos", POS)], self.table)
        self.totals = spoken.label(desk, same(""), wrap=True)
        self.totals.setObjectName("statistics-totals")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.filters)
        column.addWidget(self.totals)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """The days as they are counted by now."""
        self.desk.ask(self, "statistics", AskStatistics(), then=self._show, failed=self.table.fail, key="statistics")

    def _show(self, found: Statistics) -> None:
        self.table.show_rows(found.rows)
        names = sorted({row.pos_id for row in found.rows})
        self.filters.set_options("pos", [(name, same(name)) for name in names])
        words = Words(_sums(found, "ru"), _sums(found, "en"))
        self.desk.languages.bind(self.totals, self.totals.setText, words)


def _columns() -> list[Column]:
    def money(name: str, ru: str, en: str, *, width: int = 105, hidden: bool = False) -> Column:
        def value(row: StatisticsRow) -> int:
            found: int = getattr(row.counted, name)
            return found

        return Column(name, Words(ru, en), value, Kind.MONEY, width, hidden, currency=lambda row: row.currency)

    def number(name: str, ru: str, en: str, *, width: int = 84, hidden: bool = False) -> Column:
        return Column(name, Words(ru, en), lambda row: getattr(row.counted, name), Kind.NUMBER, width, hidden)

    return [
        Column("day", Words("День", "Day"), lambda row: row.day, Kind.DAY, 96),
        Column("pos", Words("Точка", "POS"), lambda row: row.pos_id, width=100),
        number("intents", "Намерений", "Intents", width=96),
        number("paid", "Оплачено", "Paid"),
        number("failed", "Неудач", "Failed"),
        money("captured_amount", "Списано", "Captured"),
        number("refunds", "Возвратов", "Refunds", width=90),
        money("refunded_amount", "Возвращено", "Refunded"),
        number("chargebacks", "Споров", "Disputes", width=76),
        money("charged_back_amount", "Оспорено", "Disputed"),
        money("fees", "Комиссия", "Fees", width=96),
        money("intents_amount", "Сумма намерений", "Sum of intents", hidden=True),
        number("payments", "Попыток", "Attempts", hidden=True),
        number("overdue", "Просрочено", "Overdue", hidden=True),
        number("cancelled", "Отменено", "Cancelled", hidden=True),
        number("authorized", "Заблокировано", "Held", hidden=True),
        number("given_back", "Снято блокировок", "Given back", hidden=True),
        number("chargebacks_won", "Споров выиграно", "Disputes won", hidden=True),
        money("won_amount", "Выиграно", "Won", hidden=True),
    ]


def _sums(found: Statistics, tongue: Language) -> str:
    said = "; ".join(_sum(one, tongue) for one in found.totals)
    if found.more:
        said += MORE.of(tongue)
    said += BEHIND.of(tongue).format(n=found.behind) if found.behind else ""
    return said.removeprefix(" · ")


def _sum(one: Total, tongue: Language) -> str:
    counted = one.counted
    return SUMS.of(tongue).format(
        paid=wording.number(counted.paid, tongue), intents=wording.number(counted.intents, tongue),
        captured=wording.money(counted.captured_amount, tongue, one.currency),
        refunded=wording.money(counted.refunded_amount, tongue, one.currency),
        fees=wording.money(counted.fees, tongue, one.currency),
    )  # fmt: skip
