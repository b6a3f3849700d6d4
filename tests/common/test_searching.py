"""What is typed into a search box as patterns: codes, ids, numbers, any text in any case."""

from fnmatch import fnmatchcase

import pytest

from common import ids, searching

PAYMENT = "0199a0b0-c0d0-7000-8000-1234567890ab"
CODE = ids.payment_code(PAYMENT)


def glob(pattern: str, text: str) -> bool:
    """As SQLite's GLOB matches."""
    return bool(pattern) and fnmatchcase(text, pattern)


@pytest.mark.parametrize("length", [4, 5, 6, 7, 8])
def test_the_beginning_of_a_code_finds_its_payment_and_no_other(length: int) -> None:
    typed = CODE.replace("-", "")[:length]
    other = PAYMENT[:-10] + "ffffffffff"

    assert glob(searching.code_start(typed.lower()), PAYMENT)
    assert not glob(searching.code_start(typed), other)


@pytest.mark.parametrize("text", ["abc", "UUUU", "123456789", "платёж", ""])
def test_what_is_no_code_finds_nothing_by_code(text: str) -> None:
    assert searching.code_start(text) == ""


def test_a_whole_id_or_its_beginning_is_an_id() -> None:
    assert glob(searching.id_start(PAYMENT.upper()), PAYMENT)
    assert glob(searching.id_start(PAYMENT[:8]), PAYMENT)
    assert searching.id_start("0199*") == ""


@pytest.mark.parametrize(
    ("typed", "text"), [("мегафон", "МегаФон"), ("ФОН", "МегаФон"), ("a*b", "xa*by"), ("[1]", "[1]")]
)
def test_any_text_is_found_anywhere_in_any_case_and_taken_literally(typed: str, text: str) -> None:
    assert glob(searching.anywhere(typed), text)
    assert not glob(searching.anywhere(typed), "something else")


def test_numbers_are_found_by_their_beginning() -> None:
    assert searching.number_start("1234") == "1234*"
    assert searching.number_start("12a4") == ""
