"""The objects of the domain configuration: who is paid, where, and by which terms. Each is kept by revisions.

Sums in minor units, spans in seconds. `flows` are the fees of a captured sum (core/flows.py).
"""

import msgspec

from processing_app.core.flows import Flow
from processing_app.core.rounding import Rounding

SHORTEST_LIFETIME, LONGEST_LIFETIME = 60, 20 * 60
"""How long an attempt to pay may take. Source: seed 003, 1 to 20 minutes."""
DAY = 86_400


class Owner(msgspec.Struct, frozen=True):
    """The legal entity behind shops."""

    id: str
    name: str
    inn: str = ""
    tax_system: str = ""
    active: bool = True


class Shop(msgspec.Struct, frozen=True):
    """Who creates intents."""

    id: str
    owner_id: str
    name: str
    active: bool = True


class Payee(msgspec.Struct, frozen=True):
    """Who is paid in the end."""

    id: str
    owner_id: str
    name: str
    account: str = ""
    bic: str = ""


class Terms(msgspec.Struct, frozen=True):
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


class PosObject(msgspec.Struct, frozen=True):
    """A POS as it is kept: whose it is, its terms by id, and where its pages are."""

    id: str
    shop_id: str
    payee_id: str
    terms_id: str
    name: str
    origins: tuple[str, ...] = ()
    return_urls: tuple[str, ...] = ()
    active: bool = True


DomainObject = Owner | Shop | Payee | Terms | PosObject


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
