"""Codes of orders: nine digits that catch a slip of a finger, given out once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Rejected, Unavailable
from common.fields import matches
from processing_app.core import order_code
from processing_app.service.kiosk.codes import demand_sum, issued
from processing_app.service.kiosk.offered import CARD, CODE
from tests.intents.kiosk.shops import Shops
from tests.processing_app.standin import Centre

drawn = st.integers(0, order_code.CODES - 1)


@given(drawn)
def test_a_code_is_what_its_field_takes(number: int) -> None:
    code = order_code.made(lambda bound: number)

    assert order_code.sound(code)
    assert matches(CODE.regex, code)


@given(drawn, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(number: int, place: int, more: int) -> None:
    code = order_code.made(lambda bound: number)

    slipped = code[:place] + str((int(code[place]) + more) % 10) + code[place + 1 :]

    assert not order_code.sound(slipped)


@given(drawn, st.integers(0, 7))
def test_two_neighbours_that_changed_places_are_caught_but_for_a_nought_and_a_nine(number: int, place: int) -> None:
    code = order_code.made(lambda bound: number)
    first, second = code[place], code[place + 1]

    turned = code[:place] + second + first + code[place + 2 :]

    assert order_code.sound(turned) is ({first, second} == {"0", "9"} or first == second)


@pytest.mark.parametrize("code", ["", "12345678", "1234567823", "12345678x", "١٢٣٤٥٦٧٨٢", "123 45678"])
def test_what_is_no_code_is_not_sound(code: str) -> None:
    assert not order_code.sound(code)


def test_the_example_of_the_field_is_a_sound_code() -> None:
    assert order_code.sound(CODE.example)


def test_an_intent_has_one_code_and_a_code_one_intent_for_ever(centre: Centre) -> None:
    draws = iter([5, 5, 5, 6])

    first = centre.database.write(lambda db: issued(db, "a", lambda bound: next(draws)))
    again = centre.database.write(lambda db: issued(db, "a", lambda bound: next(draws)))
    second = centre.database.write(lambda db: issued(db, "b", lambda bound: next(draws)))

    assert first == again == order_code.made(lambda bound: 5)
    assert second == order_code.made(lambda bound: 6)


def test_when_every_code_is_taken_nobody_waits_for_ever(centre: Centre) -> None:
    centre.database.write(lambda db: issued(db, "a", lambda bound: 7))

    with pytest.raises(Unavailable, match="kiosk codes"):
        centre.database.write(lambda db: issued(db, "b", lambda bound: 7))


def test_codes_are_drawn_so_that_nobody_can_guess_the_next(shops: Shops) -> None:
    codes = [int(shops.order().kiosk_code) for _ in range(20)]

    assert len(set(codes)) == 20
    assert max(codes) - min(codes) > 100_000_000


@pytest.mark.parametrize("amount", [99, 100_000_001])
def test_a_sum_that_no_kiosk_takes_gets_no_code(amount: int) -> None:
    with pytest.raises(Rejected, match="100–100000000"):
        demand_sum(amount)


def test_a_sum_that_kiosks_take_gets_one() -> None:
    for amount in (CARD.minimum, CARD.maximum):
        demand_sum(amount)
