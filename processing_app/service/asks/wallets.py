"""What the operator asks about wallets and acceptances; sums in minor units, times in UTC."""

from datetime import datetime
from typing import Annotated

import msgspec

from common.protocol.endpoint import Message
from common.protocol.wallets.payments import PaymentShown
from common.protocol.wallets.wallet import Limits

Text = Annotated[str, msgspec.Meta(max_length=200)]
USUAL = Limits()


class OpenWallet(Message, frozen=True):
    """A wallet for somebody: its card is told once. Limits are those of common/protocol/wallets/wallet.Limits."""

    name: Text
    phone: Text = ""
    email: Text = ""
    per_operation: int = USUAL.per_operation
    per_day: int = USUAL.per_day
    per_hour: int = USUAL.per_hour
    no_confirmation: int = USUAL.no_confirmation


class TryWallet(Message, frozen=True):
    """What would be wrong with a wallet filled in so? `number` is empty for a new one. Nothing is changed."""

    number: str = ""
    name: Text = ""
    phone: Text = ""
    email: Text = ""
    per_operation: int = USUAL.per_operation
    per_day: int = USUAL.per_day
    per_hour: int = USUAL.per_hour
    no_confirmation: int = USUAL.no_confirmation


class EditWallet(Message, frozen=True):
    """Who holds it; what is not given stays.

    With an `edition` the change is refused when the contract is another one by now.
    """

    number: str
    name: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    edition: str = ""


class WalletLimits(Message, frozen=True):
    """What it may spend from now on; what is not given stays. Payments that were taken before go on."""

    number: str
    per_operation: int | None = None
    per_day: int | None = None
    per_hour: int | None = None
    no_confirmation: int | None = None
    edition: str = ""


class WalletNumber(Message, frozen=True):
    """Which wallet."""

    number: str


class AskWalletStatement(Message, frozen=True):
    """A wallet's statement before a line (0: from the newest), as the wallet service has it; at most `limit` lines."""

    number: str
    before: int = 0
    limit: int = 100


class BlockWallet(Message, frozen=True):
    """Nothing leaves it any more, until it is unblocked; money comes in. `reason` is what its holder is told."""

    number: str
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class FindWallets(Message, frozen=True):
    """A page: the beginning of a number or a phone, or a part of a name; only blocked ones, if wanted."""

    text: Text = ""
    blocked: bool = False
    offset: int = 0
    limit: int = 100


class WalletRow(Message, frozen=True):
    """A wallet's contract and what is in it; `blocked` is the reason, empty: it is not.

    `spent_today` counts against its day's limit.
    """

    number: str
    name: str
    phone: str
    email: str
    login: str
    balance: int
    currency: str
    blocked: str
    limits: Limits
    made: datetime
    edition: str
    spent_today: int = 0


class WalletRows(Message, frozen=True):
    """A page, the newest first; `found` is how many there are in all, `balance` what is in all wallets there are."""

    wallets: list[WalletRow]
    found: int
    balance: int


class WalletTold(Message, frozen=True):
    """One wallet; `spent_today` counts against its day's limit, `waiting` charges wait for its holder's word.

    `payments` are its latest, the newest first, as its holder sees them; top-ups stand among those of kiosks.
    """

    wallet: WalletRow
    spent_today: int
    waiting: int
    payments: list[PaymentShown]


class AcceptanceId(Message, frozen=True):
    """A provider of the directory."""

    provider_id: int


class AcceptanceRow(Message, frozen=True):
    """A provider that takes payments by QR and barcode; `balance` is what it is owed in all."""

    provider_id: int
    name: str
    login: str
    active: bool
    balance: int
    currency: str
    made: datetime


class AcceptanceRows(Message, frozen=True):
    """All of them, those that have ended, too."""

    acceptances: list[AcceptanceRow]
