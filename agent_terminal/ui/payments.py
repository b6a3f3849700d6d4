"""«Платежи»: all that took cash at this terminal, what of it is not sent yet, and the story of the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from agent_terminal.core.orders import Group, Order
from agent_terminal.service.messages import (
    FindPayments,
    PaymentPage,
    PaymentRow,
    PaymentTotals,
    Providers,
    SentNow,
    State,
)
from agent_terminal.ui.payment_card import PaymentCard
from agent_terminal.ui.payment_columns import columns, sentence
from common.errors import OplataError
from common.protocol.endpoint import Nothing
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

TICK_MS, PACE_MS = 1000, 1000
SHARES = {Qt.Orientation.Horizontal: (64, 36), Qt.Orientation.Vertical: (64, 36)}
GROUPS: dict[Group, Shown] = {
    Group.UNSENT: shown_state(ShownStatus.ACCEPTED, Words("Не отправлены", "Not sent")),
    Group.RETRY: shown_state(ShownStatus.WAITING, Words("Повтор", "Retry")),
    Group.REVIEW: shown_state(ShownStatus.NEEDS_REVIEW, Words("Разбор", "Review")),
    Group.SENT: shown_state(ShownStatus.SENT, Words("Отправлены", "Sent")),
    Group.CREDITED: shown_state(ShownStatus.CREDITED, Words("Зачислены", "Credited")),
    Group.REJECTED: shown_state(ShownStatus.REJECTED, Words("Отклонены", "Rejected")),
}
STATE, PROVIDER = Words("Статус", "State"), Words("Поставщик", "Provider")
NOTHING = Words(
    "Платежей ещё не было. Проведите первый на экране киоска.",
    "No payments yet. Make the first one at the kiosk's screen.",
)
HOW = Words("Что для этого нужно", "What is needed for that")
CHOOSE = Words("Сначала выберите платёж в списке.", "Choose a payment in the list first.")
SEND = Words("Отправить неотправленные", "Send the unsent")
SEND_SOME = Words("Отправить неотправленные ({count})", "Send the unsent ({count})")
SENDING = Words("Отправляем…", "Sending…")
ALL_SENT = Words("Неотправленных платежей нет.", "There are no unsent payments.")
BUSY = Words("Уже отправляем: ответ вот-вот придёт.", "Sending already: the answer is on its way.")
SENT = Words("Отправлено: {sent}. Осталось: {left}.", "Sent: {sent}. Left: {left}.")
SENT_WHY = Words("Отправлено: {sent}. Осталось: {left}. {problem}", "Sent: {sent}. Left: {left}. {problem}")
COPY, EXCHANGE = Words("Напечатать копию чека", "Print a copy of the receipt"), Words(
    "Показать обмен", "Show the exchange"
)  # fmt: skip
NONE = "none"


class Payments(Screen):
    """The list and, beside it, the story."""

    name = "payments"
    title = Words("Платежи", "Payments")
    icon = "payments"
    help = Words(
        "Все платежи, по которым терминал взял деньги. «Не отправлены» ждут ПЦ в терминале и уйдут сами, кнопка "
        "отправляет их сейчас. «Повтор» — ПЦ ещё не принял, терминал повторяет с тем же номером сколько нужно, дважды "
        "деньги не уйдут. «Разбор» — решает человек: повторить можно той же кнопкой. Поиск (Ctrl+F) смотрит код, "
        "номер, поставщика. Enter открывает историю: чек, купюры, обмены (F12).",
        "All payments for which the terminal took cash. Not sent: they wait here for the centre and go by themselves, "
        "the button sends them now. Retry: the centre has not taken it yet, the terminal repeats with the same id as "
        "long as needed, no money goes twice. Review: a person decides; the same button tries again. Search (Ctrl+F) "
        "looks at code, account, provider. Enter opens the story: receipt, notes, exchanges (F12).",
    )

    def __init__(self, desk: Desk) -> None:
        """Filters above, sums under them, the list and the story below."""
        super().__init__(desk)
        self._waiting = self._sending = False
        self._unsent = 0
        self._totals: PaymentTotals | None = None
        self._counted: Query | None = None
        self._pace = Pace(self, self._ask_totals, PACE_MS)
        self.card = PaymentCard(desk, self)
        self.table = LedgerTable(
            desk, "terminal-payments", columns(desk), noun=Words("платежей", "payments"),
            key=lambda row: row.payment_id, empty=Empty(NOTHING, HOW, lambda: go(self, "connection"), "payments"),
            sentence=sentence,
        )  # fmt: skip
        self.table.follow(self._fetch)
        self.table.context = list(self.commands())
        self.filters = FilterBar(desk, self._choices(), self.table)
        self.send_button = spoken.button(desk, self._send_words, self.send, icon="running", primary=True)
        self.send_button.setObjectName("send-unsent")
        self.totals = spoken.label(desk, Words("", ""), wrap=True)
        self.totals.setObjectName("totals")
        self.details = ListAndDetails(desk, "terminal-payments", self.table, self.card, shares=SHARES)
        self._lay_out()
        self.table.chosen.connect(self._chosen)
        self.table.counted.connect(self._count_again)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._count_down)
        self._tick.start(TICK_MS)

    def commands(self) -> Sequence[Command]:
        """What can be done with payments."""
        return (
            Command("send-now", SEND, "running", self.send, ("F7",), self._nothing_to_send),
            Command("print-copy", COPY, "print", self.card.print_copy, ("Ctrl+P", "F4"), self._nothing_chosen),
            Command("exchange", EXCHANGE, "exchange", self._open_exchanges, ("F12",), self._nothing_chosen),
        )

    def refresh(self) -> None:
        """The list, its sums and the story, as they are now."""
        self.table.reload()
        self.card.refresh()
        self.desk.ask(self, "state", Nothing(), then=self._count_unsent, failed=lambda _: None, key="state")

    def showEvent(self, event: QShowEvent) -> None:
        """The names in the filter as they are now."""
        super().showEvent(event)
        self.desk.ask(self, "providers", Nothing(), then=self._name, failed=lambda _: None, key="providers")

    def show_about(self, about: str) -> None:
        """A payment by its id or code, wherever in time it is."""
        self.table.clear()
        self.table.set_text(about)
        self.details.show_details()

    def send(self) -> None:
        """All that waits, and what was set aside, now; a second press waits for the first."""
        if self._sending or self._nothing_to_send() is not None:
            return
        self._be_sending(True)

        def sent(told: SentNow) -> None:
            self._be_sending(False)
            self.desk.messages.tell(_sent(told))
            self.refresh()

        def failed(error: OplataError) -> None:
            self._be_sending(False)
            self.desk.show_error(error)

        self.desk.ask(self, "send-now", Nothing(), then=sent, failed=failed)

    def _choices(self) -> list[Choice]:
        options = [(group.value, said) for group, said in GROUPS.items()]
        return [
            Choice("period", periods.PERIOD, list(periods.PERIODS.items()), all=periods.ALL),
            Choice("provider", PROVIDER),
            Choice("group", STATE, options, self._count, inline=True),
        ]

    def _count(self, group: str | None) -> int | None:
        if self._totals is None:
            return None
        if group is None:
            return self._totals.all
        return next(one.count for one in self._totals.groups if one.group.value == group)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.filters)
        line = QHBoxLayout()
        line.addWidget(self.totals, 1)
        line.addWidget(self.send_button)
        column.addLayout(line)
        column.addWidget(self.details, 1)

    def _name(self, found: Providers) -> None:
        self.filters.set_options("provider", [(one.provider_id, one.name) for one in found.providers])

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        def came(found: PaymentPage) -> None:
            self._waiting = any(row.shown is ShownStatus.WAITING for row in found.payments)
            answered(Page(found.payments, found.found, found.every, found.up_to))

        self.desk.ask(self, "list-payments", self._question(query), then=came, failed=failed)

    def _question(self, query: Query) -> FindPayments:
        since, until = periods.bounds(self.desk, query.filters.get("period"))
        group = query.filters.get("group")
        return FindPayments(
            text=query.text, group=Group(group) if group else None, since=since, until=until,
            provider_id=query.filters.get("provider") or 0, order=Order(query.order) if query.order else Order.TIME,
            descending=query.descending if query.order else True, offset=query.offset, limit=query.limit,
            up_to=query.mark or 0,
        )  # fmt: skip

    def _count_again(self) -> None:
        _, query = self.table.source()
        self._pace.ask(now=query != self._counted)
        self._counted = query

    def _ask_totals(self) -> None:
        _, query = self.table.source()
        ask = self._question(query)
        self.desk.ask(self, "payment-totals", ask, then=self._show_totals, failed=lambda _: None, key="totals")

    def _show_totals(self, found: PaymentTotals) -> None:
        self._totals = found
        self.filters.recount()
        self.desk.languages.bind(self.totals, self.totals.setText, Words(_sums(found, "ru"), _sums(found, "en")))

    def _count_unsent(self, state: State) -> None:
        self._unsent = state.unsent + state.in_review
        self.counter.emit(self._unsent)
        self._name_button()

    def _be_sending(self, sending: bool) -> None:
        self._sending = sending
        self._name_button()

    def _name_button(self) -> None:
        for show in (self.send_button.setText, self.send_button.setAccessibleName):
            self.desk.languages.bind(self.send_button, show, self._send_words)
        self.send_button.setVisible(bool(self._unsent) or self._sending)

    def _send_words(self) -> Words:
        return SENDING if self._sending else SEND_SOME.format(count=self._unsent)

    def _chosen(self, row: PaymentRow | None) -> None:
        self.card.show_payment("" if row is None else row.payment_id)

    def _nothing_to_send(self) -> Words | None:
        if self._sending:
            return BUSY
        return None if self._unsent else ALL_SENT

    def _nothing_chosen(self) -> Words | None:
        return CHOOSE if self.card.payment is None else None

    def _open_exchanges(self) -> None:
        self.details.show_details()
        self.card.show_exchanges()

    def _count_down(self) -> None:
        """«через 0:40» goes on while it is looked at."""
        if self._waiting and self.isVisible():
            self.table.model.came(*self.table.view.in_sight())


def _sent(told: SentNow) -> Notice:
    if told.problem.en == NONE:
        return Notice(NoticeKind.OK, SENT.format(sent=told.sent, left=told.left), seconds=8)
    words = Words(
        SENT_WHY.ru.format(sent=told.sent, left=told.left, problem=told.problem.ru),
        SENT_WHY.en.format(sent=told.sent, left=told.left, problem=told.problem.en),
    )
    return Notice(NoticeKind.WARN, words)


def _sums(found: PaymentTotals, tongue: Language) -> str:
    sums = (found.inserted, found.agent_fee, found.credited)
    inserted, fee, credited = (wording.money(one, tongue) for one in sums)
    count = wording.number(found.count, tongue)
    if tongue == "en":
        return f"Total {count} · inserted {inserted} · credited {credited} · agent's fee on it {fee}"
    return f"Всего {count} · внесено {inserted} · зачислено {credited} · комиссия агента с него {fee}"
