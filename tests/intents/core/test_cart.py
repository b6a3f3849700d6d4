"""Carts: what a line costs by price, rational quantity and rounding policy, and the tax inside."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Rejected
from processing_app.core import cart
from processing_app.core.cart import Asked
from processing_app.core.rounding import Rounding, rounded

AWAY, TOWARDS = Rounding.HALF_AWAY, Rounding.HALF_TOWARDS
LINE = Asked("Кружка", 100)


@pytest.mark.parametrize(
    ("price", "p", "q", "away", "towards"),
    [(100, 1, 30, 3, 3), (1, 1, 2, 1, 0), (3, 1, 2, 2, 1), (7, 1, 3, 2, 2), (5, 3, 1, 15, 15), (0, 1, 3, 0, 0)],
)
def test_a_part_of_a_price_is_rounded_by_the_policy(price: int, p: int, q: int, away: int, towards: int) -> None:
    assert (cart.cost(price, p, q, AWAY), cart.cost(price, p, q, TOWARDS)) == (away, towards)


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from(Rounding))
def test_rounding_goes_to_the_nearest_and_a_half_where_the_policy_says(
    n: int, p: int, q: int, policy: Rounding
) -> None:
    exact, got = Fraction(n * p, q), rounded(n, p, q, policy)

    assert abs(exact - got) <= Fraction(1, 2)
    if abs(exact - got) == Fraction(1, 2):
        assert (abs(got) > abs(exact)) is (policy is AWAY)


@pytest.mark.parametrize(
    ("rate", "tax"),
    [
        ("", 0),
        ("0%", 0),
        ("10%", 1091),
        ("20%", 2000),
        ("22%", 2164),
        ("10/110", 1091),
        ("20/120", 2000),
        ("22/122", 2164),
    ],
)
def test_a_price_includes_its_tax(rate: str, tax: int) -> None:
    (line,) = cart.made([Asked("Кружка", 12_000, rate=rate)], AWAY)

    assert cart.vat(line, AWAY) == tax


@pytest.mark.parametrize("name", ["Кружка «Ё» №1", "👩‍👩‍👧 подарок", "café", "قهوة", "\u00a0чай"])
def test_a_product_may_be_called_in_any_language(name: str) -> None:
    (line,) = cart.made([Asked(name, 100, unit="шт")], AWAY)

    assert line.product == name


def test_a_quantity_is_kept_in_its_lowest_terms() -> None:
    (line,) = cart.made([Asked("Аренда", 100, 2, 60, unit="месяц")], AWAY)

    assert (line.p, line.q, line.cost, line.unit) == (1, 30, 3, "месяц")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"product": " "}, "cart[1].product: 1–1000"),
        ({"product": "x" * 1001}, "cart[1].product: 1–1000"),
        ({"product": "Кружка\0"}, "cart[1].product: U+0000"),
        ({"product": "Кружка\n1 ₽"}, "cart[1].product: U+000A"),
        ({"product": "00,1 \u202eзаказ"}, "cart[1].product: U+202E"),
        ({"unit": "шт\x07"}, "cart[1].measurementUnit: U+0007"),
        ({"price": -1}, "cart[1].price: 0–1000000000000"),
        ({"price": 10**12 + 1}, "cart[1].price: 0–1000000000000"),
        ({"p": 0}, "cart[1].quantity: 0/1"),
        ({"q": 0}, "cart[1].quantity: 1/0"),
        ({"p": 10**9 + 1}, "cart[1].quantity: 1000000001/1"),
        ({"rate": "18%"}, "cart[1].taxMode.rate: 18%"),
        ({"cost": 99}, "cart[1].cost: 100 × 1 = 100 ≠ 99"),
        ({"cost": 4, "q": 30}, "cart[1].cost: 100 × 1/30 = 3 ≠ 4"),
    ],
)
def test_a_line_that_cannot_be_is_named(changed: dict[str, Any], fault: str) -> None:
    with pytest.raises(Rejected) as refused:
        cart.made([LINE, LINE._replace(**changed)], AWAY)

    assert str(refused.value) == f"invalid_cart: {fault}"


@pytest.mark.parametrize(
    ("lines", "amount", "fault"),
    [
        ([], None, "cart: 1–500"),
        ([LINE] * 501, None, "cart: 1–500"),
        ([LINE, LINE], 201, "amount: 201 ≠ 200"),
        ([LINE._replace(price=0)], None, "amount: 1–1000000000000, 0"),
        ([LINE._replace(price=10**12)] * 2, None, "amount: 1–1000000000000, 2000000000000"),
    ],
)
def test_a_cart_has_lines_and_a_sum(lines: list[Asked], amount: int | None, fault: str) -> None:
    with pytest.raises(Rejected) as refused:
        cart.made(lines, AWAY, amount)

    assert str(refused.value) == f"invalid_cart: {fault}"


def test_what_remains_of_a_cart_costs_what_a_refund_leaves() -> None:
    lines = cart.made([LINE, LINE], AWAY, 200)

    cart.demand_remains(lines[:1], 100)
    with pytest.raises(Rejected, match="refund_cart_conflict: 100 ≠ 99"):
        cart.demand_remains(lines[:1], 99)
