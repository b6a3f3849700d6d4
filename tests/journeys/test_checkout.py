"""A payer at the checkout page: cards, 3-D Secure, a bank's code, cash; reloads, tabs that close, lost connections."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.agent_terminal.kiosk.chromium import chromium
from tests.intents.centre import CARD, NO_FUNDS, SECURE_CARD
from tests.journeys.checkout import MILLISECONDS, Centre, Payer, Tab, payer

pytestmark = pytest.mark.timeout(120)
expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Centre(tmp_path_factory.mktemp("centre")) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Payer]:
    with payer(browser) as one:
        yield one


@pytest.fixture
def tab(somebody: Payer) -> Tab:
    return somebody.tab()


def test_a_payer_pays_by_a_plain_card_and_goes_back_to_his_shop(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    tab.page.clock.install()

    tab.open(order.link).shows("choose").types(CARD)
    number, system, date = tab.page.input_value("#number"), tab.text("#system"), tab.page.input_value("#date")
    tab.page.locator("[data-act=pay]").dblclick()
    tab.shows("paid")
    page = tab.page.content()
    tab.page.clock.run_for(11_000)
    tab.page.wait_for_url(centre.thanks)

    assert (number, system, date) == ("4242 4242 4242 4242", "Visa", "12/39")
    assert (centre.status(order), centre.payments(order)) == ("paid", ["captured"])
    assert "4242 4242" not in page
    assert "4242424242424242" not in page
    assert order.payer.token not in page


def test_nothing_secret_gets_into_an_address_or_a_log(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))

    tab.open(order.link).shows("choose").types(SECURE_CARD).does("pay").at_bank().confirms().shows("paid")

    assert tab.page.url == f"{centre.url}/checkout?intent={order.id}"
    assert [url for url in asked if order.payer.token in url.partition("#")[0]] == []
    logs = centre.logs()
    assert "payment-method-tokens" in logs
    for secret in (order.payer.token, order.payer.token.rpartition(".")[2], SECURE_CARD):
        assert secret not in logs
    kept = tab.page.evaluate("JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])")
    assert SECURE_CARD not in kept
    assert "737" not in kept.replace(order.payer.token, "")


def test_reloads_in_the_middle_of_3d_secure_change_nothing(centre: Centre, tab: Tab) -> None:
    order = centre.order()

    tab.open(order.link).shows("choose").types(SECURE_CARD).does("pay").at_bank()
    tab.page.reload()
    tab.page.go_back()
    tab.shows("redirect")
    tab.page.reload()
    tab.shows("redirect")
    tab.does("bank").at_bank().confirms("0000")
    expect(tab.page.locator("[role=alert]")).to_contain_text("не подошёл")
    tab.confirms().shows("paid")
    tab.page.reload()
    tab.shows("paid")

    assert (centre.status(order), centre.payments(order)) == ("paid", ["captured"])


def test_a_closed_tab_is_opened_again_by_the_same_link(centre: Centre, somebody: Payer) -> None:
    order = centre.order()
    first = somebody.tab()
    first.open(order.link).shows("choose").types(SECURE_CARD).does("pay").at_bank()
    first.page.close()

    again = somebody.tab().open(order.link).at_bank().confirms().shows("paid")
    again.page.close()
    somebody.tab().open(order.link).shows("paid")

    assert centre.payments(order) == ["captured"]


def test_without_funds_another_card_pays(centre: Centre, tab: Tab) -> None:
    order = centre.order()

    tab.open(order.link).shows("choose").types(NO_FUNDS).does("pay")
    expect(tab.page.locator("#failure")).to_have_attribute("data-code", "InsufficientFunds")
    russian = tab.text("#failure")
    title, focus, empty = tab.text("#title"), tab.focus(), tab.page.input_value("#number")
    tab.does("language")
    english = tab.text("#failure")
    tab.types(CARD).does("pay").shows("paid")

    assert russian == "Карта •• 0002. На карте не хватает денег. Ничего не списано. Пополните её или заплатите другой."
    assert english.endswith("There is too little money on the card. Nothing was taken. Top it up or pay with another.")
    assert (title, focus, empty) == ("Платёж не прошёл", "title", "")
    assert centre.payments(order) == ["failed", "captured"]


@pytest.mark.long
def test_a_3d_secure_that_is_refused_says_so_and_lets_try_again(centre: Centre, tab: Tab) -> None:
    order = centre.order()

    tab.open(order.link).shows("choose").types(SECURE_CARD).does("pay").at_bank()
    tab.page.locator("button.no").click()

    expect(tab.page.locator("#failure")).to_have_attribute("data-code", "PreauthorizationFailed")
    assert centre.payments(order) == ["failed"]


def test_a_bank_s_code_is_confirmed_in_another_tab(centre: Centre, somebody: Payer) -> None:
    order = centre.order()
    tab = somebody.tab().open(order.link).shows("choose").chooses("link").does("link").shows("qr")
    expect(tab.page.locator("#qr path")).to_be_visible()
    tab.page.reload()
    expect(tab.page.locator("#qr path")).to_be_visible()

    with somebody.context.expect_page() as opened:
        tab.page.locator("#outside").click()
    opened.value.locator("button").click()
    tab.shows("paid")

    assert centre.payments(order) == ["captured"]


def test_a_code_for_a_kiosk_stays_and_a_card_may_pay_all_the_same(centre: Centre, tab: Tab) -> None:
    order = centre.order()

    tab.open(order.link).shows("choose").chooses("kiosk").does("kiosk")
    expect(tab.page.locator("#kiosk-code")).to_be_visible()
    code = tab.page.locator("#kiosk-code").get_attribute("data-value")
    tab.page.reload()
    expect(tab.page.locator("#kiosk-code")).to_have_attribute("data-value", code or "")
    events = order.payer.yes("GET", f"/payment-intents/{order.id}/events")
    told = [change for event in events for change in event["changes"]]
    tab.chooses("card").types(CARD).does("pay").shows("paid")

    assert [one["shortPaymentID"] for one in told if one["changeType"] == "KioskCodeIssued"] == [code]
    assert tab.page.locator("#kiosk-code").count() == 0


def test_fields_say_at_once_what_is_wrong_with_them(centre: Centre, tab: Tab) -> None:
    tab.open(centre.order().link).shows("choose")

    tab.page.locator("#number").press_sequentially("4242424242424241")
    wrong = tab.text("#number-fault")
    tab.page.locator("#number").press("Backspace")
    tab.page.locator("#number").press("2")
    mended = tab.text("#number-fault")
    tab.page.locator("#date").press_sequentially("1320")
    tab.page.locator("#number").click()
    tab.page.keyboard.press("Home")
    tab.page.keyboard.type("5")
    typed_in_front, caret = tab.page.evaluate("[number.value, number.selectionStart]")
    tab.page.keyboard.press("Backspace")
    tab.page.locator("#code").press_sequentially("12a")
    tab.page.keyboard.press("Enter")

    assert "опечатка" in wrong
    assert mended == ""
    assert (typed_in_front, caret) == ("5424 2424 2424 2424 2", 1)
    assert tab.text("#date-fault") == "Месяц бывает от 01 до 12."
    assert tab.focus() == "date"
    assert tab.page.locator("#date").get_attribute("aria-describedby") == "date-fault"
    assert tab.text("#code-fault").startswith("Введите 3 цифры")


def test_a_card_that_the_centre_refuses_is_told_beside_its_field(centre: Centre, tab: Tab) -> None:
    """The page's own clock is wrong: it takes a card for good that the centre knows to have expired."""
    tab.page.clock.set_fixed_time("2020-01-01T00:00:00Z")
    tab.open(centre.order().link).shows("choose").types(CARD, "0121").does("pay")

    expect(tab.page.locator("#date-fault")).to_contain_text("Центр не принял этот срок")
    assert tab.focus() == "date"


