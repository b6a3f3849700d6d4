"""All payments: filters with counters, the sums of what they leave, the list by pages, the story of the chosen one."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from common.qt import periods, spoken, wording
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.pace import Pace
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Empty, FilterBar, LedgerTable, ListAndDetails, Page, Query
from common.qt.table.column import Shown, shown_state
from common.qt.table.query import Answered, Failed
from common.shown_status import ShownStatus
from common.words import Language, Words
from processing_app.core.orders import Order
from processing_app.service.asks import (
    AgentContracts,
    FindPayments,
    PaymentId,
    PaymentRow,
    PaymentRows,
    PaymentTotals,
    ProviderContracts,
    Story,
)
from processing_app.ui.columns import columns, sentence
from processing_app.ui.story import StoryPanel

TICK_MS, PACE_MS = 1000, 1000
STATES: dict[ShownStatus, Words] = {
    ShownStatus.NEEDS_REVIEW: Words("Разбор", "Review"),
    ShownStatus.WAITING: Words("Повтор", "Retry"),
    ShownStatus.SENT: Words("В пути", "Under way"),
    ShownStatus.CREDITED: Words("Зачислены", "Credited"),
    ShownStatus.REJECTED: Words("Отклонены", "Rejected"),
    ShownStatus.REVERSED: Words("Сторно", "Reversed"),
}
STATE, PROVIDER, AGENT = Words("Статус", "State"), Words("Поставщик", "Provider"), Words("Агент", "Agent")
TOTALS, SHOWN, HIDDEN = "totals", "shown", "hidden"
HIDE, SHOW = Words("Скрыть итоги", "Hide totals"), Words("Показать итоги", "Show totals")
NOTHING = Words(
    "Платежей ещё не было. Проведите пробный с терминала.", "No payments yet. Make a trial one at the terminal."
)
HOW = Words("Что для этого нужно", "What is needed for that")
CHOOSE = Words("Выберите платёж в списке.", "Choose a payment in the list.")
WHOLE = re.compile(r"[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
"""A payment's code or id, typed to its end."""
FOUND_WALLETS = Words(
    "Платёж {code} — кошелька, в этом списке его нет: история рядом, остальные — на вкладке «Кошельки».",
    "Payment {code} is a wallet's and not in this list: its story is beside it, others are on the tab “Wallets”.",
)
FOUND = Words(
    "Платёж {code} не подходит под фильтры: его история рядом.",
    "The filters leave payment {code} out: its story is beside the list.",
)
SECONDS = 12


