"""Number plans: which numbers a tariff's subscribers get; «9XXXXXXXXX» gives phones, «XXXXXXXX» contract numbers."""

from collections.abc import Iterator
from itertools import groupby

from common.errors import Rejected

ANY = "X"
LONGEST = 18
PROBES = 10_000
"""How many numbers in a row may be taken before the plan counts as full."""
BETWEEN = str.maketrans("", "", " \u00a0()-")
"""What people put between the digits of a number."""


def demand_plan(plan: str) -> None:
    """Refuse what is not digits and X with at least one X."""
    if not is_plan(plan):
        raise Rejected("wrong_value", f"numbers: «{plan[:40]}»")


def is_plan(plan: str) -> bool:
    """Whether a text is a plan of numbers."""
    return 0 < len(plan) <= LONGEST and ANY in plan and all(c in "0123456789X" for c in plan)


def capacity(plan: str) -> int:
    """How many numbers the plan has."""
    size: int = 10 ** plan.count(ANY)
    return size


def number(plan: str, position: int) -> str:
    """The number at a position: the digits of the position stand in place of the X."""
    digits = iter(f"{position % capacity(plan):0{plan.count(ANY)}d}")
    return "".join(next(digits) if letter == ANY else letter for letter in plan)


def candidates(plan: str, start: int) -> Iterator[str]:
    """Numbers to try one after another, from a drawn position on."""
    for step in range(min(PROBES, capacity(plan))):
        yield number(plan, start + step)


def belongs(plan: str, text: str) -> bool:
    """Whether a number is one of the plan's."""
    return len(text) == len(plan) and all(_fits(p, c) for p, c in zip(plan, text, strict=True))


def regex(plan: str) -> str:
    """The plan as a regular expression of a payment field: «9XXX» is `9\\d{3}`."""
    return "".join(_any(len(list(run))) if letter == ANY else "".join(run) for letter, run in groupby(plan))


def is_phone(plan: str) -> bool:
    """Whether the plan's numbers are Russian mobile phones without the country's code."""
    return len(plan) == 10 and plan[0] == "9"


def contract(number: int) -> str:
    """A contract's number as people write it: «000417»."""
    return f"{number:06d}"


def shown(number: str) -> str:
    """A number as people write it: a phone is «+7 912 345-67-90», any other stays as it is."""
    if not (number.isascii() and number.isdecimal() and is_phone(number)):
        return number
    return f"+7 {number[:3]} {number[3:6]}-{number[6:8]}-{number[8:]}"


def typed(text: str) -> str:
    """A number as it is kept, however it was typed: «+7 912 345-67-90» is `9123456790`; other texts stay."""
    text = text.strip()
    digits = text.translate(BETWEEN)
    if not (digits.isascii() and digits.removeprefix("+").isdecimal()):
        return text
    whole = digits.removeprefix("+")
    is_russian = len(whole) == 11 and whole[1] == "9" and (whole[0] == "7" or digits[0] == "8")
    return whole[1:] if is_russian or digits.startswith("+7") else whole


def holding(plan: str, digits: str) -> str:
    """The plan with the digits put at its end, as far as they fit into it: a plan of the numbers that hold them."""
    for place in range(len(plan) - len(digits), -1, -1):
        there = plan[place : place + len(digits)]
        if all(_fits(p, c) for p, c in zip(there, digits, strict=True)):
            return plan[:place] + digits + plan[place + len(digits) :]
    raise Rejected("no_free_number", f"{plan} («{digits[:LONGEST]}»)")


def _fits(expected: str, given: str) -> bool:
    return given in "0123456789" if expected == ANY else given == expected


def _any(times: int) -> str:
    return r"\d" if times == 1 else rf"\d{{{times}}}"
