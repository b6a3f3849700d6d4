"""Between a table that asks for pages and an operation that answers with them."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject

from common.clock import moment
from common.protocol.endpoint import Message
from common.qt import wording
from common.qt.desk import Desk
from common.qt.table import Choice, Fetch, LedgerTable, Page, Query
from common.qt.table.query import Answered, Failed
from common.words import Words

PERIODS: dict[str, Words] = {
    "today": Words("Сегодня", "Today"),
    "yesterday": Words("Вчера", "Yesterday"),
    "week": Words("7 дней", "7 days"),
    "month": Words("30 дней", "30 days"),
}
DAYS_BACK = {"today": 0, "week": 6, "month": 29}
PERIOD = "period"


def follow(
    desk: Desk,
    owner: QObject,
    operation: str,
    question: Callable[[Query], Message],
    page: Callable[[Any], Page],
    total: Callable[[Query, Any], object] | None = None,
) -> Fetch:
    """Pages of an operation's answer; `total` is told each answer with its question."""

    def fetch(query: Query, answered: Answered, failed: Failed) -> None:
        def came(answer: Any) -> None:
            if total is not None:
                total(query, answer)
            answered(page(answer))

        desk.ask(owner, operation, question(query), then=came, failed=failed)

    return fetch


def is_of(table: LedgerTable, query: Query) -> bool:
    """Whether a page answers what the table is narrowed by now: a file of everything asks for more than is shown."""
    _, now = table.source()
    return (query.text, query.filters) == (now.text, now.filters)


def sheet(desk: Desk, query: Query, orders: type[StrEnum]) -> dict[str, Any]:
    """What every long list is asked with: text, period, page; the newest first unless a column says otherwise."""
    asked: dict[str, Any] = {
        "text": query.text,
        "offset": query.offset,
        "limit": query.limit,
        "up_to": query.mark or 0,
        "descending": query.descending,
        **bounds(desk, query.filters.get(PERIOD)),
    }
    if query.order:
        asked["order"] = orders(query.order)
    else:
        asked["descending"] = True
    return asked


def bounds(desk: Desk, period: Any) -> dict[str, Any]:
    """A period's beginning and end, in this computer's days."""
    now = moment(desk.clock.now_ms())
    if period == "yesterday":
        since, until = wording.day_bounds(now, 1)
        return {"since": since, "until": until}
    return {"since": wording.day_bounds(now, DAYS_BACK[period])[0]} if period in DAYS_BACK else {}


def period_choice() -> Choice:
    """The chips of a period."""
    return Choice(PERIOD, Words("Период", "Period"), options=list(PERIODS.items()))
