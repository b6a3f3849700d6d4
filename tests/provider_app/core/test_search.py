"""What is typed into a search box finds the ids it may mean, and nothing is a wildcard."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import ids
from provider_app.core import numbers, search


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10), st.integers(4, 8))
def test_a_code_and_its_beginning_find_their_payment(now: int, chance: bytes, length: int) -> None:
    payment_id = ids.uuid7(now, lambda _: chance)
    typed = ids.payment_code(payment_id).replace("-", "")[:length]

    pattern = search.code_pattern(typed.lower())

    assert fnmatchcase(payment_id, pattern.replace("%", "*").replace("_", "?"))


@pytest.mark.parametrize("text", ["", "ABC", "слово", "7F3K-92QD-1", "7F3U"])
def test_what_is_no_code(text: str) -> None:
    assert search.code_pattern(text) == ""


def test_look_alikes_are_forgiven() -> None:
    assert search.code_pattern("OIl0") == search.code_pattern("0110")


def test_a_text_is_taken_literally() -> None:
    assert search.like("5%_\\") == "%5\\%\\_\\\\%"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9123456790", "9123456790"),
        ("+7 912 345-67-90", "9123456790"),
        ("8 (912) 345-67-90", "9123456790"),
        ("79123456790", "9123456790"),
        ("+7 912", "912"),
        ("12345678901", "12345678901"),
        (" 00123 ", "00123"),
        ("Иванов-Петров", "Иванов-Петров"),
        ("a-1", "a-1"),
        ("", ""),
    ],
)
def test_a_number_as_people_type_it(typed: str, kept: str) -> None:
    assert numbers.typed(typed) == kept


def test_a_number_as_people_read_it() -> None:
    assert numbers.shown("9123456790") == "+7 912 345-67-90"
    assert numbers.shown("12345678") == "12345678"
    assert numbers.contract(417) == "000417"


def test_digits_are_put_as_far_to_the_end_of_a_plan_as_they_fit() -> None:
    assert numbers.holding("9XXX", "77") == "9X77"
    assert numbers.holding("9XXX", "91") == "9X91"
    assert numbers.holding("9XX5", "95") == "9X95"
