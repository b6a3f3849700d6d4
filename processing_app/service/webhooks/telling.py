"""The body of a notification: made from the log at each sending, so that no row and no file holds what it tells."""

import msgspec

from common.clock import moment
from common.database import Connection, Row
from common.protocol.shop.webhooks import Notification
from processing_app.service.intents import shown
from processing_app.service.webhooks.kinds import of_change
from processing_app.store import log

_ENCODER = msgspec.json.Encoder()


class NoTokens:
    """A notification goes to an address, not to a login: nobody learns a card's token from it."""

    def shown(self, resource: str, session: str) -> tuple[str, str]:
        """None of them."""
        return "", ""


def told(db: Connection, webhook: Row, row: Row) -> tuple[bytes, str]:
    """The same bytes at each sending: what an event says is settled when it is stored. And the trace of that event."""
    version = row["version"]
    history = log.load(db, log.intent(row["intent_id"]))
    event = next(shown.events(history, NoTokens(), after=version - 1))
    change = next(one for one in event.changes if of_change(one) == row["event_type"])
    notification = Notification(
        notification_id=row["notification_id"], event_type=row["event_type"], webhook_id=webhook["webhook_id"],
        shop_id=webhook["pos_id"], payment_intent_id=row["intent_id"], sequence=row["sequence"], event_id=version,
        occurred_at=moment(row["at"]), change=change,
    )  # fmt: skip
    return _ENCODER.encode(notification), next(one.trace for one in history if one.version == version)
