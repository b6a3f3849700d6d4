"""Every state of the checkout page in both languages, on a small phone and a desktop, light and dark; and forgeries."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from processing_app.vault.cards import SYSTEMS, luhn
from tests.agent_terminal.kiosk import looking
from tests.agent_terminal.kiosk.chromium import chromium
from tests.intents.centre import CARD
from tests.journeys import checkout_states as states
from tests.journeys.album import SHOTS
from tests.journeys.checkout import DESKTOP, MILLISECONDS, SMALL, Centre, Payer, payer
from tests.journeys.checkout_states import STATES, State

LOOKS, LOOK_MS = 400, 50
pytestmark = pytest.mark.timeout(120)
expect.set_options(timeout=MILLISECONDS)
DRESSES = (
    ("ru", "light", SMALL, "320"),
    ("en", "dark", DESKTOP, "1280"),
    ("en", "light", SMALL, "320"),
    ("ru", "light", DESKTOP, "1280"),
)
"""Each time the first is looked at by axe, too, and the second without it; all so, and pictured, with --long."""
GEOMETRY = """
() => {
  const found = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) found.push(`scrolls to ${page.scrollWidth} in ${page.clientWidth}`);
  for (const one of document.querySelectorAll('button, a, input, label.way, p, h1, h2, li, svg')) {
    if (!one.checkVisibility()) continue;
    const box = one.getBoundingClientRect();
    const name = one.id || one.textContent.slice(0, 30);
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`outside: ${name}`);
    if (one.scrollWidth > one.clientWidth + 2 && one.matches('button, a')) found.push(`cut off: ${name}`);
    const target = one.matches('button, a, label.way') || (one.matches('input') && one.type !== 'radio');
    if (target && (box.height < 44 || box.width < 44)) found.push(`small: ${name} ${box.width}×${box.height}`);
  }
  if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
  if (document.getAnimations().length) found.push('moves');
  return found;
}
"""
MESSAGE = "(document.querySelector('#message') || {}).textContent || ''"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre(tmp_path_factory.mktemp("centre")) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[Payer]:
    """One who wants nothing to move."""
    with payer(browser, reduced_motion="reduce") as one:
        yield one


@pytest.fixture(scope="module")
def only(shared: Payer) -> Page:
    """His tab."""
    return shared.tab().page


@pytest.fixture
def page(shared: Payer, only: Page, centre: Centre) -> Iterator[Page]:
    """The tab, as if it were new."""
    only.set_viewport_size(SMALL)  # type: ignore[arg-type]
    yield only
    only.unroute_all(behavior="ignoreErrors")
    only.goto(f"{centre.url}/checkout")
    only.evaluate("sessionStorage.clear(); localStorage.clear()")
    assert shared.complaints == []


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_a_state_is_right_in_every_dress(
    centre: Centre, page: Page, state: State, request: pytest.FixtureRequest
) -> None:
    whole = bool(request.config.getoption("--long"))
    states.reached(page, centre.url, state)
    wrong: list[str] = []

    for number, (language, scheme, size, name) in enumerate(DRESSES if whole else DRESSES[:2]):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if page.evaluate("document.documentElement.lang") != language:
            page.locator("[data-act=language]").click()
        dress = f"{state.name}-{language}-{scheme}-{name}"
        wrong += [f"{dress}: {one}" for one in page.evaluate(GEOMETRY)]
        wrong += [f"{dress}: {one}" for one in page.evaluate(looking.CYRILLIC)]
        if whole or number == 0:
            wrong += [f"{dress}: {one}" for one in axe(page)]
        if whole:
            SHOTS.mkdir(exist_ok=True)
            page.screenshot(path=SHOTS / f"checkout-{dress}.png", full_page=True)

    assert wrong == []


def axe(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(looking.AXE)
    told: dict[str, Any] = page.evaluate(looking.ASK, list(looking.TAGS))
    return [
        f"{rule} {target}: {' '.join(why.split())}" for rule, target, why in told["violations"] + told["incomplete"]
    ]


def test_what_the_address_or_another_window_says_pays_nothing(centre: Centre, page: Page) -> None:
    order = centre.order()
    page.goto(order.link.replace("#", "?status=paid&intent=other&paid=1#"))
    page.locator("#card").wait_for()
    forged = {"changeType": "PaymentIntentStatusChanged", "status": "paid"}

    page.evaluate(
        """async (forged) => {
          for (const said of [forged, [forged], JSON.stringify(forged), {id: 99, changes: [forged]}, "paid"])
            window.postMessage(said, "*");
          new BroadcastChannel("checkout").postMessage(forged);
          window.dispatchEvent(new StorageEvent("storage", {key: "status", newValue: "paid"}));
          await new Promise((done) => setTimeout(done, 100));
        }""",
        forged,
    )

    expect(page.locator("#page")).to_have_attribute("data-view", "choose")
    assert page.url == f"{centre.url}/checkout?intent={order.id}"
    assert centre.status(order) == "unpaid"


@pytest.mark.parametrize(
    "address",
    ["javascript:document.title='paid'", "data:text/html,paid", "//", "blob:x", "file:///etc/passwd", "ftp://a"],
)
def test_an_address_that_is_none_of_the_web_is_not_gone_to(centre: Centre, page: Page, address: str) -> None:
    events = (states.created(), states.started(), states.redirect(address))
    states.reached(page, centre.url, State("forged", "redirect", events))

    expect(page.locator("#message")).to_contain_text("открыть нельзя")
    page.locator("[data-act=bank]").click()
    assert page.url.startswith(f"{centre.url}/checkout?")
    assert "paid" not in page.title()


def test_no_form_leaves_for_a_place_that_is_no_bank_of_this_centre(centre: Centre, browser: Browser) -> None:
    """The policy of the page forbids it, whatever the answers say."""
    events = (states.created(), states.started(), states.redirect("http://127.0.0.1:45999/acs"))
    told = ""
    context = browser.new_context()
    try:
        page = context.new_page()
        panel = context.new_cdp_session(page)  # Playwright itself waits for a navigation that was forbidden
        states.tell(page, State("forged", "redirect", events))
        page.goto(f"{centre.url}/checkout#{states.token()}")
        for _ in range(LOOKS):
            told = panel.send("Runtime.evaluate", {"expression": MESSAGE})["result"]["value"]
            if told:
                break
            page.wait_for_timeout(LOOK_MS)
        assert "открыть нельзя" in told
        assert page.url.startswith(f"{centre.url}/checkout?")
    finally:
        context.close()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "x"]
)
def test_no_link_runs_code(centre: Centre, page: Page, address: str) -> None:
    asked = states.asked(interactionType="OpenApplicationRequest", uriTemplate=address)
    state = State(
        "forged", "app", (states.created(), states.started(), asked), shop=states.SHOP | {"returnUrl": address}
    )
    states.reached(page, centre.url, state)

    assert page.locator("a").count() == 0


def test_words_of_a_shop_are_text(centre: Centre, page: Page) -> None:
    markup = "<img src=x onerror=document.title='paid'><script>document.title='paid'</script>"
    line = {"product": markup, "price": 1, "quantity": 1, "cost": 1}
    events = (states.created(description=markup, cart=[line]),)
    states.reached(page, centre.url, State("forged", "choose", events, shop={"shopName": markup}))

    assert page.locator("main img, main script, header img").count() == 0
    assert page.locator(".product").inner_text() == markup
    assert page.locator("header .shop").inner_text() == markup
    assert page.title() == f"Оплата заказа · {markup}"


def test_answers_that_make_no_sense_are_asked_for_again(centre: Centre, browser: Browser) -> None:
    nonsense: list[Any] = [
        {"body": "<html>502</html>", "status": 200}, {"json": [{"id": 9}]}, {"json": "paid"}, {"json": None},
        {"json": [{"id": 9, "changes": states.ended("captured", number="7")}]},
        {"json": [{"id": 9, "changes": [{"changeType": "Unheard", "status": "paid"}]}]},
    ]  # fmt: skip
    order = centre.order()

    def answer(route: Route) -> None:
        if nonsense:
            route.fulfill(**nonsense.pop(0))
        else:
            route.continue_()

    with payer(browser) as one:
        page = one.tab().page
        page.clock.install()
        page.route("**/events?*", answer)
        page.goto(order.link)
        while nonsense:
            page.clock.run_for(2_000)
        page.clock.run_for(20_000)
        page.locator("#card").wait_for()
        assert page.locator("#page").get_attribute("data-view") == "choose"


def test_whoever_comes_without_a_link_is_told_so(centre: Centre, page: Page) -> None:
    for address in ("/checkout", "/checkout#", "/checkout#abc", "/checkout#a.b.c", "/checkout?intent=1UgsXGlvcGW"):
        page.goto("about:blank")
        page.goto(centre.url + address)
        expect(page.locator("#page")).to_have_attribute("data-view", "no_link")


def test_a_token_of_nobody_is_a_bad_link(centre: Centre, page: Page) -> None:
    page.goto(f"{centre.url}/checkout#{states.token()}")

    expect(page.locator("#page")).to_have_attribute("data-view", "bad_link")


def test_another_name_of_the_centre_leads_to_its_own(centre: Centre, page: Page) -> None:
    """Banks send payers back there, and what a browser keeps is kept there."""
    order = centre.order()
    page.goto(order.link.replace("127.0.0.1", "localhost"))

    page.locator("#card").wait_for()
    assert page.url == f"{centre.url}/checkout?intent={order.id}"


def test_the_page_s_table_of_systems_is_the_vault_s(centre: Centre, page: Page) -> None:
    page.goto(f"{centre.url}/checkout")
    ranges: list[Any] = [[name, low, high, sorted(lengths)] for name, low, high, lengths in SYSTEMS]
    wanted = [
        next((name for name, low, high, _ in ranges if low <= first <= high), "") for first in range(1000, 10_000)
    ]

    found = page.evaluate(
        """async () => {
          const card = await import("/checkout/card.js");
          return Array.from({length: 9000}, (_, at) => card.systemOf(String(1000 + at)));
        }"""
    )
    lengths = page.evaluate(
        """async (ranges) => {
          const card = await import("/checkout/card.js");
          const whole = (first, length) => card.numberFault(String(first).padEnd(length, "0"), []) !== "number_length";
          return ranges.map(([, low]) => Array.from({length: 20}, (_, length) => length)
            .filter((length) => length > 4 && whole(low, length)));
        }""",
        ranges,
    )

    assert found == wanted
    assert lengths == [one[3] for one in ranges]
    assert luhn(CARD)


def test_templates_are_filled_in_as_rfc_6570_says(centre: Centre, page: Page) -> None:
    page.goto(f"{centre.url}/checkout")
    values = {"var": "value", "hello": "Hello World!", "path": "/foo/bar", "x": "1024", "y": "768", "empty": ""}
    examples = {
        "{var}": "value", "{hello}": "Hello%20World%21", "{+hello}": "Hello%20World!", "{+path}/here": "/foo/bar/here",
        "X{#var}": "X#value", "map?{x,y}": "map?1024,768", "{/var,x}/here": "/value/1024/here",
        "{;x,y}": ";x=1024;y=768", "{?x,y}": "?x=1024&y=768", "?fixed=yes{&x}": "?fixed=yes&x=1024",
        "{?x,undef}": "?x=1024", "{undef}": "", "X{.var}": "X.value", "{?path}": "?path=%2Ffoo%2Fbar",
        "paReq+/=": "paReq+/=",
    }  # fmt: skip

    found = page.evaluate(
        """async ([templates, values]) => {
          const {expanded} = await import("/checkout/template.js");
          return templates.map((template) => expanded(template, values));
        }""",
        [list(examples), values],
    )

    assert dict(zip(examples, found, strict=True)) == examples
