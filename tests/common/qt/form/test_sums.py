"""Sums as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.qt.form.sums import read_number, spelt
from common.words import Words

SUMS = {
    "1500": 150_000,
    "1500,5": 150_050,
    "1500.50": 150_050,
    "1 500,50": 150_050,
    "1\u00a0500,50": 150_050,
    "1\u202f234\u2009567,89": 123_456_789,
    "1.500,50": 150_050,
    "1,500.50": 150_050,
    "1.234.567": 123_456_700,
    "1\u00a0455,00\u00a0₽": 145_500,
    " 15 руб. ": 1500,
    "0,05": 5,
    ",5": 50,
    "5,": 500,
    "0.500": None,
    "-20": -2000,
    "−37,50": -3750,
    "007": 700,
}


@pytest.mark.parametrize(("text", "amount"), SUMS.items())
def test_a_sum_is_read_to_its_last_kopeck(text: str, amount: int | None) -> None:
    read = read_number(text, 2)

    assert isinstance(read, Words) if amount is None else read == amount


@pytest.mark.parametrize(
    "text", ["abc", "1e5", "12a", "1,2,3", "1.2.3,4", "--5", ".", "٣", "1 500,505", "NaN", "9" * 40]
)
def test_what_is_no_sum_is_refused_in_words(text: str) -> None:
    read = read_number(text, 2)

    assert isinstance(read, Words)
    assert read.ru != read.en


def test_what_could_be_two_different_sums_is_not_guessed() -> None:
    read = read_number("1.500", 2)

    assert isinstance(read, Words)
    assert "тысячи" in read.ru
    assert "1.500" in read.en


def test_a_whole_number_has_no_fraction() -> None:
    assert read_number("8 101") == 8101
    assert isinstance(read_number("8,5"), Words)


@given(st.integers(-(10**12), 10**12), st.sampled_from([0, 2, 3]), st.sampled_from(["ru", "en"]))
def test_what_a_field_shows_it_reads_back(number: int, decimals: int, language: str) -> None:
    text = spelt(number, decimals, "en" if language == "en" else "ru")

    assert read_number(text, decimals) == number


def test_a_share_is_shown_without_idle_zeros() -> None:
    assert spelt(150, 2, "ru", trimmed=True) == "1,5"
    assert spelt(300, 2, "en", trimmed=True) == "3"
