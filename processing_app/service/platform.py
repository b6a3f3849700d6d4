"""What the centre can do for shops: the parts of the payment platform, beside those of every payment."""

from dataclasses import dataclass

from processing_app.service.domain import Domain
from processing_app.service.intents.feed import Feed
from processing_app.service.intents.intents import Intents
from processing_app.service.shops import Shops


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the payment platform."""

    domain: Domain
    shops: Shops
    intents: Intents
    feed: Feed
