"""A small world of payments for the tests of tables, and a list of them that answers page by page."""

from datetime import UTC, datetime, timedelta

import msgspec

from common.errors import OplataError
from common.money import RUB
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, Page, Query, Shown, shown_state
from common.qt.table.query import Answered, Failed
from common.shown_status import ShownStatus
from common.words import Words

BEGAN = datetime(2026, 11, 20, 18, 40, 3, tzinfo=UTC)
STATES = (ShownStatus.CREDITED, ShownStatus.WAITING, ShownStatus.REJECTED)
NAMES = ("МегаФон", "Эр-телеком", "Тёплый дом")


class Payment(msgspec.Struct, frozen=True):
    """What a list shows of a payment."""

    number: int
    code: str
    provider: str
    amount: int
    state: ShownStatus
    at: datetime
    currency: str = RUB


def payment(number: int) -> Payment:
    """The payment of this number; every value can be foretold from it."""
    code = f"{number // 10_000:04d}-{number % 10_000:04d}"
    at = BEGAN + timedelta(seconds=number)
    return Payment(number, code, NAMES[number % 3], number * 100 + 50, STATES[number % 3], at)


def many(count: int) -> list[Payment]:
    """Payments from the newest on."""
    return [payment(number) for number in range(count, 0, -1)]


def state_of(row: Payment) -> Shown:
    return shown_state(row.state)


COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 90, order="time"),
    Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 100),
    Column("provider", Words("Поставщик", "Provider"), lambda row: row.provider, width=160),
    Column("state", Words("Статус", "State"), state_of, Kind.STATUS, 160),
    Column("amount", Words("К зачислению", "To credit"), lambda row: row.amount, Kind.MONEY, 110, order="sum"),
    Column("number", Words("Номер", "Number"), lambda row: row.number, Kind.NUMBER, 80, hidden=True),
)


def said(row: Payment) -> Words:
    return Words(f"Платёж {row.code}, {row.provider}", f"Payment {row.code}, {row.provider}")


def table(desk: Desk, **more: object) -> LedgerTable:
    """A table of payments."""
    made = LedgerTable(
        desk, "payments", COLUMNS, noun=Words("платежей", "payments"), key=lambda row: row.number, sentence=said,
        empty=Empty(Words("Платежей ещё не было.", "No payments yet."), Words("Показать", "Show"), lambda: None),
        matches={"state": lambda row, wanted: row.state == wanted}, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    made.resize(800, 420)
    return made


class Pages:
    """A list that answers pages; held ones answer when a test lets them, the others at once."""

    def __init__(self, rows: list[Payment]) -> None:
        self.rows = rows
        self.asked: list[Query] = []
        self.hold = False
        self.error: OplataError | None = None
        self._held: list[tuple[Query, Answered, Failed]] = []

    def __call__(self, query: Query, answered: Answered, failed: Failed) -> None:
        self.asked.append(query)
        if self.hold:
            self._held.append((query, answered, failed))
        else:
            self._answer(query, answered, failed)

    def let_go(self) -> None:
        """Answer everything that is held, in the order it was asked."""
        self.hold = False
        held, self._held = self._held, []
        for one in held:
            self._answer(*one)

    def _answer(self, query: Query, answered: Answered, failed: Failed) -> None:
        if self.error is not None:
            failed(self.error)
            return
        newest = query.mark if query.mark is not None else self.rows[0].number if self.rows else 0
        seen = [row for row in self.rows if row.number <= newest] if query.mark is not None else self.rows
        if query.text:
            seen = [row for row in seen if query.text in row.code or query.text in row.provider]
        if "state" in query.filters:
            seen = [row for row in seen if row.state == query.filters["state"]]
        if query.order == "sum":
            seen = sorted(seen, key=lambda row: row.amount, reverse=query.descending)
        rows = seen[query.offset : query.offset + query.limit]
        answered(Page(rows, len(seen), len(self.rows), newest))