def test_by_the_keyboard_alone(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    tab.open(order.link).shows("choose")
    expect(tab.page.locator("#card")).to_be_visible()

    for _ in range(3):
        tab.page.keyboard.press("Tab")
    for text in (CARD, "1239", "737", "IVAN IVANOV"):
        tab.page.keyboard.type(text)
        tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    tab.shows("paid")

    assert tab.focus() == "title"
    assert centre.payments(order) == ["captured"]


def test_an_answer_that_is_lost_is_asked_for_again_and_pays_once(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    tab.open(order.link).shows("choose").types(CARD)
    drops = ["one"]

    def lose(route: Route) -> None:
        """The payment arrives, its answer does not; the next tries find no way for a while."""
        if drops.pop() == "one":
            drops.extend(["two", "three"])
            route.fetch()
        route.abort()

    tab.page.route("**/payments", lambda route: lose(route) if drops else route.continue_())
    tab.does("pay").shows("paid")
    assert centre.payments(order) == ["captured"]


def test_a_page_without_a_connection_says_so_and_goes_on_by_itself(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    gone = [True]
    tab.page.route(
        "**/events?*",
        lambda route: route.abort() if gone and "eventID=0" not in route.request.url else route.continue_(),
    )

    tab.open(order.link).shows("choose")
    expect(tab.page.locator("#page")).to_have_attribute("data-link", "lost")
    said, form = tab.text("#link"), tab.page.locator("#card").is_visible()
    gone.clear()

    expect(tab.page.locator("#page")).to_have_attribute("data-link", "ok")
    assert said.startswith("Нет связи с центром.")
    assert form
    tab.types(CARD).does("pay").shows("paid")


def test_an_order_that_is_over_says_so_while_the_page_is_open(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    tab.open(order.link).shows("choose")
    expect(tab.page.locator("#card")).to_be_visible()

    centre.shop.yes("PUT", f"/payment-intents/{order.id}/cancel", {"reason": "<b>нет</b> в наличии"})
    tab.shows("cancelled")

    assert "Причина: <b>нет</b> в наличии" in tab.text("#view")


def test_a_revoked_link_is_no_longer_good(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    tab.page.route("**/events?*", lambda route: route.continue_() if "eventID=0" in route.request.url else None)
    tab.open(order.link).shows("choose").types(CARD)

    centre.shop.yes("DELETE", f"/payment-intents/{order.id}/access-tokens")
    tab.does("pay").shows("bad_link")
    tab.open(order.link).shows("bad_link")

    assert "Деньги" not in tab.text("#title")
    assert centre.payments(order) == []


@pytest.mark.long
def test_a_second_tab_pays_and_the_first_one_sees_it(centre: Centre, somebody: Payer) -> None:
    order = centre.order()
    first = somebody.tab().open(order.link).shows("choose")
    second = somebody.tab().open(order.link).shows("choose").types(CARD)

    second.does("pay").shows("paid")

    first.shows("paid")
    assert centre.payments(order) == ["captured"]


def test_each_tab_has_its_own_order_and_keeps_it(centre: Centre, tab: Tab) -> None:
    one, two = centre.order(), centre.order(description="другой")
    tab.open(one.link).shows("choose")
    tab.open(two.link).shows("choose")
    expect(tab.page.locator(".cart")).to_contain_text("другой")

    tab.page.go_back()

    expect(tab.page.locator(".cart")).not_to_contain_text("другой")
    assert tab.page.url.endswith(one.id)


def test_a_shop_says_in_its_link_where_it_wants_its_payer_back(centre: Centre, tab: Tab) -> None:
    order = centre.order()
    wanted = f"{centre.thanks}?order=7"

    hrefs = []
    for address in (wanted, "https://evil.example/", "javascript:alert(1)"):
        tab.page.goto("about:blank")
        tab.open(order.link.replace("#", f"?termination_uri={quote(address, safe='')}#")).shows("choose")
        hrefs.append(tab.page.locator("#leave").get_attribute("href"))

    assert hrefs == [wanted, centre.thanks, centre.thanks]
    assert tab.page.url == f"{centre.url}/checkout?intent={order.id}"
