"""The centre as its own provider: wallets stand in the directory of kiosks once there is one."""

import msgspec

from common.database import Connection
from common.fields import ACCOUNT, Field
from common.protocol.card import VERSION, Card, CardKind
from common.retry import LONGEST_MS, MOST_ATTEMPTS, RetryPolicy
from common.words import Words
from processing_app.core import wallet_number
from processing_app.core.ledger import WALLETS
from processing_app.service.delivery import Delivery
from processing_app.service.dialects import WALLETS as DIALECT
from processing_app.service.directory import Directory
from processing_app.service.providers import Providers
from processing_app.store import contracts

NAME = Words("Кошелёк", "Wallet")
GROUP = Words("Кошельки", "Wallets")
LEAST, MOST = 100, 1_500_000
"""Sums that kiosks take for a wallet, minor units: 1 to 15,000 roubles."""
NUMBER = Field(
    name=ACCOUNT,
    label=Words("Номер кошелька", "Wallet number"),
    regex=wallet_number.REGEX,
    type="digits",
    mask="____ ____ ____",
    hint=Words("Двенадцать цифр, они на странице «Кошелёк»", "Twelve digits, they are on the page «Wallet»"),
    example="100000000008",
    error=Words("В номере кошелька двенадцать цифр", "A wallet's number has twelve digits"),
)
PATIENT = RetryPolicy(attempts=MOST_ATTEMPTS, age_ms=LONGEST_MS)
"""It is asked within this very program: whatever holds it up passes, or a person is called."""
LANES = 2


class Offered:
    """Keeps the directory in step. `uid` is the centre's: by it a code that a consumer's window shows is known."""

    def __init__(self, directory: Directory, providers: Providers, delivery: Delivery, uid: str) -> None:
        """Everything is given."""
        self._directory = directory
        self._providers = providers
        self._delivery = delivery
        self._card = card(uid)

    def follow(self, db: Connection) -> None:
        """There is a wallet: a new directory when kiosks did not know of any, or an operator had taken them out.

        Part of the unit of work that opened it.
        """
        row = contracts.provider(db, WALLETS)
        if row is not None and row["active"]:
            return
        if row is not None:
            contracts.change_provider(db, WALLETS, row, active=1, card=self._card)
        else:
            contracts.add_numbered_provider(
                db, provider_id=WALLETS, name=NAME.ru, card=self._card, retry=msgspec.json.encode(PATIENT),
                timeout_ms=1, lanes=LANES, active=1, paused="", code_table=None,
            )  # fmt: skip
        self._directory.publish(db)
        self._providers.forget(WALLETS)
        db.then(self._delivery.look_again)


def card(uid: str) -> bytes:
    """The card of wallets, as the directory keeps it."""
    return msgspec.json.encode(
        Card(
            kind=CardKind.PROVIDER, version=VERSION, issuer=uid, name=NAME, url="", dialect=DIALECT, login="",
            password="", fields=[NUMBER], group=GROUP, minimum=LEAST, maximum=MOST,
        )
    )  # fmt: skip
