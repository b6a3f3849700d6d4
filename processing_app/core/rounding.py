"""How a part of a minor unit is rounded: the policies that a POS's terms may name."""

from enum import StrEnum


class Rounding(StrEnum):
    """What becomes of exactly a half; anything else goes to the nearest minor unit."""

    HALF_AWAY = "half_away_from_zero"
    HALF_TOWARDS = "half_towards_zero"


def rounded(number: int, p: int, q: int, policy: Rounding) -> int:
    """`number × p/q` in whole minor units; q is above zero."""
    whole, rest = divmod(abs(number * p), q)
    up = 2 * rest > q or (2 * rest == q and policy is Rounding.HALF_AWAY)
    size = whole + up
    return size if number * p >= 0 else -size
