"""The code by which an order is paid at a kiosk: eight digits by chance and a ninth that catches a slip of a finger."""

from collections.abc import Callable

from common import luhn

DIGITS = 9
REGEX = r"[1-9]\d{8}"
FIRST, CODES = 10_000_000, 90_000_000
"""Nobody leaves out a leading nought: there is none."""


def made(below: Callable[[int], int]) -> str:
    """A new code; `below(n)` draws from 0 up to but not n, so that nobody can guess."""
    return luhn.ended(str(FIRST + below(CODES)))


def sound(code: str) -> bool:
    """Whether it is nine digits, and the last one agrees."""
    return len(code) == DIGITS and luhn.sound(code)
