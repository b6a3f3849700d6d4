"""The tab of intents: filters with counters, the list by pages, one intent beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from common.qt import periods, spoken
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.pace import Pace
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Page, Query
from common.qt.table.query import Answered, Failed
from common.words import Words, same
from processing_app.core.domain import PosObject, Shop
from processing_app.service.asks.domain import AskDomain, DomainShown
from processing_app.service.asks.intents import FindIntents, IntentOrder, IntentRow, IntentRows, IntentTotals
from processing_app.service.asks.repairs import AskProposals, Proposals
from processing_app.ui.intents.panel import IntentPanel
from processing_app.ui.intents.words import INTENT, STOPPED, money_words, row_shown, stop_words

PACE_MS = 1000
SHARES = {Qt.Orientation.Horizontal: (52, 48), Qt.Orientation.Vertical: (45, 55)}
NOTHING = Words(
    "Намерений ещё не было. Магазин создаёт их через API; учебный магазин добавляется на вкладке «Магазины».",
    "No intents yet. A shop makes them by the API; the tab “Shops” adds a training shop.",
)
SHOPS = Words("Открыть «Магазины»", "Open “Shops”")
CHOOSE = Words("Выберите намерение в списке.", "Choose an intent in the list.")
STATE, SHOP, POS = Words("Состояние", "State"), Words("Магазин", "Shop"), Words("Точка продаж", "POS")
WAITING = Words("Ждут второго оператора: {n}", "Waiting for a second operator: {n}")
REFUND = Words("Вернуть плательщику…", "Refund…")
CAPTURE, GIVE_BACK = Words("Списать…", "Capture…"), Words("Снять блокировку…", "Give back…")
CODE, CANCEL = Words("Выдать код для терминала…", "Issue a code for kiosks…"), Words("Отменить…", "Cancel…")
REPAIR, STORY = Words("Починить…", "Repair…"), Words("История", "Story")


class Intents(Screen):
    """The list and, beside it, one intent."""

    name = "intents"
    title = Words("Намерения", "Intents")
    icon = "contract"
    help = Words(
        "Намерения магазинов: каждое — корзина, которую плательщик оплачивает картой, по QR-коду банка или наличными "
        "в терминале. Рядом с выбранным — его история: выберите в ней любое событие и увидите, как было. Деньги, "
        "возвраты и споры — на странице «Деньги», что поручено банку — «Поручения». Остановленное (▲) не движется, "
        "пока его не починят: «Починка» скажет, почему оно встало, что законно и почему остальное нет.",
        "Shops' intents: each is a cart that its payer pays by card, by a bank's QR code or in cash at a kiosk. Beside "
        "the chosen one is its story: choose any event in it to see how it was. Money, refunds and disputes are on the "
        "page “Money”, what banks and the shop are told on “Tasks”. A stopped one (▲) does not move until it is "
        "repaired: “Repair” says why it stopped, what is legal and why the rest is not.",
    )

    def __init__(self, desk: Desk) -> None:
        """Filters above, the list and the panel below."""
        super().__init__(desk)
        self._counts: dict[str, int] = {}
        self._every = 0
        self._counted: Query | None = None
        self._proposals: list[str] = []
        self._pace = Pace(self, self._ask_totals, PACE_MS)
        self.panel = IntentPanel(desk, self.refresh)
        self.table = LedgerTable(
            desk, "intents", _columns(), noun=Words("намерений", "intents"), key=lambda row: row.intent,
            empty=Empty(NOTHING, SHOPS, lambda: go(self, "shops"), "contract"), sentence=_sentence,
        )  # fmt: skip
        self.table.follow(self._fetch)
        self.filters = FilterBar(desk, self._choices(), self.table)
        self.second = spoken.link(desk, self._second_words, self._open_proposal)
        self.second.setObjectName("waiting-proposals")
        self.second.hide()
        self.details = ListAndDetails(desk, "intents", self.table, self.panel, shares=SHARES)
        self.table.context = list(self.commands())
        self.table.chosen.connect(self._chosen)
        self.table.counted.connect(self._count_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.filters)
        line = QHBoxLayout()
        line.addWidget(self.second)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.details, 1)

    def commands(self) -> Sequence[Command]:
        """What can be done with the chosen intent."""
        panel, none = self.panel, self._none
        return (
            Command("refund", REFUND, "undo", lambda: panel.act("refund"), ("F7",), none),
            Command("capture", CAPTURE, "accepted", lambda: panel.act("capture"), ("F8",), none),
            Command("repair", REPAIR, "review", self._repair, ("F12",), none),
            Command("intent-story", STORY, "history", self._story, ("F4",), none, in_toolbar=False),
            Command("give-back", GIVE_BACK, "back", lambda: panel.act("give-back"), (), none, in_toolbar=False),
            Command("issue-code", CODE, "kiosk", lambda: panel.act("issue-code"), (), none, in_toolbar=False),
            Command("cancel-intent", CANCEL, "cancelled", lambda: panel.act("cancel"), ("Del",), none,
                    in_toolbar=False),
        )  # fmt: skip

    def refresh(self) -> None:
        """The list, the panel, and what waits for a second person."""
        self.table.reload()
        self.panel.refresh()
        self.desk.ask(
            self, "proposals", AskProposals(), then=self._show_proposals, failed=lambda _: None, key="proposals"
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The names in the filters as they are now."""
        super().showEvent(event)
        self.desk.ask(self, "domain", AskDomain(), then=self._name_filters, failed=lambda _: None, key="names")

    def show_about(self, about: str) -> None:
        """An intent by its id, its payment's, or its code, wherever in time it is."""
        self.table.clear()
        self.table.set_text(about)
        self.panel.show_intent(about.partition(".")[0])
        self.details.show_details()

    def _choices(self) -> list[Choice]:
        return [
            Choice("period", periods.PERIOD, list(periods.PERIODS.items()), all=periods.ALL),
            Choice("shop", SHOP),
            Choice("pos", POS),
            Choice("status", STATE, list(INTENT.items()), self._count, inline=True),
        ]

    def _count(self, status: str | None) -> int | None:
        return self._every if status is None else self._counts.get(status, 0)

    def _name_filters(self, found: DomainShown) -> None:
        for name, kind in (("shop", Shop), ("pos", PosObject)):
            named = [(one.id, same(one.name)) for one in found.objects if isinstance(one, kind)]
            self.filters.set_options(name, named)

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        def came(found: IntentRows) -> None:
            answered(Page(found.intents, found.found, found.every, found.up_to))

        self.desk.ask(self, "intents", self._question(query), then=came, failed=failed)

    def _question(self, query: Query) -> FindIntents:
        since, until = periods.bounds(self.desk, query.filters.get("period"))
        return FindIntents(
            text=query.text, limit=query.limit, offset=query.offset, status=query.filters.get("status") or "",
            pos_id=query.filters.get("pos") or "", shop_id=query.filters.get("shop") or "", since=since, until=until,
            order=IntentOrder(query.order) if query.order else IntentOrder.TIME, descending=query.descending,
            up_to=query.mark or 0,
        )  # fmt: skip

    def _count_again(self) -> None:
        """Counting is a scan: of the same question again not more often than it can be read."""
        _, query = self.table.source()
        self._pace.ask(now=query != self._counted)
        self._counted = query

    def _ask_totals(self) -> None:
        _, query = self.table.source()
        self.desk.ask(self, "intent-totals", self._question(query), then=self._show_totals, key="totals")

    def _show_totals(self, found: IntentTotals) -> None:
        self._counts = {one.status: one.number for one in found.totals}
        self._every = found.every
        self.filters.recount()
        if not self.table.narrowed:
            self.counter.emit(self._counts.get(STOPPED, 0))

    def _show_proposals(self, found: Proposals) -> None:
        self._proposals = [one.intent_id for one in found.proposals if one.state == "waiting"]
        for show in (self.second.setText, self.second.setAccessibleName):
            self.desk.languages.bind(self.second, show, self._second_words)
        self.second.setVisible(bool(self._proposals))

    def _second_words(self) -> Words:
        return WAITING.format(n=len(self._proposals))

    def _open_proposal(self) -> None:
        """The one that has waited longest."""
        if self._proposals:
            self.show_about(self._proposals[-1])
            self.panel.show_repair()

    def _chosen(self, row: IntentRow | None) -> None:
        self.panel.show_intent("" if row is None else row.intent)

    def _none(self) -> Words | None:
        return CHOOSE if self.panel.story is None else None

    def _repair(self) -> None:
        self.details.show_details()
        self.panel.show_repair()

    def _story(self) -> None:
        self.details.show_details()
        self.panel.show_story()


