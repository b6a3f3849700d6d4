"""What the operator asks about reconciliation of wallets; sums in minor units, times in UTC."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from common.protocol.endpoint import Message, Moment
from common.words import Words

DifferenceKind = Literal[
    "missing_in_wallet", "missing_in_ledger", "amount_differs", "entered_twice", "balance_differs",
    "missing_at_provider", "unknown_to_centre", "provider_sum_differs",
]  # fmt: skip
"""The eight kinds; core/wallet_reconciliation.py says what each means."""


class ReconcileWallets(Message, frozen=True):
    """Compare the ledger, the wallet service and providers' registers for what happened in [since, until)."""

    since: Moment
    until: Moment


class AskWalletReconciliations(Message, frozen=True):
    """The latest ones."""

    limit: int = 20


class WalletReconciliation(Message, frozen=True):
    """One of them: `agreed` movements and payments are right; `counts` of the others by kind.

    `unread` are the providers whose register could not be read, and why: with them nothing was compared.
    """

    id: int
    who: str
    started: datetime
    ended: datetime
    since: datetime
    until: datetime
    agreed: int
    differences: int
    counts: dict[str, int]
    unread: dict[str, Words]


class WalletReconciliations(Message, frozen=True):
    """Newest first; `hour` of Moscow is when the day before is reconciled by itself, -1: never."""

    reconciliations: list[WalletReconciliation]
    hour: int


class AskWalletDifferences(Message, frozen=True):
    """What one of them found (0: the latest), of one kind or of all, after a discrepancy's number."""

    id: int = 0
    kind: DifferenceKind | Literal[""] = ""
    after: int = 0
    limit: int = 200


class WalletDifference(Message, frozen=True):
    """A discrepancy: `ours` is the ledger's sum, `theirs` the wallet service's or the provider's."""

    number: int
    kind: DifferenceKind
    words: Words
    payment_id: str
    code: str
    wallet: str
    provider_id: int
    provider: str
    ours: int | None
    theirs: int | None


class WalletDifferences(Message, frozen=True):
    """A page of them."""

    summary: WalletReconciliation | None
    differences: list[WalletDifference]
    more: bool


class ScheduleWalletReconciliation(Message, frozen=True):
    """After which hour of Moscow the day before is reconciled; -1: never."""

    hour: Annotated[int, msgspec.Meta(ge=-1, le=23)]
