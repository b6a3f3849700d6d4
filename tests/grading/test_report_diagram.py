"""Diagrams of a report: the launcher's own, of what the proxies recorded, with links to the exchanges below."""

from typing import Any
from xml.etree import ElementTree

import pytest

from common.words import Language
from launcher_app.grading.report.diagram import MOST, drawn
from launcher_app.proxy import Exchange

SVG = "{http://www.w3.org/2000/svg}"


def exchange(number: int, sender: str, receiver: str, path: str, **told: Any) -> Exchange:
    usual: dict[str, Any] = {"method": "POST", "request_headers": {"X-Trace-Id": "7F3K-92QD"}, "request": "", "ms": 20}
    usual |= {"status": 200, "reply_headers": {}, "reply": "", "at_ms": 1_796_000_000_000 + 1000 * number}
    return Exchange(number=number, sender=sender, receiver=receiver, path=path, **(usual | told))


def texts(picture: str) -> list[str]:
    root = ElementTree.fromstring(picture)
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", ["Проверяющий", "Центр", "Учебный поставщик"]), ("en", ["Grader", "Centre", "Scripted provider"])],
)
def test_everybody_has_a_lane_by_the_name_people_know(language: Language, words: list[str]) -> None:
    said = [
        exchange(1, "grader", "processing", "/v1/payments", request='{"amount":48500}'),
        exchange(2, "processing", "scripted-provider", "/v1/credit"),
    ]

    shown = " ".join(texts(drawn(said, "A scene", language)))

    assert [shown.index(word) for word in words] == sorted(shown.index(word) for word in words)
    assert ("485,00" if language == "ru" else "485.00") in shown


def test_faults_are_drawn_where_they_happened() -> None:
    said = [
        exchange(1, "processing", "provider", "/v1/credit", fault="lost_reply"),
        exchange(2, "processing", "provider", "/v1/credit", fault="cut", status=0, error="cut"),
        exchange(3, "processing", "provider", "/v1/credit", status=422, reply='{"code":"unknown_account"}'),
    ]

    shown = texts(drawn(said, "A scene", "ru"))

    assert "✕ ответ 200 потерян" in shown
    assert "⚡ обрыв: запрос не дошёл" in shown
    assert any("422 unknown_account" in one for one in shown)
    assert "↻ попыток: 3" in shown


def test_each_arrow_leads_to_its_exchange_and_what_is_left_out_is_counted() -> None:
    said = [exchange(n, "grader", "provider", "/v1/credit") for n in range(1, MOST + 4)]

    picture = drawn(said, "A scene", "ru")

    assert f'href="#ex-{MOST}"' in picture
    assert f'href="#ex-{MOST + 1}"' not in picture
    assert "ещё 3 стрелок" in picture


def test_one_who_speaks_with_nobody_has_no_diagram() -> None:
    assert drawn([], "A scene", "ru") == ""
