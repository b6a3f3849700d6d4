"""What holders of wallets and providers are called where others see it."""

from common.database import Connection, Row
from common.errors import Rejected
from processing_app.store import contracts, wallets

HIDDEN = "••••"
SHOWN_DIGITS = 4


def holder(row: Row) -> str:
    """A wallet's holder as others see him: «Иван И.» of «Иван Иванов»; a single word stays as it is."""
    first, *others = row["name"].split() or [""]
    return f"{first} {others[-1][0]}." if others else first


def provider_name(db: Connection, provider_id: int) -> str:
    """A provider's name in the directory; Rejected `unknown_provider`."""
    row = contracts.provider(db, provider_id)
    if row is None:
        raise Rejected("unknown_provider", str(provider_id))
    name: str = row["name"]
    return name


def taking(db: Connection, provider_id: int) -> str | None:
    """The directory's name of a provider that takes QR and barcodes now; None of any other."""
    acceptance, contract = wallets.acceptance(db, provider_id), contracts.provider(db, provider_id)
    if acceptance is None or not acceptance["active"] or contract is None or not contract["active"]:
        return None
    name: str = contract["name"]
    return name


def demand_taking(db: Connection, provider_id: int) -> str:
    """The same name; Rejected `provider_closed`."""
    name = taking(db, provider_id)
    if name is None:
        contract = contracts.provider(db, provider_id)
        raise Rejected("provider_closed", str(provider_id) if contract is None else contract["name"])
    return name


def masked(number: str) -> str:
    """A wallet's number, or an account's, as others see it: its last digits."""
    return HIDDEN + number[-SHOWN_DIGITS:]
