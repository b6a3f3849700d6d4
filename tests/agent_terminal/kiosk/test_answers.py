"""Whatever the terminal's server answers, the page says what is with the money, and comes back by itself."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Route, expect

from tests.agent_terminal.kiosk import ways
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import MEGAFON
from tests.agent_terminal.kiosk.ways import NOTE, Way, begun, cash, sent, too_little

JSON = "application/json"
HTML = "<!doctype html><title>Sign in</title><h1>Hotel network</h1>"
QUESTION_SECONDS, INTENT_SECONDS = 31, 11
"""A little more than the page waits for an answer."""
DOORS = "**/kiosk/*"
NOW = "2030-03-17T17:46:40Z"


class Fault(NamedTuple):
    """What comes instead of an answer, and what the page calls it; `silent` ones are waited out."""

    reason: str
    act: Callable[[Route], None]
    silent: bool = False


def silence(route: Route) -> None:
    """Nothing, ever."""


FAULTS = (
    Fault("401", lambda route: route.fulfill(status=401, content_type=JSON, body='{"code": "wrong_password"}')),
    Fault("404", lambda route: route.fulfill(status=404, content_type=JSON, body='{"code": "no_such_door"}')),
    Fault("500", lambda route: route.fulfill(status=500, content_type=JSON, body='{"code": "internal_error"}')),
    Fault("503", lambda route: route.fulfill(status=503, content_type="text/plain", body="busy")),
    Fault("not_json", lambda route: route.fulfill(status=200, content_type="text/html", body=HTML)),
    Fault("not_json", lambda route: route.fulfill(status=200, content_type=JSON, body='{"screen": 7}')),
    Fault("not_json", lambda route: route.fulfill(status=200, content_type=JSON, body="null")),
    Fault("silence", silence, silent=True),
    Fault("reset", lambda route: route.abort("connectionreset")),
)
IDS = ["401", "404", "500", "503", "html", "screen-7", "null", "silence", "reset"]
PLACES: tuple[tuple[str, Way, str], ...] = (
    ("K2", begun, "Деньги не вносились"),
    ("K6", cash(NOTE), "500,00 ₽ учтены и не пропадут"),
    ("K7", sent, "Второй раз платить не нужно"),
    ("K10x", too_little, "10,00 ₽ сохранены за вами"),
)


USUAL = "K6", "reset"
"""Every fault there, and every place with this fault; the other pairs with --long."""
PAIRS = [
    pytest.param(fault, *place, id=f"{place[0]}-{name}", marks=() if {place[0], name} & {*USUAL} else pytest.mark.long)
    for place in PLACES
    for fault, name in zip(FAULTS, IDS, strict=True)
]


@pytest.mark.parametrize(("fault", "screen", "way", "words"), PAIRS)
def test_without_the_server_the_page_says_where_the_money_is_and_comes_back(
    opened: Open, fault: Fault, screen: str, way: Way, words: str
) -> None:
    kiosk = opened(on="clocked")
    way(kiosk, "ru")
    kiosk.shows(screen).catches_up()

    break_off(kiosk, fault)
    lost(kiosk, fault)
    assert words in kiosk.text("main")
    assert kiosk.page.locator("h1").count() == 1

    kiosk.page.unroute(DOORS)
    while kiosk.root.get_attribute("data-link") == "lost":
        kiosk.page.clock.fast_forward(1000)
    kiosk.shows(kiosk.terminal.screen.screen).catches_up()
    kiosk.demand_no_complaints()


def break_off(kiosk: Kiosk, fault: Fault) -> None:
    """From the next question on; the one under way is ended by a touch. Silence is waited out once it is asked."""
    asked: list[Route] = []

    def act(route: Route) -> None:
        asked.append(route)
        fault.act(route)

    kiosk.page.route(DOORS, act)
    kiosk.terminal.do("language", language="ru")
    if fault.silent:
        kiosk.terminal.until(lambda: bool(kiosk.root.get_attribute("data-view") and asked))
        kiosk.page.clock.fast_forward(QUESTION_SECONDS * 1000)


def lost(kiosk: Kiosk, fault: Fault) -> None:
    expect(kiosk.root).to_have_attribute("data-view", "lost")
    expect(kiosk.root).to_have_attribute("data-link", "lost")
    expect(kiosk.root).to_have_attribute("data-reason", fault.reason)


@pytest.mark.parametrize("fault", FAULTS, ids=IDS)
def test_an_answer_to_paying_that_never_came_is_told_as_it_is(opened: Open, fault: Fault) -> None:
    """The server has it or not: after the page is back, it shows which."""
    kiosk = opened(on="clocked")
    cash(NOTE)(kiosk, "ru")
    kiosk.shows("K6").catches_up()

    kiosk.page.route("**/kiosk/intent", fault.act)
    kiosk.tap("pay")
    if fault.silent:
        expect(kiosk.root).to_have_attribute("aria-busy", "true")
        kiosk.page.clock.fast_forward(INTENT_SECONDS * 1000)
    expect(kiosk.root).not_to_have_attribute("aria-busy", "true")
    shown = kiosk.text("#page")
    kiosk.page.unroute("**/kiosk/intent")
    kiosk.page.clock.fast_forward(15_000)

    assert "500,00" in shown
    kiosk.shows("K6").catches_up()
    assert kiosk.terminal.screen.data["inserted"] == NOTE
    kiosk.tap("pay").shows("K7")
    kiosk.terminal.until(lambda: len(kiosk.terminal.centre.accepted) == 1)


def test_a_paying_whose_answer_was_lost_is_not_paid_again(opened: Open) -> None:
    """The server took it; the page did not hear so, and finds it in the next answer."""
    kiosk = opened()
    cash(NOTE)(kiosk, "ru")
    kiosk.shows("K6").catches_up()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    kiosk.page.route("**/kiosk/intent", lose)
    kiosk.tap("pay")

    kiosk.shows("K7")
    kiosk.terminal.until(lambda: bool(kiosk.terminal.centre.accepted))
    assert len(kiosk.terminal.centre.accepted) == 1
    assert kiosk.terminal.demand_money_adds_up() == NOTE


def test_a_page_whose_place_another_page_took_gives_no_orders(opened: Open) -> None:
    kiosk = opened()
    cash(NOTE)(kiosk, "ru")
    kiosk.shows("K6").catches_up()

    kiosk.terminal.page()
    kiosk.tap("pay")

    expect(kiosk.root).to_have_attribute("data-reason", "401")
    assert "500,00 ₽" in kiosk.text("main")
    assert kiosk.terminal.screen.screen == "K6"
    kiosk.open()
    kiosk.shows("K6").catches_up()


def test_a_refusal_is_told_in_words_and_moves_nothing(page: Kiosk) -> None:
    ways.number(MEGAFON, "9123456789")(page, "ru")
    refusal = '{"code": "wrong_field", "message": "x", "messages": {"ru": "Нет", "en": "No"}, "detail": "account"}'
    page.page.route("**/kiosk/intent", lambda route: route.fulfill(status=422, content_type=JSON, body=refusal))

    page.tap("next")

    expect(page.page.locator("#message")).to_contain_text("Номер начинается с 9")
    page.shows("K3")
    assert page.number() == "9123456789"


def test_a_screen_that_cannot_be_drawn_still_says_where_the_money_is(opened: Open) -> None:
    kiosk = opened(on="clocked")
    cash(NOTE)(kiosk, "ru")
    kiosk.shows("K6").catches_up()
    nonsense = {"screen": "K5", "data": {"held": NOTE}, "deadline": None, "now": NOW, "edition": "other"}
    kiosk.page.route(DOORS, lambda route: route.fulfill(status=200, content_type=JSON, body=json.dumps(nonsense)))
    kiosk.terminal.do("language", language="ru")

    expect(kiosk.root).to_have_attribute("data-reason", "page")
    assert "500,00 ₽ учтены и не пропадут" in kiosk.text("main")

    kiosk.page.unroute(DOORS)
    kiosk.page.clock.fast_forward(10_000)
    kiosk.shows("K6").catches_up()
    assert kiosk.text("[data-sum=inserted]") == "500,00 ₽"


@pytest.mark.parametrize("address", ["/kiosk", "/kiosk/kiosk.js", "/kiosk/kiosk.css"])
def test_what_the_page_is_made_of_comes_with_a_strict_policy(page: Kiosk, address: str) -> None:
    answer = page.page.request.get(page.terminal.url + address)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))

    assert answer.ok
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "code",
    [
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.got = 1'}))",
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')",
        "fetch('https://example.com/').catch(() => 0)",
        "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://example.com/'}))",
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.com/a.png'}))",
    ],
    ids=["script", "style", "fetch", "frame", "picture"],
)
def test_the_policy_is_in_force(opened: Open, code: str) -> None:
    kiosk = opened()

    kiosk.page.evaluate(code)

    kiosk.terminal.until(lambda: bool(kiosk.page.evaluate("window.complaints.length")))
    assert not kiosk.page.evaluate("'got' in window")
