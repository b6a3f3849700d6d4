"""Money as integers in minor units with its currency, and commissions on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

RUB = "RUB"
BASIS_POINTS = 10_000
LARGEST = 10**12
"""No single sum in the network exceeds this many minor units (ten billion roubles)."""


class Rounding(StrEnum):
    """What to do with the part of a minor unit that a share leaves; sums here are never negative."""

    HALF_UP = "half_up"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum in minor units (kopecks for RUB): `Money(25_500)` is 255.00 roubles."""

    amount: int
    currency: str = RUB

    def __post_init__(self) -> None:
        assert type(self.amount) is int, "money is an integer in minor units"

    def __add__(self, other: Self) -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Self) -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __str__(self) -> str:
        return f"{text(self.amount)} {SIGNS.get(self.currency, self.currency)}"

    def _same(self, other: Self) -> int:
        assert self.currency == other.currency, f"{self.currency} is not {other.currency}"
        return other.amount


SIGNS = {RUB: "₽"}


def text(amount: int, *, english: bool = False) -> str:
    """Minor units as people read them: `1234567` → «12 345,67», in English "12,345.67"."""
    major, minor = divmod(abs(amount), 100)
    sign = "−" if amount < 0 else ""
    if english:
        return f"{sign}{major:,}.{minor:02d}"
    return f"{sign}{major:,}".replace(",", "\u00a0") + f",{minor:02d}"


def share(amount: int, basis_points: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """The given part of a sum, in minor units: `share(10_000, 300)` is 3 % of 100.00."""
    assert amount >= 0 <= basis_points
    whole, rest = divmod(amount * basis_points, BASIS_POINTS)
    if rounding is Rounding.HALF_UP:
        return whole + (2 * rest >= BASIS_POINTS)
    return whole + (rounding is Rounding.UP and rest > 0)


@dataclass(frozen=True, slots=True)
class Range:
    """The commission on sums above `above` up to and including `up_to` (None: without end), minor units."""

    above: int = 0
    up_to: int | None = None
    basis_points: int = 0
    fixed: int = 0
    minimum: int = 0
    maximum: int | None = None

    def covers(self, amount: int) -> bool:
        """Whether a sum falls into `(above, up to]`."""
        return self.above < amount and (self.up_to is None or amount <= self.up_to)


Tariff = Sequence[Range]
"""Ranges that do not overlap; a sum that none covers costs nothing."""


def commission(amount: int, tariff: Tariff, rounding: Rounding = Rounding.HALF_UP) -> int:
    """What a tariff takes from a sum: percent + fixed of its range, clamped to minimum and maximum after rounding."""
    for part in tariff:
        if part.covers(amount):
            fee = share(amount, part.basis_points, rounding) + part.fixed
            fee = max(fee, part.minimum)
            return fee if part.maximum is None else min(fee, part.maximum)
    return 0
