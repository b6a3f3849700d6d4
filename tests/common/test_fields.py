"""What a payer types: matched whole, in linear time, and fields that nobody could fill in refused when saved."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from common.clock import SystemClock
from common.errors import Rejected
from common.fields import ACCOUNT, MAX_REGEX, MAX_VALUE, Field, FieldType, compiled, demand, demand_sound, fits, matches
from common.words import Words

LABEL = Words("Номер", "Number")


def field(name: str = ACCOUNT, regex: str = r"\d{10}", example: str = "9121234567", **more: object) -> Field:
    return Field(name=name, label=LABEL, regex=regex, example=example, **more)  # type: ignore[arg-type]


def code_of(fields: list[Field]) -> str:
    with pytest.raises(Rejected) as refused:
        demand_sound(fields)
    return refused.value.code


@pytest.mark.parametrize(
    ("regex", "value", "fitting"),
    [
        (r"\d{10}", "9121234567", True),
        (r"\d{10}", "91212345678", False),
        (r"\d{10}", "x9121234567", False),
        (r"\d{10}", "9121234567\n", False),
        (r"^\d{10}$", "9121234567\n", False),
        (r"\d{10}", "٩١٢١٢٣٤٥٦٧", False),
        (r"\d{10}", "９１２１２３４５６７", False),
        (r"\w+", "Ёлка", False),
        (r"[А-Яа-яЁё]+", "Ёлка", True),
        (r"\p{L}+", "Ёлка", True),
        (r"a|b", "ab", False),
        (r"a|ab", "ab", True),
        (r"", "", True),
        (r"", "x", False),
        (r".*", "a\nb", False),
        (r"(?s).*", "a\nb", True),
        (r"(?i)abc", "ABC", True),
        (r"[^@]+@[^@]+", "a@b", True),
        (r"a\x00b", "a\0b", True),
    ],
)
def test_a_value_is_matched_whole(regex: str, value: str, fitting: bool) -> None:
    assert matches(regex, value) is fitting


@pytest.mark.parametrize(
    "regex", [r"(a+)+$", r"(a|a)*b", r"(a|aa)+$", r"(.*a){20}", r"([a-z]+)*\d", r"a?" * 60 + "a" * 60]
)
def test_an_expression_that_ruins_others_takes_linear_time(regex: str) -> None:
    clock = SystemClock()
    compiled(regex)
    started = clock.monotonic()
    for _ in range(20):
        matches(regex, "a" * (MAX_VALUE - 1) + "!")

    # A backtracking engine would need more than the age of the universe here.
    assert clock.monotonic() - started < 2


@given(
    st.sampled_from([r"(a|b)*a(a|b){12}", r"(?:ab|a|b)+c?", r"[ab]{3,40}", r"(a*)(b*)(a*)"]),
    st.text("abc", max_size=60),
)
def test_our_quick_matcher_and_the_engines_own_agree(regex: str, value: str) -> None:
    assert matches(regex, value) is (re2.fullmatch(regex, value) is not None)


@pytest.mark.parametrize(
    "regex", ["(", "[", "a{2,1}", "*", r"(?<=a)b", r"(a)\1", r"(?=a)", "(a{1000}){1000}", "\\", "x" * (MAX_REGEX + 1)]
)
def test_an_expression_that_does_not_compile_is_refused_with_its_reason(regex: str) -> None:
    assert code_of([field(regex=regex, example="a")]) == "wrong_regex"


@pytest.mark.parametrize("example", ["", "123", "91212345678", "9121234567\n"])
def test_an_example_that_its_own_rule_rejects_is_refused(example: str) -> None:
    assert code_of([field(example=example)]) == "wrong_example"


def test_fields_need_an_account_first_and_names_once() -> None:
    account, other = field(), field("contract", r"\w+", "A1")

    demand_sound([account, other])
    assert code_of([]) == "wrong_value"
    assert code_of([other]) == "wrong_value"
    assert code_of([other, account]) == "wrong_value"
    assert code_of([account, other, other]) == "wrong_value"
    assert code_of([account, *(field(f"f{n}", r"\w+", "A1") for n in range(20))]) == "wrong_value"
    assert code_of([account, field("a b", r"\w+", "A1")]) == "wrong_value"
    assert code_of([Field(name=ACCOUNT, label=Words("", "Number"), regex="a", example="a")]) == "wrong_value"


BOUNDS: list[tuple[FieldType, int | None, int | None, str, bool]] = [
    ("amount", 100, 500, "99", False),
    ("amount", 100, 500, "100", True),
    ("amount", 100, 500, "500", True),
    ("amount", 100, 500, "501", False),
    ("amount", 100, None, "x", False),
    ("amount", None, 500, "-1", False),
    ("amount", None, 500, "٣", False),
    ("amount", None, 500, "", False),
    ("amount", None, 500, "9" * 200, False),
    ("text", 2, 3, "a", False),
    ("text", 2, 3, "ab", True),
    ("text", 2, 3, "abc", True),
    ("text", 2, 3, "abcd", False),
]


@pytest.mark.parametrize(("kind", "least", "most", "value", "fitting"), BOUNDS)
def test_bounds_are_of_the_sum_for_an_amount_and_of_the_length_otherwise(
    kind: FieldType, least: int | None, most: int | None, value: str, fitting: bool
) -> None:
    assert fits(field(regex=r"(?s).*", type=kind, minimum=least, maximum=most), value) is fitting


def test_a_value_is_at_most_200_characters_whatever_the_expression() -> None:
    anything = field(regex=r".*")

    assert fits(anything, "ё" * MAX_VALUE)
    assert not fits(anything, "ё" * (MAX_VALUE + 1))


@pytest.mark.parametrize(
    ("account", "others", "code", "detail"),
    [
        ("912", {"contract": "A1"}, "wrong_field", "Десять цифр"),
        ("9121234567", {"contract": "!"}, "wrong_field", "Номер"),
        ("9121234567", {}, "missing_field", "Номер"),
        ("9121234567", {"contract": "A1", "x": "y"}, "unknown_field", "x"),
        ("9121234567", {"contract": "A1", ACCOUNT: "y"}, "unknown_field", ACCOUNT),
        ("9121234567", {"contract": "A1", "z" * 999: "y"}, "unknown_field", "z" * MAX_VALUE),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(
    account: str, others: dict[str, str], code: str, detail: str
) -> None:
    fields = [field(error=Words("Десять цифр", "Ten digits")), field("contract", r"\w+", "A1")]
    demand(fields, "9121234567", {"contract": "A1"})

    with pytest.raises(Rejected) as refused:
        demand(fields, account, others)

    assert (refused.value.code, refused.value.detail) == (code, detail)
