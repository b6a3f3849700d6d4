"""The code by which an order is paid at a kiosk: eight digits by chance and a ninth that catches a slip of a finger."""

from collections.abc import Callable

DIGITS = 9
REGEX = r"[1-9]\d{8}"
FIRST, CODES = 10_000_000, 90_000_000
"""Nobody leaves out a leading nought: there is none."""


def made(below: Callable[[int], int]) -> str:
    """A new code; `below(n)` draws from 0 up to but not n, so that nobody can guess."""
    drawn = str(FIRST + below(CODES))
    return drawn + str(-_sum(drawn + "0") % 10)


def sound(code: str) -> bool:
    """Whether the last digit agrees (Luhn): one wrong digit never does, two that changed places seldom do."""
    return len(code) == DIGITS and code.isascii() and code.isdecimal() and _sum(code) % 10 == 0


def _sum(code: str) -> int:
    """Every second digit from the right counts twice, and digits of a double are added."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(code))]
    return sum(value - 9 if value > 9 else value for value in doubled)
