"""The service menu on the page: how one gets in, what its lines do, and that nothing of it stays."""

import pytest
from playwright.sync_api import expect

from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.terminal import PIN
from tests.agent_terminal.kiosk.ways import NOTE, begun, cash, staff

WRONG = "0000"
LOCKED_SECONDS = 60


def type_pin(kiosk: Kiosk, pin: str) -> None:
    kiosk.types(pin).tap("pin_enter")


def test_five_taps_on_the_terminals_number_and_the_pin_open_it(page: Kiosk) -> None:
    for _ in range(4):
        page.page.locator("#terminal").tap()
    assert page.root.get_attribute("data-view") == "K0"
    page.page.locator("#terminal").tap()
    page.shows("K0", "K15")

    type_pin(page, PIN)

    expect(page.button("act:state")).to_be_visible()
    assert PIN not in page.page.content()


def test_a_number_is_typed_on_a_keyboard_too_and_seen_as_dots(page: Kiosk) -> None:
    page.press("Control+Alt+s").shows("K0", "K15")

    page.page.keyboard.type(PIN, delay=80)
    expect(page.page.locator("#field")).to_have_attribute("data-length", "4")
    assert page.text("#field") == "••••"
    page.press("Enter")

    expect(page.button("act:state")).to_be_visible()


def test_three_wrong_pins_close_the_door_for_a_minute_even_to_the_right_one(page: Kiosk) -> None:
    staff()(page, "ru")
    for left in ("2", "1"):
        type_pin(page, WRONG)
        expect(page.page.locator("#message")).to_contain_text(f"Осталось попыток: {left}")
    type_pin(page, WRONG)
    expect(page.page.locator("[role=alert]:visible")).to_contain_text("Вход закрыт")

    type_pin(page, PIN)
    expect(page.root).not_to_have_attribute("aria-busy", "true")
    expect(page.page.locator("[role=alert]:visible")).to_contain_text("Вход закрыт")
    assert page.button("act:state").count() == 0

    page.terminal.hands.forward(LOCKED_SECONDS + 1)
    page.page.reload()
    staff("pin")(page, "ru")
    expect(page.button("act:state")).to_be_visible()


@pytest.mark.parametrize(
    ("act", "words"),
    [("state", "Принимает платежи"), ("poll", "Остаток депозита"), ("send", "Осталось"), ("test-printer", "Пробный")],
)
def test_each_line_answers_in_words(page: Kiosk, act: str, words: str) -> None:
    staff("pin", f"act:{act}")(page, "ru")

    lines = page.page.locator(".lines p")
    expect(lines.first).to_be_visible()
    assert words in page.text("main")
    page.tap("list")
    expect(page.button(f"act:{act}")).to_be_visible()


def test_what_cannot_be_done_now_is_said_so(page: Kiosk) -> None:
    """The notes of these tests come without a line to a device."""
    staff("pin", "act:test-acceptor")(page, "ru")

    expect(page.page.locator("#message")).to_contain_text("нет купюроприёмника")
    expect(page.button("act:test-acceptor")).to_be_visible()


def test_payments_are_stopped_only_when_one_is_sure_and_taken_up_again(page: Kiosk) -> None:
    staff("pin", "act:stop")(page, "ru")
    expect(page.page.locator("[data-dialog=sure]")).to_be_visible()
    page.tap("close")
    assert page.terminal.screen.screen == "K0"

    page.tap("act:stop", "sure").shows("K14")
    page.tap("list", "act:resume").shows("K0")

    page.tap("leave").shows("K0", "K0")


def test_an_encashment_counts_what_the_notes_were(page: Kiosk) -> None:
    page.terminal.pays(NOTE)
    staff("pin", "act:encash")(page, "ru")

    page.tap("sure")

    expect(page.page.locator(".lines")).to_contain_text("500,00 ₽ × 1 = 500,00 ₽")


def test_over_a_payers_cash_there_is_no_service_menu(page: Kiosk) -> None:
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()

    staff("pin")(page, "ru")

    expect(page.page.locator("#message")).to_be_visible()
    assert page.button("act:encash").count() == 0
    page.tap("back").shows("K6", "K6")
    assert page.text("[data-sum=inserted]") == "500,00 ₽"


def test_who_leaves_has_to_enter_again(page: Kiosk) -> None:
    begun(page, "ru")
    staff("pin")(page, "ru")
    expect(page.button("act:state")).to_be_visible()

    page.tap("leave").shows("K2", "K2")
    staff()(page, "ru")

    assert page.button("act:state").count() == 0
    assert page.page.locator("#field").get_attribute("data-length") == "0"


def test_the_scanners_test_shows_what_it_read_and_sends_it_nowhere(page: Kiosk) -> None:
    staff("pin", "act:test-scanner")(page, "ru")

    page.scans("4601546021298")

    expect(page.page.locator("#read")).to_have_text("4601546021298")
    assert not [one for one in page.wishes if '"scan"' in one]
