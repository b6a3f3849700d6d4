"""A scanner types as a keyboard does, only faster, and in whatever layout the system has."""

import pytest
from playwright.sync_api import expect

from tests.agent_terminal.kiosk.keys import SLOW
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import BARCODE, MEGAFON, NUMBER, PLAYER, STREETLIGHT
from tests.agent_terminal.kiosk.ways import NOTE, begun, cash, number


@pytest.mark.parametrize("at", ["K0", "K2", "K3 of another"])
@pytest.mark.parametrize("end", ["", "\r"], ids=["silence", "Enter"])
def test_thirteen_quick_keys_are_a_bill_and_open_its_check(page: Kiosk, at: str, end: str) -> None:
    page.terminal.hold()
    if at == "K2":
        begun(page, "ru")
    elif at == "K3 of another":
        number(MEGAFON)(page, "ru")
    page.catches_up()

    page.scans(BARCODE + end)

    page.shows("K4").catches_up()
    data = page.terminal.screen.data
    assert (data["provider_id"], data["account"]) == (STREETLIGHT, BARCODE)
    page.terminal.let_go()
    page.shows("K5")


def test_the_same_keys_typed_by_a_person_are_digits_of_the_field(page: Kiosk) -> None:
    number(STREETLIGHT)(page, "ru")

    page.page.keyboard.type(BARCODE, delay=SLOW)

    expect(page.page.locator("#field")).to_have_attribute("data-value", BARCODE)
    page.shows("K3")
    assert not [one for one in page.wishes if '"scan"' in one]


def test_letters_are_read_by_their_places_whatever_layout_is_on(page: Kiosk) -> None:
    number(PLAYER)(page, "ru")

    page.scans("orel2000")

    page.shows("K5").catches_up()
    assert page.terminal.screen.data["account"] == "orel2000"


def test_a_burst_never_reaches_the_field(page: Kiosk) -> None:
    number(MEGAFON, "912")(page, "ru")

    page.scans("0000")

    expect(page.page.locator("#message")).to_contain_text("ничего не найдено")
    assert page.number() == "912"


def test_two_quick_keys_are_a_persons(page: Kiosk) -> None:
    number(MEGAFON)(page, "ru")

    page.scans("912")

    expect(page.page.locator("#field")).to_have_attribute("data-value", "912")


def test_a_number_scanned_at_its_field_is_checked_at_once(page: Kiosk) -> None:
    number(MEGAFON)(page, "ru")

    page.scans(NUMBER)

    page.shows("K5").catches_up()
    assert page.terminal.screen.data["account"] == NUMBER


def test_with_cash_inside_a_scan_changes_nothing(page: Kiosk) -> None:
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()

    page.scans(BARCODE)

    expect(page.page.locator("#message")).to_contain_text("номер уже выбран")
    page.shows("K6")
    assert not [one for one in page.wishes if '"scan"' in one]
    assert page.text("[data-sum=inserted]") == "500,00 ₽"


def test_a_scanner_explains_itself_and_works_meanwhile(page: Kiosk) -> None:
    begun(page, "ru")
    page.shows("K2").tap("scan").shows("K2", "K11")

    page.scans(BARCODE + "\r")

    page.shows("K5", "K5")
