"""A cart: lines with a price and a rational quantity, what they cost, and the value added tax inside."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from common.errors import Rejected
from common.money import LARGEST
from processing_app.core import lettering
from processing_app.core.intent_events import Line
from processing_app.core.rounding import Rounding, rounded

MOST_LINES = 500
LONGEST_NAME = 1000
LARGEST_PART = 10**9
"""Of a quantity: numerator and denominator."""
VAT = {
    "": Fraction(0), "0%": Fraction(0), "10%": Fraction(10, 110), "20%": Fraction(20, 120), "22%": Fraction(22, 122),
    "10/110": Fraction(10, 110), "20/120": Fraction(20, 120), "22/122": Fraction(22, 122),
}  # fmt: skip
"""The part of a line's cost that is tax: a price includes it."""


class Asked(NamedTuple):
    """A line as somebody asks for it: `p/q` pieces at `price`; `cost` may be left out."""

    product: str
    price: int
    p: int = 1
    q: int = 1
    cost: int | None = None
    rate: str = ""
    unit: str = ""


def cost(price: int, p: int, q: int, policy: Rounding) -> int:
    """price × p/q, minor units."""
    return rounded(price, p, q, policy)


def vat(line: Line, policy: Rounding) -> int:
    """The tax that a line's cost includes, minor units."""
    part = VAT[line.rate]
    return rounded(line.cost, part.numerator, part.denominator, policy)


def meaning(one: Asked) -> tuple[object, ...]:
    """A line without what follows from it; 2/60 is 1/30."""
    return (one.product, one.price, Fraction(one.p, one.q) if one.q else 0, one.rate, one.unit)


def total(lines: Iterable[Line]) -> int:
    """The sum of a cart."""
    return sum(line.cost for line in lines)


def made(asked: Iterable[Asked], policy: Rounding, amount: int | None = None) -> tuple[Line, ...]:
    """The lines of a cart with quantities in their lowest terms; Rejected `invalid_cart` names the line and the rule.

    `amount`, where given, must be the cart's sum.
    """
    every = list(asked)
    if not 0 < len(every) <= MOST_LINES:
        raise Rejected("invalid_cart", f"cart: 1–{MOST_LINES}")
    lines = tuple(_line(f"cart[{place}]", one, policy) for place, one in enumerate(every))
    whole = total(lines)
    if amount is not None and amount != whole:
        raise Rejected("invalid_cart", f"amount: {amount} ≠ {whole}")
    if not 0 < whole <= LARGEST:
        raise Rejected("invalid_cart", f"amount: 1–{LARGEST}, {whole}")
    return lines


def demand_remains(lines: Iterable[Line], left: int) -> None:
    """Refuse a remaining cart that does not cost what a refund leaves: Rejected `refund_cart_conflict`."""
    remains = total(lines)
    if remains != left:
        raise Rejected("refund_cart_conflict", f"{remains} ≠ {left}")


def _line(place: str, one: Asked, policy: Rounding) -> Line:
    if not 0 < len(one.product.strip()) <= LONGEST_NAME:
        raise Rejected("invalid_cart", f"{place}.product: 1–{LONGEST_NAME}")
    for name, text in (("product", one.product), ("measurementUnit", one.unit)):
        if letter := lettering.wrong(text):
            raise Rejected("invalid_cart", f"{place}.{name}: {letter}")
    if not 0 <= one.price <= LARGEST:
        raise Rejected("invalid_cart", f"{place}.price: 0–{LARGEST}")
    if not (0 < one.p <= LARGEST_PART and 0 < one.q <= LARGEST_PART):
        raise Rejected("invalid_cart", f"{place}.quantity: {one.p}/{one.q}")
    if one.rate not in VAT:
        raise Rejected("invalid_cart", f"{place}.taxMode.rate: {one.rate}")
    costs = cost(one.price, one.p, one.q, policy)
    if one.cost is not None and one.cost != costs:
        quantity = str(one.p) if one.q == 1 else f"{one.p}/{one.q}"
        raise Rejected("invalid_cart", f"{place}.cost: {one.price} × {quantity} = {costs} ≠ {one.cost}")
    pieces = Fraction(one.p, one.q)
    return Line(one.product, one.price, pieces.numerator, pieces.denominator, costs, one.rate, one.unit)
