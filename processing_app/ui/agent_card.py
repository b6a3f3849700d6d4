"""The panel beside the list of agents: one agent's deposit, its commissions by date, its top-ups."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts, sum_words
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.unchosen import stacked
from common.words import Words, same
from processing_app.service.asks.agents import AgentContract, AgentId, CommissionRevision, Commissions
from processing_app.service.asks.deposits import AskTopUps, TopUps
from processing_app.ui.agent_words import REVISIONS, agent_state, commission_words, lasting

if TYPE_CHECKING:
    from processing_app.ui.agents import Agents

CHOOSE = Words("Выберите агента в списке слева.", "Choose an agent in the list on the left.")
FACTS = (
    ("state", Words("Состояние", "State")),
    ("available", Words("Доступно с лимитом", "Available with the limit")),
    ("per_hour", Words("За последний час", "Within the last hour")),
    ("lasting", Words("Прогноз", "Forecast")),
    ("threshold", Words("Порог", "Threshold")),
    ("login", Words("Логин", "Login")),
    ("expires", Words("Договор до", "The contract ends")),
)
TOP_UP, BLOCK, UNBLOCK = (
    Words("Пополнить баланс…", "Top up the balance…"),
    Words("Заблокировать", "Block"),
    Words("Разблокировать", "Unblock"),
)
COMMISSION, PASSWORD = Words("Комиссия…", "Commission…"), Words("Новый пароль…", "New password…")
COMMISSIONS, TOP_UPS = Words("Комиссии", "Commissions"), Words("Пополнения", "Top-ups")
PARTS = Words("Комиссии и пополнения", "Commissions and top-ups")
NO_TOP_UPS = Words("Пополнений ещё не было.", "No top-ups yet.")
NO_END = Words("без срока", "no end")
MOST = 200
PARTS_HEIGHT = 190


class AgentCard(QFrame):
    """Shows the agent it is told; buttons do what the tab's commands do."""

    def __init__(self, desk: Desk, screen: "Agents") -> None:
        """Nobody is chosen yet."""
        super().__init__()
        self.desk = desk
        self.agent: AgentContract | None = None
        self._screen = screen
        self.setObjectName("agent-card")
        self.setProperty("pane", True)
        self._stack = stacked(self, desk, CHOOSE, self._build())

    def show_agent(self, agent: AgentContract | None) -> None:
        """This one; None for nobody."""
        before, self.agent = self.agent, agent
        self._stack.setCurrentIndex(0 if agent is None else 1)
        if agent is None:
            return
        self.title.setText(f"{agent.number} · {agent.name}")
        self.desk.languages.bind(self.balance, self.balance.setText, sum_words(agent.balance))
        self.facts.show_values(self._values(agent))
        self.block.setVisible(not agent.blocked)
        self.unblock.setVisible(agent.blocked)
        if before is None or before.agent_id != agent.agent_id:
            for table in (self.commissions, self.top_ups):
                table.forget()
        if before is None or (before.agent_id, before.balance) != (agent.agent_id, agent.balance):
            self.reload()

    def reload(self) -> None:
        """Ask for the agent's commissions and top-ups again."""
        if self.agent is None:
            return
        which = AgentId(agent_id=self.agent.agent_id)
        self.desk.ask(
            self, "commissions", which, then=self._show_commissions, failed=self.commissions.fail, key="commissions"
        )
        question = AskTopUps(agent_id=self.agent.agent_id, limit=MOST)
        self.desk.ask(self, "top-ups", question, then=self._show_top_ups, failed=self.top_ups.fail, key="top-ups")

    def _show_commissions(self, answer: Commissions) -> None:
        if self.agent is not None and answer.agent_id == self.agent.agent_id:
            self.commissions.show_rows(answer.revisions)

    def _show_top_ups(self, answer: TopUps) -> None:
        self.top_ups.show_rows(answer.top_ups)

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setObjectName("agent-name")
        column.addWidget(self.title)
        self.balance = spoken.label(self.desk, Words("", ""), "figure")
        self.balance.setObjectName("agent-balance")
        column.addWidget(self.balance)
        self.facts = Facts(self.desk, FACTS)
        for line in self._build_buttons():
            column.addLayout(line)
        column.addWidget(self.facts)
        column.addWidget(self._build_tabs(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _build_buttons(self) -> list[QHBoxLayout]:
        screen, desk = self._screen, self.desk
        self.top_up = spoken.button(desk, TOP_UP, screen.top_up, icon="top-up", primary=True)
        self.block = spoken.button(desk, BLOCK, screen.block, icon="block")
        self.unblock = spoken.button(desk, UNBLOCK, screen.unblock, icon="unblock")
        self.commission = spoken.button(desk, COMMISSION, screen.set_commission, icon="tariff")
        self.password = spoken.button(desk, PASSWORD, screen.reissue, icon="key")
        lines = []
        for buttons in (
            (("top-up", self.top_up), ("block", self.block), ("unblock", self.unblock)),
            (("commission", self.commission), ("password", self.password)),
        ):
            line = QHBoxLayout()
            for name, one in buttons:
                one.setObjectName(f"agent-{name}")
                line.addWidget(one)
            line.addStretch(1)
            lines.append(line)
        return lines

    def _build_tabs(self) -> QTabWidget:
        desk = self.desk
        self.commissions = LedgerTable(
            desk, "commissions", self._revision_columns(), noun=Words("комиссий", "commissions"),
            key=lambda row: row.revision,
        )  # fmt: skip
        self.top_ups = LedgerTable(
            desk, "top-ups", TOP_UP_COLUMNS, noun=Words("пополнений", "top-ups"), key=lambda row: row.position,
            empty=Empty(NO_TOP_UPS, TOP_UP, self._screen.top_up, "top-up"),
        )  # fmt: skip
        for table in (self.commissions, self.top_ups):
            table.retried.connect(self.reload)
        tabs = QTabWidget()
        desk.theme.keep(tabs, lambda: tabs.setMinimumHeight(desk.theme.scaled(PARTS_HEIGHT)))
        tabs.setDocumentMode(True)
        tabs.setObjectName("agent-parts")
        spoken.named(desk, tabs, PARTS)
        spoken.named(desk, tabs.tabBar(), PARTS)
        for place, (table, words) in enumerate(((self.commissions, COMMISSIONS), (self.top_ups, TOP_UPS))):
            tabs.addTab(table, "")
            _name_tab(desk, tabs, place, words)
        return tabs

    def _revision_columns(self) -> list[Column]:
        def example(place: int) -> Column:
            hundreds = (100, 500, 1000)[place]
            words = Words(f"со {hundreds} ₽" if hundreds == 100 else f"с {hundreds} ₽", f"of {hundreds} ₽")
            return Column(f"of_{hundreds}", words, lambda row: row.examples[place].fee, Kind.MONEY, 75)

        return [
            Column("since", Words("Действует с", "In force from"), lambda row: row.since, Kind.MOMENT, 135),
            Column("state", Words("Состояние", "State"), lambda row: REVISIONS[row.state], Kind.STATUS, 110),
            Column("tariff", Words("Комиссия", "Commission"), _tariff, width=110),
            *(example(place) for place in range(3)),
        ]

    def _values(self, one: AgentContract) -> dict[str, Words]:
        now = moment(self.desk.clock.now_ms())
        ends = NO_END if one.expires is None else same(wording.moment(one.expires))
        found: dict[str, Words | None] = {
            "state": agent_state(one, now).words,
            "available": sum_words(one.available) if one.credit_limit else None,
            "per_hour": sum_words(one.per_hour),
            "lasting": lasting(one),
            "threshold": sum_words(one.threshold) if one.threshold else None,
            "login": same(one.login),
            "expires": ends,
        }
        return {name: words for name, words in found.items() if words is not None}


def _name_tab(desk: Desk, tabs: QTabWidget, place: int, words: Words) -> None:
    def show(text: str) -> None:
        tabs.setTabText(place, text)

    show.__name__ = f"tab_{place}"
    desk.languages.bind(tabs, show, words)


def _tariff(row: CommissionRevision) -> Words:
    return commission_words(row.tariff)


TOP_UP_COLUMNS = (
    Column("at", Words("Когда", "When"), lambda row: row.at, Kind.MOMENT, 140),
    Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 110),
    Column("note", Words("Основание", "Reason"), lambda row: row.note, width=180),
    Column("who", Words("Кто", "Who"), lambda row: row.who, width=100),
    Column("id", Words("Номер операции", "Operation"), lambda row: row.top_up_id, width=200, hidden=True),
)
