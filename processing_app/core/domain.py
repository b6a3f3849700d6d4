"""The objects of the domain configuration: who is paid, where, and by which terms. Each is kept by revisions.

Sums in minor units, spans in seconds. `flows` are the fees of a captured sum (core/flows.py).
"""

import msgspec

from processing_app.core.flows import Flow
from processing_app.core.rounding import Rounding

SHORTEST_LIFETIME, LONGEST_LIFETIME = 60, 20 * 60
"""How long an attempt to pay may take. Source: seed 003, 1 to 20 minutes."""
DAY = 86_400
SHORTEST_HOLD, LONGEST_HOLD = 60, 30 * DAY
METHODS = ("card", "link", "kiosk")
"""By a card, by a bank's QR code or link, in cash at a kiosk."""
SYSTEMS = ("visa", "mastercard", "mir", "unionpay", "maestro", "jcb", "amex")
TAX_SYSTEMS = ("general", "simplified_income", "simplified_profit", "agricultural", "patent")


class Owner(msgspec.Struct, frozen=True, tag_field="kind", tag="owner", forbid_unknown_fields=True):
    """The legal entity behind shops."""

    id: str
    name: str
    inn: str = ""
    tax_system: str = "general"
    active: bool = True


class Shop(msgspec.Struct, frozen=True, tag_field="kind", tag="shop", forbid_unknown_fields=True):
    """Who creates intents."""

    id: str
    owner_id: str
    name: str
    active: bool = True


class Payee(msgspec.Struct, frozen=True, tag_field="kind", tag="payee", forbid_unknown_fields=True):
    """Who is paid in the end."""

    id: str
    owner_id: str
    name: str
    account: str = ""
    bic: str = ""


class Terms(msgspec.Struct, frozen=True, tag_field="kind", tag="terms", forbid_unknown_fields=True):
    """What a POS may do: methods are card, link, kiosk; `systems` of cards, empty for all; a `bank` carries it out."""

    id: str
    name: str = ""
    methods: tuple[str, ...] = ("card", "link", "kiosk")
    systems: tuple[str, ...] = ()
    currency: str = "RUB"
    minimum: int = 1
    maximum: int = 100_000_000
    lifetime_seconds: int = 15 * 60
    hold_seconds: int = DAY
    bank: str = "simulated"
    flows: tuple[Flow, ...] = ()
    rounding: Rounding = Rounding.HALF_AWAY
    levy: int = 0


class PosObject(msgspec.Struct, frozen=True, tag_field="kind", tag="pos", forbid_unknown_fields=True):
    """A POS as it is kept: whose it is, its terms by id, and where its pages are."""

    id: str
    shop_id: str
    payee_id: str
    terms_id: str
    name: str
    origins: tuple[str, ...] = ()
    return_urls: tuple[str, ...] = ()
    active: bool = True


class Bank(msgspec.Struct, frozen=True, tag_field="kind", tag="bank", forbid_unknown_fields=True):
    """A bank that authorizes payments; `adapter` is the part of the program that speaks to it."""

    id: str
    name: str
    adapter: str = "simulated"


DomainObject = Owner | Shop | Payee | Terms | Bank | PosObject
KINDS = ("owner", "shop", "payee", "terms", "bank", "pos")
_DECODER = msgspec.json.Decoder(DomainObject)


def read(body: bytes) -> DomainObject:
    """An object as it is kept."""
    found: DomainObject = _DECODER.decode(body)
    return found


def written(thing: DomainObject) -> bytes:
    """An object to be kept: the same object is the same bytes."""
    return msgspec.json.encode(thing)


def kind_of(thing: DomainObject) -> str:
    """Which of KINDS it is."""
    return str(thing.__struct_config__.tag)


class Pos(msgspec.Struct, frozen=True):
    """A POS with everything that judges a payment there, at one `revision` of the domain.

    `active` only when the POS, its shop and its owner are.
    """

    id: str
    shop_id: str
    owner_id: str
    payee_id: str
    name: str
    active: bool = True
    currency: str = "RUB"
    methods: tuple[str, ...] = ("card", "link", "kiosk")
    systems: tuple[str, ...] = ()
    minimum: int = 1
    maximum: int = 100_000_000
    origins: tuple[str, ...] = ()
    return_urls: tuple[str, ...] = ()
    lifetime_seconds: int = 15 * 60
    hold_seconds: int = DAY
    bank: str = "simulated"
    flows: tuple[Flow, ...] = ()
    rounding: Rounding = Rounding.HALF_AWAY
    levy: int = 0
    revision: int = 0


def joined(pos: PosObject, shop: Shop, owner: Owner, terms: Terms, revision: int) -> Pos:
    """A POS with everything that its objects say of it."""
    return Pos(
        id=pos.id, shop_id=shop.id, owner_id=owner.id, payee_id=pos.payee_id, name=pos.name,
        active=pos.active and shop.active and owner.active, currency=terms.currency, methods=terms.methods,
        systems=terms.systems, minimum=terms.minimum, maximum=terms.maximum, origins=pos.origins,
        return_urls=pos.return_urls, lifetime_seconds=terms.lifetime_seconds, hold_seconds=terms.hold_seconds,
        bank=terms.bank, flows=terms.flows, rounding=terms.rounding, levy=terms.levy, revision=revision,
    )  # fmt: skip
