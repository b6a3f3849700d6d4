"""The doors of /v2: shops enter by their keys, payers by the token of one intent."""

from common.http_server import Doors, read, wait, write
from common.protocol.shop import doors
from processing_app.service.platform import Parts

SHOP, PAYER = "shop", "intent"


def table(parts: Parts) -> Doors:
    """The table of doors for shops and payers."""
    return {
        doors.CREATE: write(parts.intents.create, SHOP),
        doors.FIND: read(parts.intents.find, SHOP),
        doors.LOOK: read(parts.intents.look, SHOP, PAYER),
        doors.CANCEL: write(parts.intents.cancel, SHOP),
        doors.METHODS: read(parts.intents.payment_methods, SHOP, PAYER),
        doors.EVENTS: wait(parts.feed.events, SHOP, PAYER),
    }
