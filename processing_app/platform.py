"""How the payment platform is put together, on the centre's own database: domain → vault → banks → intents → doors."""

from common import ids, spawn
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import Rejected
from common.http_client.stranger import Stranger
from common.http_server import Clients, Doors
from common.money import LARGEST
from common.role import Place
from common.settings import Option
from common.words import Words
from processing_app.backoffice import LEISURE_SECONDS, Backoffice, Hands, Round, telling
from processing_app.bank.simulated.pages import Pages
from processing_app.bank.simulated.store import TABLES as BANK_TABLES
from processing_app.bank.simulated.store_accounts import UPGRADES as BANK_UPGRADES
from processing_app.bank.simulated.store_accounts import VERSION as BANK_VERSION
from processing_app.server import callbacks as coming_back
from processing_app.server import checkout, shop
from processing_app.service.access import Access
from processing_app.service.balances import Balances
from processing_app.service.banks import Banks, Simulated
from processing_app.service.domain import Domain
from processing_app.service.domain_trial import Trials
from processing_app.service.intents.attempts import Attempts
from processing_app.service.intents.callbacks import Callbacks
from processing_app.service.intents.checkout import Checkouts
from processing_app.service.intents.desk import IntentDesk
from processing_app.service.intents.driver import Driver
from processing_app.service.intents.feed import Feed
from processing_app.service.intents.ground import Ground
from processing_app.service.intents.intents import Intents
from processing_app.service.intents.refunds import Refunds
from processing_app.service.intents.stories import IntentStories
from processing_app.service.intents.waking import Waking
from processing_app.service.origins import Origins
from processing_app.service.payers import Payers
from processing_app.service.platform import Parts
from processing_app.service.repairs.console import THRESHOLD
from processing_app.service.repairs.desk import desk
from processing_app.service.shops import Shops
from processing_app.service.statistics import Statistics
from processing_app.service.tokens import Tokens
from processing_app.service.webhooks.desk import WebhookDesk
from processing_app.service.webhooks.keys import Keys
from processing_app.service.webhooks.notifier import Notifier
from processing_app.service.webhooks.places import Neighbourhood
from processing_app.service.webhooks.post import Post
from processing_app.service.webhooks.sender import DOUBTFUL, SOUND, Sender
from processing_app.service.webhooks.subscribing import Subscriptions
from processing_app.timers import Timers
from processing_app.vault import doors as vault_doors
from processing_app.vault.desk import Desk
from processing_app.vault.service import Vault
from processing_app.vault.upkeep import Upkeep

FOUR_EYES_ABOVE = Option(
    "--four-eyes-above",
    Words(
        f"сумма в копейках, выше которой починку решают двое ({THRESHOLD})",
        f"the sum in kopecks above which two persons repair ({THRESHOLD})",
    ),
)
"""The role's own option; no operator can change it from inside."""
DIGITS = len(str(LARGEST))
WIDTHS = {SOUND: 8, DOUBTFUL: 4}
"""Threads that wait for receivers' answers."""


class Platform:
    """What a centre needs to work for shops."""

    def __init__(self, place: Place, database: Database, gatekeeper: Gatekeeper) -> None:
        """Build every part; the vault and the simulated bank have databases of their own."""
        self.vault = Vault(place)
        self.bank_database = Database(
            place.folder / "bank.db", BANK_TABLES, version=BANK_VERSION, upgrades=BANK_UPGRADES, watch=place.watch
        )
        simulated = Simulated(database, self.bank_database, place.clock, place.url)
        domain = Domain(place.clock)
        self.driver = Driver(
            database, place.clock, simulated, domain, self.vault, place.log, ids.chance().random
        )  # fmt: skip
        self._callbacks = Callbacks(database, domain, self.driver, place.url)
        self._url = place.url
        self._pages = Pages(self.bank_database, place.clock, place.url, self._callbacks.come)
        self.timers = Timers(database, Waking(place.clock), self.driver.forget_ended, place.clock, place.log)
        self.upkeep = Upkeep(self.vault, place.clock, place.log)
        self.tokens = Tokens(database, place.secrets, place.clock, place.identity.uid)
        self.clients = Clients(self.tokens.bearer, Origins(database, domain, place.own).registered)
        self.statistics = Statistics(database)
        post = _post(place, domain)
        self.notifier, self.sender = Notifier(database, place.clock), Sender(database, place.clock, place.log, post)
        self._hands = Hands(WIDTHS)
        self.backoffice = Backoffice(
            (
                Round("statistics", self.statistics.turn, LEISURE_SECONDS),
                telling("webhooks", self.notifier.turn, self.sender, self._hands),
            ),
            place.log,
        )
        ground = Ground(place.clock, domain, self.vault, self.tokens.for_intent)
        refunds = Refunds(ground)
        self.parts = Parts(
            access=Access(place.clock, self.tokens),
            balances=Balances(domain),
            domain=domain,
            shops=Shops(domain),
            trials=Trials(),
            payers=Payers(database),
            vault=Desk(self.vault),
            banks=Banks(self.bank_database, simulated, self._pages),
            repairs=desk(database, place.clock, domain, simulated, gatekeeper, _threshold(place)),
            intents=Intents(ground),
            attempts=Attempts(ground),
            checkouts=Checkouts(ground),
            refunds=refunds,
            feed=Feed(ground),
            stories=IntentStories(),
            desk=IntentDesk(ground, refunds),
            subscriptions=Subscriptions(place.clock, post),
            webhooks=WebhookDesk(database, place.clock, post),
        )

    def doors(self) -> Doors:
        """The doors of /v2, of the vault, of banks' callbacks; the simulated bank's own pages; the checkout page."""
        return {
            **shop.table(self.parts),
            **vault_doors.table(self.vault),
            **coming_back.table(self._callbacks),
            **self._pages.doors(),
            **checkout.table(self._url),
        }

    def start(self, stop: spawn.Signal) -> None:
        """Let time go on, until told to stop."""
        self.timers.start(stop)
        self.upkeep.start(stop)
        self.backoffice.start(stop)

    def close(self) -> None:
        """Let go of everything but the centre's database."""
        self.timers.close()
        self.upkeep.close()
        self.backoffice.close()
        self._hands.close()
        self.vault.close()
        self.vault.database.close()
        self.bank_database.close()


def _post(place: Place, domain: Domain) -> Post:
    """How receivers of notifications are told: by secrets that follow from this role's key, never at a role's place."""
    stranger = Stranger(place.log, place.clock, us=f"processing:{place.identity.uid}")
    return Post(place.clock, domain, Keys(place.secrets.own_key()), Neighbourhood(place.own), stranger)


def _threshold(place: Place) -> int:
    """Above which an act of repair takes two persons, minor units: as the role was started."""
    given = place.settings.own.get(FOUR_EYES_ABOVE.name.removeprefix("--"))
    if given is None:
        return THRESHOLD
    if not (given.isascii() and given.isdigit() and len(given) <= DIGITS and int(given) <= LARGEST):
        raise Rejected("wrong_value", f"{FOUR_EYES_ABOVE.name} {given[:40]}")
    return int(given)
