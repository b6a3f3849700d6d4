"""The history of a contract: what was used and what was told, with the month's money above it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from common.clock import moment
from common.errors import OplataError
from common.qt import wording
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.spoken import button, label
from common.qt.table import Column, Empty, Kind, LedgerTable, Page, Query, Shown
from common.qt.theme import Token
from common.words import Language, Words
from consumer_app import messages
from consumer_app.ui import telling
from consumer_app.ui.sparkline import Sparkline

NOUN = Words("событий", "events")
EMPTY = Words(
    "Здесь появятся услуги и пополнения этого договора.", "Services and top-ups of this contract will be here."
)
MONTH = Words(
    "С {day}: потрачено {spent} ({uses}), зачислено {credited}",
    "Since {day}: {spent} spent ({uses}), {credited} credited",
)
USES = Words("услуг: {n}", "services: {n}")
UNKNOWN = Words("Исход неизвестен: {n}", "Outcome unknown: {n}")
ASK_ALL = Words("Узнать исход", "Ask for the outcome")
STILL = Words(
    "Исход всё ещё неизвестен: {n}. Поставщик не ответил.", "Outcome still unknown: {n}. The provider is silent."
)
SETTLED = Words("Исход известен, история обновлена.", "The outcome is known, the history is up to date.")
TOLD = Shown("info", Words("Новость", "News"), Token.NEUTRAL)
NOTHING = Words("", "")


class History(QWidget):
    """A page by page list; `show_contract` changes whose."""

    def __init__(self, desk: Desk, show_exchange: Callable[[str], object]) -> None:
        """No contract is shown yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("history")
        self._contract = ""
        self._show_exchange = show_exchange
        self.month = label(desk, NOTHING, wrap=True)
        self.month.setObjectName("month")
        self.unknown = label(desk, NOTHING, "waiting")
        self.ask_all = button(desk, ASK_ALL, self._retry, icon="refresh")
        self.ask_all.setObjectName("retry-uses")
        self.course = Sparkline(desk)
        self.table = LedgerTable(
            desk, "history", columns(), noun=NOUN, key=lambda row: row.id, empty=Empty(EMPTY, icon="history"),
            sentence=sentence,
        )  # fmt: skip
        self.table.setMinimumHeight(desk.theme.scaled(170))
        self.table.follow(partial(self._fetch, ""))
        self.table.opened.connect(self._opened)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.month, 1)
        line.addWidget(self.course)
        troubled = QHBoxLayout()
        troubled.addWidget(self.unknown)
        troubled.addWidget(self.ask_all)
        troubled.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(troubled)
        column.addWidget(self.table, 1)
        self._tell_unknown(0)

    def show_contract(self, contract: messages.ContractShown) -> None:
        """What is true now; what was true of another contract goes before anything of this one has come."""
        if contract.id != self._contract:
            self._contract = contract.id
            self._forget()
            self.table.forget(partial(self._fetch, contract.id))
        since, until = month_of(moment(self.desk.clock.now_ms()))
        ask = messages.AskSummary(contract=contract.id, since=since, until=until)
        self.desk.ask(
            self, "contract-summary", ask,
            then=lambda found: self._sum_up(found, since), failed=lambda _: self._forget(), key="summary",
        )  # fmt: skip
        self.table.reload()

    def _forget(self) -> None:
        """Nothing is known of the month; why not, the table says."""
        self.desk.languages.bind(self.month, self.month.setText, NOTHING)
        self.course.show_points([], "")
        self._tell_unknown(0)

    def _fetch(
        self, contract: str, query: Query, done: Callable[[Page], object], failed: Callable[[OplataError], object]
    ) -> None:
        """Whoever was shown when it was asked: a file of one contract never goes on with another's rows."""
        if not contract:
            done(Page([], 0))
            return
        ask = messages.AskHistory(contract=contract, offset=query.offset, limit=query.limit)
        self.desk.ask(self, "history", ask, then=lambda got: done(Page(got.rows, got.count)), failed=failed)

    def _sum_up(self, found: messages.ContractSummary, since: datetime) -> None:
        self.desk.languages.bind(self.month, self.month.setText, month_told(found, since))
        self.course.show_points(found.points, found.currency)
        self._tell_unknown(found.unknown)

    def _tell_unknown(self, count: int) -> None:
        self.desk.languages.bind(self.unknown, self.unknown.setText, UNKNOWN.format(n=count))
        self.unknown.setVisible(count > 0)
        self.ask_all.setVisible(count > 0)

    def _retry(self) -> None:
        self.desk.ask(self, "retry-uses", messages.RetryUses(), then=self._retried, key="retry")

    def _retried(self, after: messages.UsesRetried) -> None:
        if after.still_unknown:
            self.desk.messages.tell(Notice(NoticeKind.WARN, STILL.format(n=after.still_unknown), key="retry-uses"))
        else:
            self.desk.messages.drop("retry-uses")
            self.desk.messages.ok(SETTLED)
        self.table.reload()

    def _opened(self, row: messages.HistoryRow | None) -> None:
        if row is not None and row.use is not None:
            self._show_exchange(row.use.trace)


def month_told(found: messages.ContractSummary, since: datetime) -> Words:
    """«С 01.11.2026: потрачено 4,50 ₽ (услуг: 1), зачислено 500,00 ₽»."""

    def said(language: Language) -> str:
        return MONTH.of(language).format(
            day=wording.day(since),
            spent=telling.money(found.spent, language, found.currency),
            credited=telling.money(found.credited, language, found.currency),
            uses=USES.of(language).format(n=found.uses),
        )

    return Words(said("ru"), said("en"))


def month_of(now: datetime) -> tuple[datetime, datetime]:
    """From the first of this month here until now and a moment, in UTC."""
    first = wording.local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return first.astimezone().astimezone(UTC), now.replace(microsecond=999_999)


def columns() -> list[Column]:
    """What the list shows of each row."""
    return [
        Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 84),
        Column("what", Words("Что", "What"), what, width=170),
        Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 84),
        Column("balance", Words("Баланс", "Balance"), lambda row: row.balance, Kind.MONEY, 96, summed=False),
        Column("state", Words("Итог", "Outcome"), state, Kind.STATUS, 140, tip=why),
        Column(
            "trace", Words("Код", "Code"), lambda row: row.use.trace if row.use else "", Kind.CODE, 110, hidden=True
        ),
    ]


def what(row: messages.HistoryRow) -> Words:
    """The service and how much of it, or what was told."""
    if row.use is None:
        return row.news.text if row.news is not None else NOTHING
    name, quantity = row.use.label or Words(row.use.service, row.use.service), telling.quantity_of(row.use)
    return Words(f"{name.ru}, {quantity.ru}", f"{name.en}, {quantity.en}")


def state(row: messages.HistoryRow) -> Shown:
    """How a use ended; news is told."""
    return telling.STATES[row.use.state] if row.use is not None else TOLD


def why(row: messages.HistoryRow) -> Words | None:
    """The words of a refusal."""
    return row.use.words if row.use is not None else None


def sentence(row: messages.HistoryRow) -> Words:
    """A row as one hears it."""

    def said(language: Language) -> str:
        parts = [what(row).of(language), state(row).words.of(language)]
        parts += [telling.money(one, language, row.currency) for one in (row.amount, row.balance) if one is not None]
        return ", ".join(parts)

    return Words(said("ru"), said("en"))
