"""Statistics of POS by day: a projection behind the log, equal to what the whole log gives at any position."""

from collections.abc import Iterable
from datetime import date

from common.database import Connection, Database
from common.principal import Principal
from common.registers.line import day_of
from processing_app.core import statistics as rules
from processing_app.core.statistics import Counts
from processing_app.service.asks.statistics import AskStatistics, Counted, StatisticsRow, Total
from processing_app.service.asks.statistics import Statistics as Shown
from processing_app.service.following import Follower, Look
from processing_app.store import behind, log
from processing_app.store import statistics as rows
from processing_app.store.statistics_tables import COUNTED

NAME = "statistics"
AT_ONCE = 5_000
MOST_SHOWN = 1_000
FIRST, LAST = date.min, date.max
Sums = dict[rows.Key, Counts]


class Statistics:
    """Follows the log, and answers from what it has made of it."""

    def __init__(self, database: Database) -> None:
        """Where it is stands in the database."""
        self._follower = Follower(database, NAME, _adding(behind.Beginnings()), _keep)

    def turn(self) -> bool:
        """Add up what was committed since; whether there may be more at once. Only sums go through the writer."""
        return self._follower.turn() == AT_ONCE

    def statistics(self, db: Connection, who: Principal, ask: AskStatistics) -> Shown:
        """Days of one POS or of all, and what they sum to."""
        limit = max(1, min(ask.limit, MOST_SHOWN))
        since, until = (ask.since or FIRST).isoformat(), (ask.until or LAST).isoformat()
        found = rows.rows(db, pos_id=ask.pos_id, since=since, until=until, limit=limit + 1)
        shown = [
            StatisticsRow(
                pos_id=row["pos_id"], day=date.fromisoformat(row["day"]), currency=row["currency"],
                counted=Counted(**{name: row[name] for name in COUNTED}),
            )
            for row in found[:limit]
        ]  # fmt: skip
        return Shown(rows=shown, totals=_totals(shown), more=len(found) > limit, behind=self._follower.behind(db))

    def rebuild(self, db: Connection) -> None:
        """Drop them and read the log from the beginning. A unit of work."""
        rows.clear(db)
        self._follower.rebuild(db, _adding(behind.Beginnings()))


def _adding(began: behind.Beginnings) -> Look[Sums]:
    """Reads a page and sums it up; `began` is remembered from page to page."""

    def look(db: Connection, after: str) -> tuple[behind.Page, Sums]:
        page = behind.read(db, after, AT_ONCE)
        return page, _summed(db, page.events, began)

    return look


def _summed(db: Connection, events: Iterable[log.Stored], began: behind.Beginnings) -> Sums:
    """What some events add to the rows of POS; `began` remembers whose streams are."""
    sums: Sums = {}
    for stored in events:
        beginning = began.of(db, stored)
        if beginning is None:
            continue
        counts = rules.counted(stored.event, beginning)
        if counts:
            key = (beginning.pos_id, day_of(stored.at).isoformat(), beginning.currency)
            rules.add(sums.setdefault(key, {}), counts)
    return sums


def _keep(db: Connection, sums: Sums) -> None:
    for key, counts in sums.items():
        rows.add(db, key, counts)


def _totals(shown: list[StatisticsRow]) -> list[Total]:
    sums: dict[str, Counts] = {}
    for row in shown:
        rules.add(sums.setdefault(row.currency, {}), {name: getattr(row.counted, name) for name in COUNTED})
    return [Total(currency=currency, counted=Counted(**counts)) for currency, counts in sums.items()]
