"""What a person sees of an answer."""

from typing import Any

import pytest

from common.readable import readable

TABLE: list[tuple[Any, str]] = [
    ({"name": "Агент", "balance": 48_500}, "name: Агент\nbalance: 48500  (485,00 ₽)"),
    ({"amount": -5}, "amount: -5  (−0,05 ₽)"),
    ({"done": True, "reason": None}, "done: да\nreason: —"),
    ({"name": {"ru": "Связь", "en": "Mobile"}}, "name: Связь"),
    ({"rows": []}, "rows: пусто"),
    (
        {"rows": [{"id": 1, "code": "A"}, {"id": 2, "code": "B"}]},
        "rows: \n  - id: 1\n    code: A\n  - id: 2\n    code: B",
    ),
    ({"postings": [("a", "b", 5)]}, "postings: \n  - a  b  5"),
    ({"sheet": [["Итого", "", "5,00"], ["", ""], []]}, "sheet: \n  - Итого    5,00\n  -\n  -"),
    ({"amount": True}, "amount: да"),
    ({"value": 500, "kind": "money"}, "value: 500  (5,00 ₽)\nkind: money"),
    ({"value": 5, "kind": "count"}, "value: 5\nkind: count"),
    (
        {"captured": 8, "captured_amount": 500, "fees": 15},
        "captured: 8\ncaptured_amount: 500  (5,00 ₽)\nfees: 15  (0,15 ₽)",
    ),
    ({"capturedAmount": 500, "levy": 100}, "capturedAmount: 500  (5,00 ₽)\nlevy: 100  (1,00 ₽)"),
]


@pytest.mark.parametrize(("answer", "said"), TABLE)
def test_an_answer_is_read_line_by_line(answer: Any, said: str) -> None:
    assert readable(answer, "ru") == said


def test_in_english_the_same_is_said_in_english() -> None:
    assert readable({"done": False, "amount": 1_234_567}, "en") == "done: no\namount: 1234567  (12,345.67 ₽)"
