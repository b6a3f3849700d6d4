"""The feed of an intent's events: whoever replays it from the beginning knows the intent's state."""

from itertools import islice

from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol.shop.events import AskEvents, IntentEvent
from processing_app.service.intents import shown
from processing_app.service.intents.ground import Ground
from processing_app.store import log

MOST = 1000
LONGEST_WAIT = 30


class Feed:
    """Reads; changes nothing."""

    def __init__(self, ground: Ground) -> None:
        """All of it is given."""
        self._ground = ground

    def events(self, db: Connection, who: Principal, ask: AskEvents) -> list[IntentEvent]:
        """The public events after `eventID`, in order, at most `limit` of them."""
        if not (ask.event_id >= 0 and 0 < ask.limit <= MOST and 0 <= ask.wait <= LONGEST_WAIT):
            raise Rejected("wrong_value", f"eventID ≥ 0, limit 1–{MOST}, wait 0–{LONGEST_WAIT}")
        self._ground.look(db, who, ask.payment_intent_id)
        history = log.load(db, log.intent(ask.payment_intent_id))
        return list(islice(shown.events(history, self._ground.cards, after=ask.event_id), ask.limit))
