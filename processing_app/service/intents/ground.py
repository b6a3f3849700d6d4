"""What every part of the intents' service stands on: the clock, the domain, the vault, and who may see what."""

from collections.abc import Callable
from dataclasses import dataclass

from common.clock import Clock
from common.database import Connection
from common.errors import Broken, ContractFault
from common.principal import Principal
from processing_app.core.domain import Pos
from processing_app.core.intent import Intent
from processing_app.core.payment import Payment
from processing_app.service.domain import Domain
from processing_app.service.intents.cards import Cards
from processing_app.service.intents.seeing import READ, demand
from processing_app.store import intents

Token = Callable[[str], str]
"""A new token for the payer of an intent."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Given once; all of it may be used from any thread."""

    clock: Clock
    domain: Domain
    cards: Cards
    token: Token

    def load(self, db: Connection, who: Principal, intent_id: str, scope: str = READ) -> Intent:
        """An intent in a unit of work; ContractFault `not_found`, Broken `intent_stopped`."""
        return self._admitted(db, who, intents.load(db, intent_id), scope)

    def look(self, db: Connection, who: Principal, intent_id: str, scope: str = READ) -> Intent:
        """An intent as committed; ContractFault `not_found`, Broken `intent_stopped`."""
        return self._admitted(db, who, intents.look(db, intent_id), scope)

    def pos(self, db: Connection, state: Intent) -> Pos:
        """The POS of an intent, as the revision has it that the intent was made under."""
        return self.domain.pos(db, state.asked.pos_id, state.asked.domain_revision)

    def _admitted(self, db: Connection, who: Principal, found: Intent | None, scope: str) -> Intent:
        if found is None:
            raise ContractFault("not_found")
        demand(who, found.id, self.pos(db, found).shop_id, scope)
        if found.stopped:
            raise Broken("intent_stopped", found.id)
        return found


def one_of(state: Intent, payment_id: str) -> Payment:
    """One of an intent's payments; ContractFault `not_found`."""
    found = state.payments.get(payment_id)
    if found is None:
        raise ContractFault("not_found")
    return found
