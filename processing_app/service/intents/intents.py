"""An intent itself, as its shop and its payer ask for it: create, look, find, cancel, ways to pay."""

from collections.abc import Iterable

import msgspec

from common import ids
from common.clock import milliseconds
from common.database import Connection
from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from common.protocol.shop.doors import AskShops, ShopList, ShopShown
from common.protocol.shop.intents import (
    AccessToken,
    AskIntent,
    CancelIntent,
    CreateIntent,
    FindIntent,
    IntentMade,
    Method,
    Methods,
    PaymentIntent,
)
from common.protocol.shop.parts import CartLine, Rational
from processing_app.core import cart, intent, opening
from processing_app.core.domain import Pos, PosObject
from processing_app.core.intent import Intent
from processing_app.service.domain import objects
from processing_app.service.intents import looks
from processing_app.service.intents.ground import Ground
from processing_app.service.intents.recording import record
from processing_app.service.intents.seeing import SHOP
from processing_app.store import intent_rows, intents

LONGEST_TEXT = 1000
LONGEST_NUMBER = 100
LATER = ("allocation", "composite", "randomize_amount")
"""Fields of later versions, by their names here."""


class Intents:
    """What /v2/payment-intents does."""

    def __init__(self, ground: Ground) -> None:
        """All of it is given."""
        self._ground = ground

    def create(self, db: Connection, who: Principal, ask: CreateIntent) -> IntentMade:
        """A new intent; or, asked again under the same externalID with the same meaning, the one made before.

        Rejected as `core.opening.create` says, and `not_supported`; Broken `external_id_conflict`.
        """
        _demand_supported(ask)
        pos = self._pos(db, who, ask.shop_id)
        before = self._before(db, pos.shop_id, ask.external_id)
        if before is None:
            now = self._ground.clock.now_ms()
            events = opening.create(pos, ids.short_id(), _question(ask), now)
            before = record(db, intent.NEW, events, who, now, shop_id=pos.shop_id)
        else:
            opening.repeated(before, pos.id, _question(ask))
        token = AccessToken(payload=self._ground.token(before.id))
        return IntentMade(payment_intent=looks.intent(before), payment_intent_auth_token=token)

    def look(self, db: Connection, who: Principal, ask: AskIntent) -> PaymentIntent:
        """An intent as it is now."""
        return looks.intent(self._ground.look(db, who, ask.payment_intent_id))

    def find(self, db: Connection, who: Principal, ask: FindIntent) -> PaymentIntent:
        """The shop's intent with its own number; ContractFault `not_found`."""
        kind, shop_id = who.acts_as
        found = intent_rows.by_external_id(db, shop_id, ask.external_id) if kind == SHOP and ask.external_id else None
        if found is None:
            raise ContractFault("not_found")
        return looks.intent(self._ground.look(db, who, found))

    def cancel(self, db: Connection, who: Principal, ask: CancelIntent) -> PaymentIntent:
        """The shop no longer wants it; asked again, it says the same."""
        before = self._ground.load(db, who, ask.payment_intent_id)
        now = self._ground.clock.now_ms()
        events = opening.cancel(before, demand_reason(ask.reason), now)
        return looks.intent(record(db, before, events, who, now))

    def payment_methods(self, db: Connection, who: Principal, ask: AskIntent) -> Methods:
        """All ways to pay this intent, as its POS's terms allow; none once it is not to be paid any more."""
        state = self._ground.look(db, who, ask.payment_intent_id)
        if state.status is not intent.IntentStatus.UNPAID:
            return Methods(methods=[])
        return Methods(methods=ways(self._ground.pos(db, state)))

    def shops(self, db: Connection, who: Principal, ask: AskShops) -> ShopList:
        """The POS of this key's shop, closed ones included."""
        _, shop_id = who.acts_as
        own = [one.id for one in objects(db) if isinstance(one, PosObject) and one.shop_id == shop_id]
        return ShopList(shops=[_shop_shown(self._ground.domain.pos(db, name)) for name in own])

    def _pos(self, db: Connection, who: Principal, pos_id: str) -> Pos:
        pos = self._ground.domain.pos(db, pos_id)
        if who.acts_as != (SHOP, pos.shop_id):
            raise ContractFault("not_found")
        return pos

    def _before(self, db: Connection, shop_id: str, external_id: str) -> Intent | None:
        if not external_id:
            return None
        found = intent_rows.by_external_id(db, shop_id, external_id)
        before = intents.load(db, found) if found is not None else None
        if before is not None and before.stopped:
            raise Broken("intent_stopped", before.id)
        return before


def ways(pos: Pos) -> list[Method]:
    """The methods of a POS as payers choose among them."""
    known = {
        "card": Method(method="BankCard", payment_systems=list(pos.systems)),
        "link": Method(method="BankLink", bank=pos.bank),
        "kiosk": Method(method="Kiosk"),
    }
    return [known[name] for name in pos.methods]


def _shop_shown(pos: Pos) -> ShopShown:
    return ShopShown(
        id=pos.id, name=pos.name, currency=pos.currency, methods=ways(pos), origins=list(pos.origins),
        return_urls=list(pos.return_urls), active=pos.active,
    )  # fmt: skip


def demand_reason(reason: str) -> str:
    """Why somebody wants it; Rejected `reason_required`."""
    if not reason.strip():
        raise Rejected("reason_required", "reason")
    return reason.strip()[:LONGEST_TEXT]


def lines(asked: Iterable[CartLine]) -> tuple[cart.Asked, ...]:
    """The lines of a question in the cart's own words."""
    return tuple(_line(one) for one in asked)


def _line(one: CartLine) -> cart.Asked:
    quantity = one.quantity
    p, q = (quantity.share.p, quantity.share.q) if isinstance(quantity, Rational) else (quantity, 1)
    return cart.Asked(
        one.product, one.price, p, q, None if one.cost is msgspec.UNSET else one.cost,
        "" if one.tax_mode is msgspec.UNSET else one.tax_mode.rate,
        "" if one.measurement_unit is msgspec.UNSET else one.measurement_unit,
    )  # fmt: skip


def _question(ask: CreateIntent) -> opening.Question:
    return opening.Question(
        product=ask.product, lines=lines(ask.cart), currency=ask.currency, due_at=milliseconds(ask.due_date),
        amount=ask.amount, description=ask.description, external_id=ask.external_id, metadata=ask.metadata,
    )  # fmt: skip


def _demand_supported(ask: CreateIntent) -> None:
    for name in LATER:
        if getattr(ask, name) is not msgspec.UNSET:
            raise Rejected("not_supported", {"randomize_amount": "randomizeAmount"}.get(name, name))
    if not 0 < len(ask.product.strip()) <= LONGEST_TEXT or len(ask.description) > LONGEST_TEXT:
        raise Rejected("wrong_value", "product, description")
    if len(ask.external_id) > LONGEST_NUMBER:
        raise Rejected("wrong_value", "externalID")
