"""The check digit at the end of a number that people type (ISO/IEC 7812-1, annex B): one wrong digit never passes."""


def ended(digits: str) -> str:
    """The digits with their check digit behind them."""
    return digits + str(-_sum(digits + "0") % 10)


def sound(number: str) -> bool:
    """Whether the last digit agrees; two digits that changed places are seldom let through. False for no number."""
    return bool(number) and number.isascii() and number.isdecimal() and _sum(number) % 10 == 0


def _sum(number: str) -> int:
    """Every second digit from the right counts twice, and digits of a double are added."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled)
