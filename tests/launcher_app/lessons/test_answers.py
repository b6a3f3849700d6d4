"""Answers as people type them: sums with and without kopecks, codes with and without the dash."""

import pytest

from launcher_app.lessons.answers import kopecks, number, same_code


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("485", 48_500),
        ("485,00 ₽", 48_500),
        ("1 234.5", 123_450),
        ("1\u00a0234,56\u00a0₽", 123_456),
        ("0,01 руб.", 1),
        ("-3,5", -350),
        ("", None),
        ("много", None),
        ("1,234,567", None),
        ("4.855", None),
    ],
)
def test_a_sum_is_read_in_any_usual_form(text: str, amount: int | None) -> None:
    assert kopecks(text) == amount


@pytest.mark.parametrize(("text", "value"), [(" 8102 ", 8102), ("2 раза", None), ("", None), ("٣", None)])
def test_a_number_is_digits(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "so"), [("7F3K-92QD", True), ("7f3k92qd", True), ("7f3k 92qd ", True), ("7F3K-92Q", False), ("", False)]
)
def test_a_code_is_the_same_with_and_without_its_dash(text: str, so: bool) -> None:
    assert same_code(text, "7F3K-92QD") is so
    assert not same_code(text, "")


def test_endless_digits_are_no_answer() -> None:
    assert kopecks("9" * 5_000) is None
    assert number("9" * 5_000) is None