class Payments(Screen):
    """The list and, beside it, the story."""

    name = "payments"
    title = Words("Платежи", "Payments")
    icon = "payments"
    help = Words(
        "Все платежи агентов. Платежи кошельков — на вкладке «Кошельки», у каждого владельца; здесь поиск по коду или "
        "номеру откроет и такой. Фильтры над списком складываются, Esc сбрасывает их. Поиск (Ctrl+F) смотрит код, "
        "номер, лицевой счёт, терминал, имена поставщика и агента. Enter открывает историю: события, попытки, обмены. "
        "«Ждёт повтора» и «Требует разбора» — деньги удержаны на балансе агента и никуда не ушли.",
        "All payments of the agents. Wallets' payments are on the tab “Wallets”, with their holders; a search for a "
        "code or an id opens one here, too. The filters above the list add up, Esc clears them. Search (Ctrl+F) looks "
        "at code, id, account, terminal, provider and agent. Enter opens the story: events, attempts, exchanges. "
        "“Waiting for retry” and “Needs review” mean that the money is held on the agent's balance.",
    )

    def __init__(self, desk: Desk) -> None:
        """Filters above, sums under them, the list and the story below."""
        super().__init__(desk)
        self._waiting = False
        self._sought = self._elsewhere = ""
        self._counts: dict[str, int] = {}
        self._all = 0
        self._counted: Query | None = None
        self._pace = Pace(self, self._ask_totals, PACE_MS)
        self.story = StoryPanel(desk, self.refresh)
        self.table = LedgerTable(
            desk, "payments", columns(desk), noun=Words("платежей", "payments"), key=lambda row: row.payment_id,
            empty=Empty(NOTHING, HOW, lambda: go(self, "overview"), "payments"), sentence=sentence,
        )  # fmt: skip
        self.table.follow(self._fetch)
        self.filters = FilterBar(desk, self._choices(), self.table)
        self.totals = spoken.label(desk, Words("", ""), wrap=True)
        self.totals.setObjectName("totals")
        self.toggle = spoken.link(desk, self._toggle_words, self._toggle_totals)
        self.toggle.setObjectName("toggle-totals")
        self.details = ListAndDetails(desk, "payments", self.table, self.story)
        self._lay_out()
        self.table.chosen.connect(self._chosen)
        self.table.counted.connect(self._count_again)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count_down)
        self._tick.start(TICK_MS)

    def commands(self) -> Sequence[Command]:
        """What can be done with the chosen payment."""
        return (
            Command("retry-now", Words("Повторить сейчас", "Retry now"), "restart", lambda: self.story.act("retry"),
                    ("F7",), self._nothing_chosen),
            Command("story", Words("История платежа", "The payment's story"), "history", self._open_story,
                    ("F4",), self._nothing_chosen),
            Command("exchange", Words("Показать обмен", "Show the exchange"), "exchange", self._open_exchanges,
                    ("F12",), self._nothing_chosen),
        )  # fmt: skip

    def refresh(self) -> None:
        """The list, its sums and the story, as they are now."""
        self.table.reload()
        self.story.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The names in the filters as they are now."""
        super().showEvent(event)
        self.desk.ask(self, "providers", then=self._name_providers, key="providers")
        self.desk.ask(self, "agents", then=self._name_agents, key="agents")

    def show_about(self, about: str) -> None:
        """A payment by its id or code, wherever in time it is."""
        self.table.clear()
        self.table.set_text(about)
        self.details.show_details()

    def _choices(self) -> list[Choice]:
        options: list[tuple[str, Shown]] = [(state.value, shown_state(state, words)) for state, words in STATES.items()]
        return [
            Choice("period", periods.PERIOD, list(periods.PERIODS.items()), default="today", all=periods.ALL),
            Choice("provider", PROVIDER),
            Choice("agent", AGENT),
            Choice("state", STATE, options, self._count, inline=True),
        ]

    def _count(self, state: str | None) -> int | None:
        return self._all if state is None else self._counts.get(state, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.filters)
        line = QHBoxLayout()
        line.addWidget(self.totals, 1)
        line.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(line)
        column.addWidget(self.details, 1)
        self.totals.setVisible(self._totals_shown())

    def _name_providers(self, found: ProviderContracts) -> None:
        named = [(one.provider_id, Words(one.name, one.name)) for one in found.providers]
        self.filters.set_options("provider", named)

    def _name_agents(self, found: AgentContracts) -> None:
        named = [
            (one.agent_id, Words(f"{one.number} · {one.name}", f"{one.number} · {one.name}")) for one in found.agents
        ]
        self.filters.set_options("agent", named)

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        def came(found: PaymentRows) -> None:
            self._waiting = any(row.shown is ShownStatus.WAITING for row in found.payments)
            self._look_elsewhere(query.text if not found.found else "")
            answered(Page(found.payments, found.found, found.every, found.up_to))

        self.desk.ask(self, "payments", self._question(query), then=came, failed=failed)

    def _look_elsewhere(self, text: str) -> None:
        """A code or an id that this list has not: a wallet's payment, or one that the filters leave out."""
        if text == self._sought:
            return
        self._sought, self._elsewhere = text, ""
        if WHOLE.fullmatch(text):
            self.desk.ask(self, "story", PaymentId(payment=text), then=partial(self._found_elsewhere, text),
                          failed=lambda _trouble: self._not_found(text), key="elsewhere")  # fmt: skip

    def _not_found(self, text: str) -> None:
        """It is looked for once more when the list is read again."""
        if text == self._sought:
            self._sought = ""

    def _found_elsewhere(self, text: str, found: Story) -> None:
        _, query = self.table.source()
        if not text == self._sought == query.text or self.table.model.total:  # another question meanwhile
            return
        self._elsewhere = found.payment.payment_id
        if not self.details.seen:
            self.details.toggle_details()
        self.story.show_payment(self._elsewhere)
        words = FOUND_WALLETS if found.payment.way else FOUND
        self.desk.messages.tell(
            Notice(NoticeKind.INFO, words.format(code=found.payment.code), seconds=SECONDS, key="found-elsewhere")
        )

    def _question(self, query: Query) -> FindPayments:
        since, until = periods.bounds(self.desk, query.filters.get("period"))
        state = query.filters.get("state")
        return FindPayments(
            text=query.text, limit=query.limit, offset=query.offset,
            state=ShownStatus(state) if state else None, since=since, until=until,
            provider_id=query.filters.get("provider") or 0, agent_id=query.filters.get("agent") or 0,
            order=Order(query.order) if query.order else Order.TIME, descending=query.descending,
            up_to=query.mark or 0,
        )  # fmt: skip

    def _count_again(self) -> None:
        """Sums are a scan: of the same question again not more often than they can be read."""
        _, query = self.table.source()
        self._pace.ask(now=query != self._counted)
        self._counted = query

    def _ask_totals(self) -> None:
        _, query = self.table.source()
        self.desk.ask(self, "payment-totals", self._question(query), then=self._show_totals, key="totals")

    def _show_totals(self, found: PaymentTotals) -> None:
        self._counts = {one.state.value: one.count for one in found.states}
        self._all = found.all
        self.filters.recount()
        words = Words(_sums(found, "ru"), _sums(found, "en"))
        self.desk.languages.bind(self.totals, self.totals.setText, words)

    def _totals_shown(self) -> bool:
        return self.desk.keep.text(TOTALS, SHOWN) == SHOWN

    def _toggle_words(self) -> Words:
        return HIDE if self._totals_shown() else SHOW

    def _toggle_totals(self) -> None:
        self.desk.keep.put(TOTALS, HIDDEN if self._totals_shown() else SHOWN)
        self.totals.setVisible(self._totals_shown())
        for show in (self.toggle.setText, self.toggle.setAccessibleName):
            self.desk.languages.bind(self.toggle, show, self._toggle_words)

    def _chosen(self, row: PaymentRow | None) -> None:
        self.story.show_payment(self._elsewhere if row is None else row.payment_id)

    def _nothing_chosen(self) -> Words | None:
        return None if self.story.payment is not None else CHOOSE

    def _open_story(self) -> None:
        self.details.show_details()
        self.story.show_steps()

    def _open_exchanges(self) -> None:
        self.details.show_details()
        self.story.show_exchanges()

    def _count_down(self) -> None:
        """«через 0:40» goes on while it is looked at."""
        if self._waiting and self.isVisible():
            self.table.model.came(*self.table.view.in_sight())


def _sums(found: PaymentTotals, tongue: Language) -> str:
    money = [
        wording.money(value, tongue, found.currency)
        for value in (found.inserted, found.agent_fee, found.processing_fee, found.credited)
    ]
    share = f"{wording.bare_money(found.rejected_share, tongue)}{wording.BREAK}%"
    count = wording.number(found.count, tongue)
    if tongue == "en":
        return (
            f"Total {count} · inserted {money[0]} · agents' fee {money[1]} · our commission {money[2]} · "
            f"credited {money[3]} · rejected {share}"
        )
    return (
        f"Всего {count} · внесено {money[0]} · комиссия агентов {money[1]} · комиссия ПЦ {money[2]} · "
        f"зачислено {money[3]} · отказов {share}"
    )
