"""A wallet's number: eleven digits by chance and a twelfth that catches a slip of a finger."""

from collections.abc import Callable

from common import luhn

DIGITS = 12
REGEX = r"[1-9]\d{11}"
FIRST, NUMBERS = 10**10, 9 * 10**10
"""Nobody leaves out a leading nought: there is none."""


def made(below: Callable[[int], int]) -> str:
    """A new number; `below(n)` draws from 0 up to but not n, so that nobody can guess."""
    return luhn.ended(str(FIRST + below(NUMBERS)))


def sound(number: str) -> bool:
    """Whether it is a number that a wallet may have."""
    return len(number) == DIGITS and number[0] != "0" and luhn.sound(number)
