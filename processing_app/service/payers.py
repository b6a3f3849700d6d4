"""What the log knows of payers: by e-mail, phone, browser and card, each read behind the log when somebody asks."""

from collections.abc import Iterator

from common.clock import moment
from common.database import Connection, Database
from common.principal import Principal
from common.searching import anywhere
from processing_app.core.intent_events import PaymentStarted
from processing_app.service.asks.domain import AskPayers, PayerRow
from processing_app.service.asks.domain import Payers as Shown
from processing_app.store import behind, log
from processing_app.store import payers as rows

AT_ONCE = 5_000
MOST = 1_000
PREFIX = "intent/"


class Payers:
    """Marks only, never a card's number: its first six and last four digits."""

    def __init__(self, database: Database) -> None:
        """How far it has read stands in the database."""
        self._database = database

    def payers(self, who: Principal, ask: AskPayers) -> Shown:
        """The marks seen last; what the log has got since the last question is read first."""
        while self._turn():
            pass
        limit, pattern = max(1, min(ask.limit, MOST)), anywhere(ask.text.strip())
        found = self._database.read(lambda db: rows.latest(db, kind=ask.kind, pattern=pattern, limit=limit + 1))
        return Shown(
            payers=[
                PayerRow(
                    kind=row["kind"], value=row["value"], first_at=moment(row["first_at"]),
                    last_at=moment(row["last_at"]), payments=row["payments"], intent_id=row["intent_id"],
                )
                for row in found[:limit]
            ],
            more=len(found) > limit,
        )  # fmt: skip

    def _turn(self) -> bool:
        before, page = self._database.read(_next)
        if page.position != before:
            self._database.write(lambda db: _keep(db, before, page), rows.NAME)
        return bool(page.events)


def _next(db: Connection) -> tuple[str, behind.Page]:
    before = behind.at(db, rows.NAME)
    return before, behind.read(db, before, AT_ONCE)


def _keep(db: Connection, before: str, page: behind.Page) -> None:
    if not behind.move(db, rows.NAME, before, page.position):
        return
    for stored in page.events:
        for kind, value in _marks(stored):
            rows.seen(db, kind, value, stored.at, stored.stream.removeprefix(PREFIX))


def _marks(stored: log.Stored) -> Iterator[tuple[str, str]]:
    event = stored.event
    if not isinstance(event, PaymentStarted):
        return
    for kind, value in (("email", event.email), ("phone", event.phone), ("browser", event.browser)):
        if value:
            yield kind, value
    if event.card is not None:
        yield "card", f"{event.card.first6}…{event.card.last4}"
