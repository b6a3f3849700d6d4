"""Every kind of event that the log may hold, by its name."""

from processing_app.core.events import PAYMENT_KINDS, Event
from processing_app.core.intent_events import INTENT_KINDS
from processing_app.core.wallet_events import WALLET_KINDS

KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in (*PAYMENT_KINDS, *INTENT_KINDS, *WALLET_KINDS)}
"""Every event that is ever stored. A stored event is never changed: a new shape is a new `schema`."""
