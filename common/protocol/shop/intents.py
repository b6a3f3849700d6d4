"""Payment intents under /v2: create, look, cancel, list; and the answers that show one."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from common.protocol.endpoint import Moment
from common.protocol.shop.naming import ShopMessage
from common.protocol.shop.parts import CartLine

IntentStatus = Literal["unpaid", "paid", "cancelled", "overdue"]


class CreateIntent(ShopMessage, frozen=True):
    """A POS wants a cart paid by `dueDate`. `amount`, where given, must be the cart's sum.

    `externalID` makes a repeat safe: the same meaning, the same intent; another meaning is 409 `external_id_conflict`.
    `allocation` (split), `composite` and `randomizeAmount` belong to later versions: given, they are `not_supported`.
    """

    shop_id: str
    product: str
    cart: list[CartLine]
    due_date: Moment
    currency: str = "RUB"
    amount: int | None = None
    description: str = ""
    external_id: str = ""
    metadata: dict[str, Any] = {}
    allocation: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    composite: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    randomize_amount: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class PaymentIntent(ShopMessage, frozen=True, omit_defaults=True):
    """An intent as its shop sees it; field for field as in seed 003."""

    id: str
    shop_id: str
    status: IntentStatus
    amount: int
    currency: str
    cart: list[CartLine]
    created_at: datetime
    due_date: datetime
    product: str
    metadata: dict[str, Any]
    description: str = ""
    external_id: str = ""
    reason: str = ""


class AccessToken(ShopMessage, frozen=True):
    """A signed token for a client; it is told once."""

    payload: str


class IntentMade(ShopMessage, frozen=True):
    """A new intent, or the one that was made before by the same `externalID`, and a token for its payer's browser."""

    payment_intent: PaymentIntent
    payment_intent_auth_token: AccessToken


class AskIntent(ShopMessage, frozen=True):
    """Which intent."""

    payment_intent_id: str


class FindIntent(ShopMessage, frozen=True):
    """By the shop's own number."""

    external_id: str


class CancelIntent(ShopMessage, frozen=True):
    """The shop no longer wants it; refused (422 `invalid_intent_status`) once it is paid or pinned by a hold."""

    payment_intent_id: str
    reason: str


class Method(ShopMessage, frozen=True, omit_defaults=True):
    """A way to pay that the POS's terms allow: card (with its systems), link (a bank), or kiosk."""

    method: Literal["BankCard", "BankLink", "Kiosk"]
    payment_systems: list[str] = []
    bank: str = ""


class Methods(ShopMessage, frozen=True):
    """All ways to pay this intent now."""

    methods: list[Method]
