"""A subscriber's story on one page: the contract, the services, the money, with the balance after each."""

from common.clock import moment
from common.database import Connection, Row
from common.principal import Principal
from common.words import Words
from provider_app.service.dealings import code_of
from provider_app.service.messages import AskTimeline, StoryRow, Timeline
from provider_app.service.part import bounded
from provider_app.service.subscribers import SubscriberPart
from provider_app.store import timeline as store
from provider_app.store.names import Names

NO_LABEL = Words("", "")


class TimelinePart(SubscriberPart):
    """What happened to a subscriber."""

    def timeline(self, db: Connection, who: Principal, ask: AskTimeline) -> Timeline:
        """A page of the story, newest first."""
        tariff = self.subscriber_of(db, ask.number).tariff
        names = Names(db)
        found = store.page(db, ask.number, ask.kind.value, offset=ask.offset, limit=bounded(ask.limit))
        count = store.count(db, ask.number, ask.kind.value)
        return Timeline(rows=[_row(row, names, tariff) for row in found], count=count)


def _row(row: Row, names: Names, tariff: str) -> StoryRow:
    return StoryRow(
        reference=str(row["id"]),
        kind=row["kind"],
        at=moment(row["at"]),
        amount=row["amount"],
        balance=row["balance"],
        label=names.label(row["service"], tariff) if row["service"] else NO_LABEL,
        unit=Words(row["unit_ru"], row["unit_en"]),
        quantity=row["quantity"],
        price=row["price"],
        contract=names.contract(row["contract"]) if row["contract"] else "",
        code=code_of(row["payment_id"]),
        payment_id=row["payment_id"],
        reason=row["reason"],
    )
