"""All mistakes of a contract's fields at once, exactly where saving would refuse; what a payer would be told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import fields as rules
from common.errors import Rejected
from common.fields import Field
from common.words import Words
from provider_app.core import payment_fields

ERROR = Words("Номер начинается с 9", "It begins with 9")
GOOD: dict[str, Any] = {
    "name": "account",
    "label": Words("Номер", "Number"),
    "regex": r"9\d{9}",
    "example": "9123456789",
}


def field(**changed: Any) -> Field:
    return Field(**(GOOD | changed))


def places(*fields: Field, taken: tuple[str, ...] = ()) -> list[str]:
    return [place for place, _ in payment_fields.mistakes(fields, taken)]


def test_everything_is_told_at_once() -> None:
    wrong = field(name="1", label=Words("", ""), regex="(", example="")

    assert places(wrong, field()) == [
        "fields.0.name",
        "fields.0.label",
        "fields.0.regex",
        "fields.0.example",
    ]
    assert places() == ["fields"]
    assert places(field(name="other")) == ["fields.0.name"]
    assert places(field(), field()) == ["fields.1.name"]
    assert places(field(), field(name="sum"), taken=("sum",)) == ["fields.1.name"]
    assert places(*[field(name="account" if n == 0 else f"f{n}") for n in range(21)]) == ["fields"]


def test_a_rule_that_rejects_its_own_example_says_so_with_the_example() -> None:
    ((place, words),) = payment_fields.mistakes([field(example="8123456789")])

    assert place == "fields.0.example"
    assert "8123456789" in words.ru


texts = st.sampled_from(["", "account", "plan", "1x", "имя"])
some_fields = st.builds(
    field,
    name=texts,
    label=st.sampled_from([Words("Номер", "Number"), Words("", "x")]),
    regex=st.sampled_from([r"9\d{9}", r"\d*", "(", "", "a"]),
    example=st.sampled_from(["9123456789", "", "a", "12"]),
    type=st.sampled_from(["text", "digits", "amount"]),
    minimum=st.sampled_from([None, 2]),
    maximum=st.sampled_from([None, 5]),
)


@given(st.lists(some_fields, max_size=3))
def test_what_saving_refuses_is_found_before(fields: list[Field]) -> None:
    try:
        rules.demand_sound(fields)
    except Rejected:
        assert payment_fields.mistakes(fields)
    else:
        assert payment_fields.mistakes(fields) == []


@pytest.mark.parametrize(
    ("changed", "value", "said"),
    [
        ({}, "9123456789", None),
        ({"error": ERROR}, "8123456789", "Номер начинается с 9"),
        ({}, "8123456789", "Не подходит под правило."),
        ({"regex": "("}, "1", "Не подходит под правило."),
        ({"regex": r"\d*", "minimum": 3}, "12", "Слишком мало: нужно от 3."),
        ({"regex": r"\d*", "maximum": 3}, "1234", "Слишком много: можно до 3."),
        ({"regex": r"\d*"}, "1" * 201, "Слишком много: можно до 200."),
        ({"regex": ".*", "type": "amount", "minimum": 5}, "x", "Не подходит под правило."),
        ({"regex": ".*", "type": "amount", "minimum": 5}, "4", "Слишком мало: нужно от 5."),
    ],
)
def test_what_a_payer_is_told(changed: dict[str, Any], value: str, said: str | None) -> None:
    words = payment_fields.refusal(field(**changed), value)

    assert (words.ru if words is not None else None) == said


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        ("", "912", "912"),
        ("(___) ___-__-__", "", "(___) ___-__-__"),
        ("(___) ___-__-__", "9123456", "(912) 345-6_-__"),
        ("(___) ___-__-__", "9123456789", "(912) 345-67-89"),
        ("(___)", "91234", "(912)34"),
        ("+7", "9", "9"),
    ],
)
def test_a_value_in_its_mask(mask: str, value: str, shown: str) -> None:
    assert payment_fields.preview(field(mask=mask), value) == shown
