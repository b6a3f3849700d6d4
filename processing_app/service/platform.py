"""What the centre can do for shops: the parts of the payment platform, beside those of every payment."""

from dataclasses import dataclass

from processing_app.service.access import Access
from processing_app.service.balances import Balances
from processing_app.service.banks import Banks
from processing_app.service.domain import Domain
from processing_app.service.domain_trial import Trials
from processing_app.service.intents.attempts import Attempts
from processing_app.service.intents.checkout import Checkouts
from processing_app.service.intents.desk import IntentDesk
from processing_app.service.intents.feed import Feed
from processing_app.service.intents.intents import Intents
from processing_app.service.intents.refunds import Refunds
from processing_app.service.intents.stories import IntentStories
from processing_app.service.payers import Payers
from processing_app.service.repairs.desk import RepairDesk
from processing_app.service.shops import Shops
from processing_app.service.webhooks.desk import WebhookDesk
from processing_app.service.webhooks.subscribing import Subscriptions


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the payment platform; an operation names them with `within="platform.<part>"`."""

    access: Access
    balances: Balances
    domain: Domain
    shops: Shops
    trials: Trials
    payers: Payers
    banks: Banks
    repairs: RepairDesk
    intents: Intents
    attempts: Attempts
    checkouts: Checkouts
    refunds: Refunds
    feed: Feed
    stories: IntentStories
    desk: IntentDesk
    subscriptions: Subscriptions
    webhooks: WebhookDesk
    vault: object
    """What people may do with the vault; the rest of the service knows it only as `Cards`."""
