"""Where a rule goes wrong is pointed at; a rule that may be used has no trouble."""

import pytest

from common.fields import MAX_REGEX
from provider_app.core import patterns


@pytest.mark.parametrize(
    ("regex", "position", "said"),
    [
        ("(", 0, "не закрыта"),
        ("a(b", 1, "не закрыта"),
        ("((a))(", 5, "не закрыта"),
        (r"\((9", 2, "не закрыта"),
        ("[(](", 3, "не закрыта"),
        ("a)b", 1, "ничего не закрывает"),
        ("(a))b", 3, "ничего не закрывает"),
        ("9[0-", 1, "не закрыта"),
        ("9[]a", 1, "не закрыта"),
        ("9[b-a]c", 2, "не по порядку"),
        ("9(?=a)a", 1, "не поддерживается"),
        ("9a**", 2, "два повторения"),
        (r"9\d{9,5}", 3, "0–1000"),
        ("9{5000}", 1, "0–1000"),
        ("9\\", 1, "после «\\»"),
        (r"9\q", 1, "не поддерживается"),
        ("*9", 0, "нечего повторять"),
        ("", 0, "Впишите правило"),
        ("9" * (MAX_REGEX + 1), MAX_REGEX, "500"),
    ],
)
def test_the_place_of_a_mistake(regex: str, position: int, said: str) -> None:
    found = patterns.trouble(regex)

    assert found is not None
    assert found.position == position
    assert said in found.words.ru
    assert found.words.en


@pytest.mark.parametrize("regex", [r"9\d{9}", r"^9\d{9}$", "[]]", r"[(]", r"\)", "a|b", "(?i)a", "[^)]"])
def test_a_rule_that_may_be_used(regex: str) -> None:
    assert patterns.trouble(regex) is None
