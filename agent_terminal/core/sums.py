"""Sums of one payment: inserted = agent's fee + amount, and the limits of the amount turned into limits of the cash."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from common.money import LARGEST, Range, commission

MAX_BASIS_POINTS = 5_000
"""An agent's commission above half of the sum is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Split:
    """One payment's sums in minor units, as its message carries them."""

    inserted: int
    fee: int
    amount: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a payer was shown before any cash: limits of the credited amount, and the agent's tariff."""

    minimum: int
    maximum: int
    tariff: tuple[Range, ...] = ()


def split(inserted: int, tariff: tuple[Range, ...]) -> Split:
    """The agent's commission is taken from what was inserted; where it would eat all, nothing is left to credit."""
    fee = min(commission(inserted, tariff), inserted)
    return Split(inserted, fee, inserted - fee)


def payable(held: int, terms: Terms) -> Split | None:
    """The largest part of the cash inside that makes one payment; None when there is not enough for the least one.

    Where exactly one sum is taken, it is the least cash that makes it: a kopeck more may be nothing but commission.
    """
    if terms.minimum == terms.maximum:
        enough = least(terms)
        return split(enough, terms.tariff) if enough is not None and enough <= held else None
    most = _last_at_most(terms.maximum, terms.tariff, held)
    if most is None:
        return None
    part = split(most, terms.tariff)
    return part if part.amount >= _least_amount(terms) else None


@lru_cache(maxsize=256)
def least(terms: Terms) -> int | None:
    """«Insert at least»: the smallest cash whose amount reaches the minimum; None when no cash does."""
    wanted = _least_amount(terms)
    for above, up_to in _segments(terms.tariff, LARGEST):
        if _amount(up_to, terms) < wanted:
            continue
        low, high = above + 1, up_to
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if _amount(middle, terms) >= wanted else (middle + 1, high)
        return low if _amount(low, terms) <= terms.maximum else None
    return None


@lru_cache(maxsize=256)
def most(terms: Terms, roof: int) -> int:
    """«Insert at most»: the largest cash whose amount keeps within the maximum and the agent's deposit."""
    return _last_at_most(min(terms.maximum, roof), terms.tariff, LARGEST) or 0


def fitting(notes: Iterable[int], held: int, terms: Terms, roof: int) -> frozenset[int]:
    """The notes to let in now. Below the minimum the note that completes it may overshoot the maximum: a remainder."""
    known = frozenset(notes)
    limit = min(terms.maximum, roof)
    fits = {note for note in known if _amount(held + note, terms) <= limit}
    enough = least(terms)
    if enough is not None and held < enough:
        completing = [note for note in known if held + note >= enough and _amount(held + note, terms) <= roof]
        fits |= {min(completing)} if completing else set()
    return frozenset(fits)


def _amount(inserted: int, terms: Terms) -> int:
    return split(inserted, terms.tariff).amount


def _least_amount(terms: Terms) -> int:
    return max(terms.minimum, 1)


def _last_at_most(limit: int, tariff: tuple[Range, ...], roof: int) -> int | None:
    """The largest cash up to `roof` whose amount is within a limit; within a segment the amount never falls."""
    found = None
    for above, up_to in _segments(tariff, roof):
        low, high = above + 1, up_to
        if split(low, tariff).amount > limit:
            continue
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if split(middle, tariff).amount <= limit else (low, middle - 1)
        found = low
    return found


def _segments(tariff: tuple[Range, ...], roof: int) -> Iterator[tuple[int, int]]:
    """The stretches `(above, up to]` of cash on which one rule holds, in order, gaps included."""
    borders = {part.above for part in tariff} | {part.up_to for part in tariff if part.up_to is not None}
    edges = [0, *sorted(border for border in borders if 0 < border < roof), roof]
    yield from ((above, up_to) for above, up_to in pairwise(edges) if above < up_to)
