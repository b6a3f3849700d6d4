"""Reconciliation of wallets: the ledger, the wallet service's book and providers' registers, compared.

Each discrepancy has one of eight kinds, and is found once. Sums in minor units, times in ms UTC. Source: seed 002,
«Reconciliation»; reliability.md, invariant D8.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is wrong."""

    MISSING_IN_WALLET = "missing_in_wallet"
    """The ledger moved money of a wallet, and its statement has no line of it."""
    MISSING_IN_LEDGER = "missing_in_ledger"
    """A statement has a line of which the ledger knows nothing."""
    AMOUNT_DIFFERS = "amount_differs"
    """Both have it, with different sums."""
    ENTERED_TWICE = "entered_twice"
    """A statement has one movement of the ledger a second time."""
    BALANCE_DIFFERS = "balance_differs"
    """The wallet service's balance is not the ledger's, and no line explains why."""
    MISSING_AT_PROVIDER = "missing_at_provider"
    """A provider was paid, and its register does not have it."""
    UNKNOWN_TO_CENTRE = "unknown_to_centre"
    """A provider's register has a payment that it was never paid."""
    PROVIDER_SUM_DIFFERS = "provider_sum_differs"
    """Both have it, with different sums or currencies."""


class Entry(NamedTuple):
    """What one event did to one wallet: `amount` is signed, `position` the event's in the log."""

    wallet_id: str
    position: int
    payment_id: str
    amount: int


class Paid(NamedTuple):
    """A payment that came to a provider."""

    provider_id: int
    payment_id: str
    amount: int
    currency: str


class Discrepancy(NamedTuple):
    """One of them: `ours` is the ledger's sum, `theirs` the other side's; None where that side has nothing."""

    kind: Kind
    payment_id: str
    wallet_id: str = ""
    provider_id: int = 0
    ours: int | None = None
    theirs: int | None = None


class Balances(NamedTuple):
    """A wallet's balance in the ledger and in the wallet service's book, and the last payment that touched it."""

    ours: int
    theirs: int
    last_payment: str = ""


def of_lines(ledger: Iterable[Entry], book: Iterable[Entry]) -> Iterator[Discrepancy]:
    """What differs between the ledger's movements and the statements' lines."""
    left = {(one.wallet_id, one.position): one for one in ledger}
    known = Counter((one.wallet_id, one.payment_id, one.amount) for one in left.values())
    strange: list[Entry] = []
    for line in book:
        ours = left.pop((line.wallet_id, line.position), None)
        if ours is None:
            strange.append(line)
        elif ours.amount != line.amount:
            yield Discrepancy(Kind.AMOUNT_DIFFERS, ours.payment_id, line.wallet_id, 0, ours.amount, line.amount)
    for one in left.values():
        yield Discrepancy(Kind.MISSING_IN_WALLET, one.payment_id, one.wallet_id, 0, one.amount, None)
    for line in strange:
        again = known[line.wallet_id, line.payment_id, line.amount] > 0
        kind = Kind.ENTERED_TWICE if again else Kind.MISSING_IN_LEDGER
        yield Discrepancy(kind, line.payment_id, line.wallet_id, 0, line.amount if again else None, line.amount)


def of_balances(wallets: Mapping[str, Balances], found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """Balances that differ by something else than what the lines already say."""
    said: Counter[str] = Counter()
    for one in found:
        if one.kind is not Kind.ENTERED_TWICE:
            said[one.wallet_id] += (one.ours or 0) - (one.theirs or 0)
        else:
            said[one.wallet_id] -= one.theirs or 0
    for wallet_id, both in wallets.items():
        differs = both.ours - both.theirs
        if differs and differs != said[wallet_id]:
            yield Discrepancy(Kind.BALANCE_DIFFERS, both.last_payment, wallet_id, 0, both.ours, both.theirs)


def of_registers(
    paid: Iterable[Paid], registers: Iterable[Paid], young: frozenset[str] = frozenset()
) -> Iterator[Discrepancy]:
    """What differs between what providers were paid and what they say; of `young` payments they may know nothing yet.

    A payment that stands twice in a register counts with the sum of both.
    """
    theirs: dict[tuple[int, str], tuple[int, str]] = {}
    for row in registers:
        before = theirs.get((row.provider_id, row.payment_id), (0, row.currency))
        theirs[row.provider_id, row.payment_id] = (before[0] + row.amount, row.currency)
    for one in paid:
        told = theirs.pop((one.provider_id, one.payment_id), None)
        if told is None and one.payment_id not in young:
            yield Discrepancy(Kind.MISSING_AT_PROVIDER, one.payment_id, "", one.provider_id, one.amount, None)
        elif told is not None and told != (one.amount, one.currency):
            yield Discrepancy(Kind.PROVIDER_SUM_DIFFERS, one.payment_id, "", one.provider_id, one.amount, told[0])
    for (provider_id, payment_id), (amount, _) in theirs.items():
        yield Discrepancy(Kind.UNKNOWN_TO_CENTRE, payment_id, "", provider_id, None, amount)
