"""A provider's expression in the page: what would hold the browser for ever is not tried, the rest as everywhere."""

from typing import Any

from common.fields import MAX_VALUE, matches
from tests.agent_terminal.kiosk.kiosk import Kiosk

RUINOUS = (
    r"(a+)+", r"(\d+)*", r"(\w+\s?)*", r"(a|a)*", r"(a|aa)+", r"(.*a){12}", r"(x+x+)+y", r"([a-zA-Z]+)*",
    r"(a*)*b", r"a*a*a*a*a*a*a*a*b", r"(\d{1,20}){1,20}", r"((a?){30}){30}a",
)  # fmt: skip
FRAME_MS = 100
ASKED = """async ([expression, value]) => {
    const shape = await import("/kiosk/shape.js");
    const began = performance.now();
    return [shape.misfits(expression, value), performance.now() - began];
}"""


def tried(page: Kiosk, expression: str, value: str) -> tuple[bool, float]:
    """Whether the page says that a value does not fit, and how long that took it."""
    answer: list[Any] = page.page.evaluate(ASKED, [expression, value])
    return bool(answer[0]), float(answer[1])


def test_row_65_an_expression_that_would_hold_the_page_is_not_tried_there(page: Kiosk) -> None:
    took = {
        (expression, letter): min(tried(page, expression, letter * (MAX_VALUE - 1) + "!")[1] for _ in range(3))
        for expression in RUINOUS
        for letter in "a1x"
    }

    assert {one: ms for one, ms in took.items() if ms > FRAME_MS} == {}


def test_row_66_the_page_and_the_terminal_agree_on_what_does_not_fit(page: Kiosk) -> None:
    values = ("9123456789", "8123456789", "9123456789\n", "912345678", "12345", "123456", "АБ1234", "٩١٢٣٤٥٦٧٨٩", "")
    expressions = (r"9\d{9}", r"[0-9]{6,12}", r"[А-Я]{2}\d{4}", r"\d{10}", r"\d*")
    for expression in expressions:
        for value in values:
            assert not tried(page, expression, value)[0] or not matches(expression, value), (expression, value)
            if matches(expression, value):
                continue
            assert tried(page, expression, value)[0], (expression, value)
