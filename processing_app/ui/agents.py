"""Agents: their contracts, deposits and commissions, and what can be done with one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from common.clock import moment
from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.endpoint import Message
from common.qt import dialog
from common.qt.desk import Desk
from common.qt.reports import REPORT, REPORT_KEYS, Wanted, order, order_each
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails
from common.qt.table.column import Shown
from common.reporting.asks import SubjectRow
from common.words import Words
from processing_app.service.asks.agents import AgentContract, AgentContracts, AgentId, AgentState, EditAgent
from processing_app.ui import agent_form
from processing_app.ui.agent_card import AgentCard
from processing_app.ui.agent_words import agent_state, commission_words, lasting
from processing_app.ui.issued import show_card
from processing_app.ui.top_up import top_up

CHOOSE = Words("Выберите агента в списке.", "Choose an agent in the list.")
NEW = Words("Новый агент…", "New agent…")
EDIT = Words("Изменить…", "Edit…")
TOP_UP = Words("Пополнить баланс…", "Top up the balance…")
BLOCK, UNBLOCK = Words("Заблокировать", "Block"), Words("Разблокировать", "Unblock")
COMMISSION = Words("Комиссия…", "Commission…")
PASSWORD = Words("Новый пароль…", "New password…")
EMPTY = Words(
    "Выдайте агенту номер, логин, пароль и пополните баланс.", "Give an agent a number, login, password and a balance."
)
SIGNED = Words("Договор с агентом заключён", "The agent is signed")
REISSUING = Words(
    "Выдать агенту «{name}» новый пароль? Нынешний будет действовать ещё сутки, а тот, что был до него, — больше нет.",
    "Give agent “{name}” a new password? The present one stays valid for a day, the one before it ends at once.",
)
REISSUE, KEEP = Words("Выдать новый", "Give a new one"), Words("Оставить прежний", "Keep the old one")
REISSUED = Words(
    "Новый пароль агента {number}; прежний действует ещё сутки",
    "Agent {number}: a new password; the old one stays valid for a day",
)
ALREADY_BLOCKED = Words("Агент уже заблокирован.", "The agent is blocked already.")
NOT_BLOCKED = Words("Агент не заблокирован.", "The agent is not blocked.")
BLOCKED = Words(
    "Агент «{name}» заблокирован: терминалы остановятся между плательщиками, деньги на депозите остаются.",
    "Agent “{name}” is blocked: terminals stop between payers, the deposit keeps its money.",
)
UNBLOCKED = Words("Агент «{name}» разблокирован.", "Agent “{name}” is unblocked.")
EDITED = Words("Договор с агентом «{name}» изменён.", "The contract with agent “{name}” was changed.")
APPOINTED = Words("Комиссия агента «{name}» назначена.", "The commission of agent “{name}” is appointed.")
STEPS = {
    "block-agent": Words("блокировка агента «{name}»", "blocking agent “{name}”"),
    "unblock-agent": Words("разблокировка агента «{name}»", "unblocking agent “{name}”"),
}
EDITING = Words("изменение договора с агентом «{name}»", "changing the contract with agent “{name}”")
OPPOSITE = {"block-agent": "unblock-agent", "unblock-agent": "block-agent"}
DONE = {"block-agent": BLOCKED, "unblock-agent": UNBLOCKED}
NOUN = Words("агентов", "agents")
FILTER = Words("Состояние", "State")
STATES = (
    (AgentState.WORKS, Words("Работают", "Working")),
    (AgentState.LOW, Words("Ниже порога", "Below the threshold")),
    (AgentState.EMPTY, Words("Без денег", "Without money")),
    (AgentState.BLOCKED, Words("Заблокированы", "Blocked")),
)
NEED_ATTENTION = frozenset({AgentState.LOW, AgentState.EMPTY})
Call = tuple[str, Message]


class Agents(Screen):
    """The tab «Агенты»."""

    name = "agents"
    title = Words("Агенты", "Agents")
    icon = "kiosk"
    help = Words(
        "Договоры с агентами. Терминалы агента принимают платежи, пока на депозите есть деньги. Порог предупреждает "
        "заранее, прогноз считается по платежам последнего часа. Новая комиссия действует с выбранного дня, принятые "
        "платежи остаются при своей.",
        "Contracts with agents. An agent's terminals take payments while the deposit holds money. The threshold warns "
        "ahead, the forecast is made from the last hour's payments. A new commission is in force from the chosen day, "
        "accepted payments keep their own.",
    )

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        super().__init__(desk)
        self._wanted = 0
        self.table = LedgerTable(
            desk, "agents", self._columns(), noun=NOUN, key=lambda row: row.agent_id,
            empty=Empty(EMPTY, NEW, self.sign, "kiosk"), sentence=self._sentence,
            matches={"agent_state": lambda row, wanted: row.state is wanted},
        )  # fmt: skip
        self.card = AgentCard(desk, self)
        self.filters = FilterBar(desk, [Choice("agent_state", FILTER, STATES, inline=True)], self.table)
        self.parts = ListAndDetails(desk, "agents", self.table, self.card)
        self.table.context = list(self.commands())
        self.table.retried.connect(self.refresh)
        self.table.chosen.connect(self.card.show_agent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.filters)
        column.addWidget(self.parts, 1)

    def commands(self) -> Sequence[Command]:
        """What can be done with agents."""
        return (
            Command("sign-agent", NEW, "person-new", self.sign, ("Ctrl+N", "F4")),
            Command("top-up", TOP_UP, "top-up", self.top_up, ("F7", "Ctrl+T"), self._none),
            Command("edit-agent", EDIT, "edit", self.edit, ("F2",), self._none),
            Command("report-agent", REPORT, "excel", self.report, REPORT_KEYS, self._none),
            Command("set-commission", COMMISSION, "tariff", self.set_commission, (), self._none, in_toolbar=False),
            Command("reissue-agent-password", PASSWORD, "key", self.reissue, (), self._none, in_toolbar=False),
            Command("block-agent", BLOCK, "block", self.block, ("Del",), self._not_to_block, in_toolbar=False),
            Command("unblock-agent", UNBLOCK, "unblock", self.unblock, (), self._not_to_unblock, in_toolbar=False),
        )

    def refresh(self) -> None:
        """Ask for all contracts."""
        self.desk.ask(self, "agents", then=self._show, failed=self.table.fail, key="agents")

    def show_about(self, about: str) -> None:
        """Another tab points at one agent."""
        self._wanted = int(about) if about.isdecimal() else 0
        self._go_to_wanted()

    @property
    def chosen(self) -> AgentContract | None:
        """The agent the list stands on."""
        return self.card.agent

    def sign(self) -> None:
        """A new contract, then its card, once."""
        agent_form.sign(self.desk, self.window(), lambda card: self._issued(SIGNED, card))

    def edit(self) -> None:
        """Other terms, which can be taken back."""
        agent = self.chosen
        if agent is None:
            return

        def edited(after: AgentContract) -> None:
            back, again = _terms(agent, over=after), _terms(after, over=agent)
            self._remember(EDITING, EDITED, agent.name, ("edit-agent", back), ("edit-agent", again))
            self.refresh()

        agent_form.edit(self.desk, self.window(), agent, edited)

    def set_commission(self) -> None:
        """Another commission from a day on."""
        agent = self.chosen
        if agent is None:
            return

        def appointed(_: object) -> None:
            self.desk.messages.ok(APPOINTED.format(name=agent.name))
            self.refresh()
            self.card.reload()

        agent_form.set_commission(self.desk, self.window(), agent, appointed)

    def top_up(self) -> None:
        """Money came from the agent."""
        if self.chosen is not None:
            top_up(self.desk, self.window(), self.chosen, lambda _: self._topped_up())

    def report(self) -> None:
        """The statement of the chosen agent, or of each of several."""
        several = self.table.selected()
        if len(several) > 1:
            each = [SubjectRow(key=str(row.agent_id), name=row.name, address="") for row in several]
            order_each(self.desk, self.window(), "agent-statement", each)
        elif self.chosen is not None:
            order(self.desk, self.window(), Wanted("agent-statement", str(self.chosen.agent_id)))

    def reissue(self) -> None:
        """A new password, after a question: a second one at once would end the one that terminals still use."""
        agent = self.chosen
        if agent is None:
            return
        title, question = REISSUED.format(number=agent.number), AgentId(agent_id=agent.agent_id)

        def issue() -> None:
            self.desk.ask(self, "reissue-agent-password", question, then=lambda card: self._issued(title, card))

        dialog.confirm(self.desk, self.window(), REISSUING.format(name=agent.name), REISSUE, KEEP, issue)

    def block(self) -> None:
        """Its terminals stop."""
        self._change("block-agent")

    def unblock(self) -> None:
        """Its terminals go on."""
        self._change("unblock-agent")

    def _issued(self, title: Words, card: Card) -> None:
        self.refresh()
        show_card(self.desk, self.window(), title, card)

    def _topped_up(self) -> None:
        self.refresh()
        self.card.reload()

    def _change(self, operation: str) -> None:
        agent = self.chosen
        if agent is None:
            return
        which = AgentId(agent_id=agent.agent_id)

        def done(_: object) -> None:
            back = (OPPOSITE[operation], which)
            self._remember(STEPS[operation], DONE[operation], agent.name, back, (operation, which))
            self.refresh()

        self.desk.ask(self, operation, which, then=done)

    def _remember(self, words: Words, done: Words, name: str, back: Call, again: Call) -> None:
        def carry_out(operation: str, question: Message) -> None:
            self.desk.ask(self, operation, question, then=lambda _: self.refresh(), failed=failed)

        def failed(error: OplataError) -> None:
            step.drop()
            self.desk.show_error(error)

        step = self.desk.undo.push(
            words.format(name=name), lambda: carry_out(*back), lambda: carry_out(*again), done=done.format(name=name)
        )

    def _go_to_wanted(self) -> None:
        """Rows that another tab points at may still be on their way."""
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0

    def _show(self, answer: AgentContracts) -> None:
        self.table.show_rows(answer.agents)
        self._go_to_wanted()
        known = {one.agent_id: one for one in answer.agents}
        if self.chosen is not None and self.chosen.agent_id in known:
            self.card.show_agent(known[self.chosen.agent_id])
        self.counter.emit(sum(one.state in NEED_ATTENTION for one in answer.agents))

    def _none(self) -> Words | None:
        return CHOOSE if self.chosen is None else None

    def _not_to_block(self) -> Words | None:
        return self._none() or (ALREADY_BLOCKED if self.chosen and self.chosen.blocked else None)

    def _not_to_unblock(self) -> Words | None:
        return self._none() or (None if self.chosen and self.chosen.blocked else NOT_BLOCKED)

    def _columns(self) -> list[Column]:
        def state(row: AgentContract) -> Shown:
            return agent_state(row, moment(self.desk.clock.now_ms()))

        return [
            Column("number", Words("Номер", "Number"), lambda row: row.number, width=80),
            Column("name", Words("Название", "Name"), lambda row: row.name, width=150),
            Column("balance", Words("Баланс", "Balance"), lambda row: row.balance, Kind.MONEY, 105),
            Column("state", Words("Состояние", "State"), state, Kind.STATUS, 230, tip=lasting),
            Column("threshold", Words("Порог", "Threshold"), _threshold, Kind.MONEY, 110),
            Column("per_hour", Words("За час", "Last hour"), lambda row: row.per_hour, Kind.MONEY, 110),
            Column("limit", Words("Лимит", "Limit"), lambda row: row.credit_limit, Kind.MONEY, 110, True),
            Column("tariff", Words("Комиссия", "Commission"), _commission, width=150),
            Column("login", Words("Логин", "Login"), lambda row: row.login, width=110, hidden=True),
            Column("expires", Words("Договор до", "Ends"), lambda row: row.expires, Kind.MOMENT, 150, True),
            Column("made", Words("Заключён", "Signed"), lambda row: row.made, Kind.MOMENT, 150, True),
        ]

    def _sentence(self, row: AgentContract) -> Words:
        state = agent_state(row, moment(self.desk.clock.now_ms())).words
        return Words(f"{row.number}, {row.name}: {state.ru}", f"{row.number}, {row.name}: {state.en}")


def _threshold(row: AgentContract) -> int | None:
    return row.threshold or None


def _commission(row: AgentContract) -> Words:
    return commission_words(row.tariff)


def _terms(agent: AgentContract, *, over: AgentContract) -> EditAgent:
    """The whole of an agent's terms, as an edit that brings them back where nobody has changed them since."""
    return EditAgent(
        agent_id=agent.agent_id, name=agent.name, credit_limit=agent.credit_limit, threshold=agent.threshold,
        expires=agent.expires, no_end=agent.expires is None, edition=over.edition,
    )  # fmt: skip
