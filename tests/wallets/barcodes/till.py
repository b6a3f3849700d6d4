"""A till beside the payment service: it spends barcodes in units of work, without any money."""

import itertools

from common import ids
from common.clock import VirtualClock
from common.database import Connection
from common.errors import OplataError
from common.principal import Principal
from common.protocol.wallets import codes
from processing_app.service.wallets.barcodes import Barcodes
from processing_app.store import wallets
from tests.processing_app.standin import Centre

SHOP = 3
_NUMBERS = itertools.count(10**11)


class WallClock(VirtualClock):
    """A clock on the wall that somebody sets; the one that only grows goes on as it did."""

    def __init__(self) -> None:
        super().__init__()
        self._set_by = 0

    def now_ms(self) -> int:
        return super().now_ms() + self._set_by

    def set_by(self, seconds: int) -> None:
        """Set it forward, or back."""
        self._set_by += seconds * 1000

    def sleep_through(self, seconds: int) -> None:
        """The computer sleeps: the one that only grows stands still on some systems."""
        self.set_by(seconds)


def open_wallets(centre: Centre, count: int = 1) -> list[Principal]:
    """Wallets with nothing in them, each of a number of its own."""
    numbers = [str(next(_NUMBERS)) for _ in range(count)]
    centre.database.write(lambda db: _open(db, numbers))
    return [Principal("wallet", number, "T-9") for number in numbers]


def fetch(barcodes: Barcodes, who: Principal) -> tuple[str, str]:
    """The two codes that a holder is shown."""
    pair = barcodes.fetch(who, codes.AskBarcodes())
    return pair.now.code, pair.later.code


def spend(centre: Centre, barcodes: Barcodes, code: str, shop: int = SHOP) -> str:
    """Whose it was, or the word of the refusal."""
    try:
        return centre.database.write(lambda db: spend_in(db, barcodes, code, shop))
    except OplataError as no:
        return no.code


def spend_in(db: Connection, barcodes: Barcodes, code: str, shop: int = SHOP) -> str:
    """The same within a unit of work."""
    return barcodes.spend(db, code, ids.uuid7(1), shop, 1).wallet_id


def _open(db: Connection, numbers: list[str]) -> None:
    for number in numbers:
        wallets.add(
            db, wallet_id=number, name="Иван Иванов", phone="", email="", login=f"wallet-{number}", currency="RUB",
            blocked="", made=1, per_operation=1_500_000, per_day=6_000_000, per_hour=60, no_confirmation=100_000,
        )  # fmt: skip
