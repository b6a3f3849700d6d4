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
        self._database = database
        self._seen = -1
        self._began = behind.Beginnings()

    def turn(self) -> bool:
        """Add up what was committed since; whether there may be more at once. Only sums go through the writer."""
        commits = self._database.commits
        if commits == self._seen:
            return False
        before, page, sums = self._database.read(self._next)
        if page.position == before:
            self._seen = commits
            return False
        self._database.write(lambda db: _keep(db, before, page.position, sums), "statistics")
        return len(page.events) == AT_ONCE

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
        return Shown(
            rows=shown, totals=_totals(shown), more=len(found) > limit, behind=behind.ahead(db, behind.at(db, NAME))
        )

    def rebuild(self, db: Connection) -> None:
        """Drop them and read the log from the beginning. A unit of work."""
        rows.clear(db)
        behind.forget(db, NAME)
        began = behind.Beginnings()
        at = behind.BEGINNING
        while (page := behind.read(db, at, AT_ONCE)).position != at:
            _keep(db, at, page.position, _summed(db, page.events, began))
            at = page.position

    def _next(self, db: Connection) -> tuple[str, behind.Page, Sums]:
        before = behind.at(db, NAME)
        page = behind.read(db, before, AT_ONCE)
        return before, page, _summed(db, page.events, self._began)


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


def _keep(db: Connection, before: str, to: str, sums: Sums) -> None:
    """The sums and the position in one commit; nothing when somebody made the statistics anew meanwhile."""
    if behind.move(db, NAME, before, to):
        for key, counts in sums.items():
            rows.add(db, key, counts)


def _totals(shown: list[StatisticsRow]) -> list[Total]:
    sums: dict[str, Counts] = {}
    for row in shown:
        rules.add(sums.setdefault(row.currency, {}), {name: getattr(row.counted, name) for name in COUNTED})
    return [Total(currency=currency, counted=Counted(**counts)) for currency, counts in sums.items()]
