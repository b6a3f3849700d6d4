"""What the vault tells payments of a card that was given to them."""

from typing import NamedTuple

from common.protocol.shop.parts import ClientInfo
from processing_app.core.intent_events import CardShown


class Admitted(NamedTuple):
    """A token and a session that were made for this intent: their digests, and what may be known of them."""

    resource: str
    session: str
    shown: CardShown
    client: ClientInfo