def _columns() -> list[Column]:
    return [
        Column("time", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 84, order="time"),
        Column("intent", Words("Номер", "Id"), lambda row: row.intent, Kind.CODE, 110),
        Column("product", Words("Товар", "Product"), lambda row: row.product, width=130),
        Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 96, order="amount",
               currency=lambda row: row.currency),
        Column("state", Words("Состояние", "State"), row_shown, Kind.STATUS, 130, tip=_why),
        Column("pos", Words("Точка", "POS"), lambda row: row.pos_id, width=90),
        Column("external", Words("Номер магазина", "Shop's number"), lambda row: row.external_id, width=120),
        Column("due", Words("Оплатить до", "Due"), lambda row: row.due, Kind.MOMENT, 130, order="due", hidden=True),
        Column("code", Words("Код терминала", "Kiosk code"), lambda row: row.kiosk_code, width=100, hidden=True),
        Column("changed", Words("Изменено", "Changed"), lambda row: row.changed, Kind.MOMENT, 90, order="changed",
               hidden=True),
        Column("wakes", Words("Проснётся", "Wakes"), lambda row: row.wake_at, Kind.MOMENT, 90, hidden=True),
        Column("shop", Words("Магазин", "Shop"), lambda row: row.shop_id, width=90, hidden=True),
    ]  # fmt: skip


def _why(row: IntentRow) -> Words | None:
    return stop_words(row.stopped) if row.stopped else None


def _sentence(row: IntentRow) -> Words:
    state, sums = row_shown(row).words, money_words(row.amount, row.currency)
    return Words(
        f"Намерение {row.intent}, {row.product}, {sums.ru}, {state.ru}",
        f"Intent {row.intent}, {row.product}, {sums.en}, {state.en}",
    )
