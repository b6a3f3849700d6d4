"""What holders of wallets and providers are called where others see it."""

from common.database import Connection, Row
from common.errors import Rejected
from processing_app.store import contracts

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


def masked(number: str) -> str:
    """A wallet's number, or an account's, as others see it: its last digits."""
    return HIDDEN + number[-SHOWN_DIGITS:]
