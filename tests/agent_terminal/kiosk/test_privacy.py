"""The next payer sees nothing of the last one."""

from playwright.sync_api import expect

from common.status import Status
from tests.agent_terminal.kiosk import ways
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import MANY, MEGAFON, NUMBER
from tests.agent_terminal.kiosk.ways import NOTE, begun, number, searching

SHOWN = "+7 (912) 345-67-89"
WHOLE = """
  document.documentElement.outerHTML
    + JSON.stringify(Object.entries(sessionStorage).filter(([name]) => name !== 'kiosk'))
"""


def whole(kiosk: Kiosk) -> str:
    """Everything that the page has, drawn or not."""
    found: str = kiosk.page.evaluate(WHOLE)
    return found


def test_after_a_receipt_nothing_of_it_is_left(page: Kiosk) -> None:
    ways.answered(Status.CAPTURED)(page, "ru")
    page.shows("K8").catches_up()
    code = page.terminal.screen.data["code"]
    page.speaks("en")
    page.wears("contrast")
    assert code in whole(page)

    page.tap("done").shows("K0").catches_up()

    left = whole(page)
    for what in (code, NUMBER, SHOWN, "485"):
        assert what not in left
    assert 'lang="ru"' in left
    expect(page.page.locator("html")).to_have_attribute("data-theme", "normal")
    assert page.page.evaluate("[localStorage.length, document.cookie]") == [0, ""]


def test_a_number_typed_and_left_is_not_there_for_the_next(page: Kiosk) -> None:
    number(MEGAFON, NUMBER[:7])(page, "ru")
    page.waits_out("K13")
    page.waits_out("K0")
    page.shows("K0").catches_up()
    assert NUMBER[:7] not in whole(page)

    page.tap("start").shows("K2").tap(f"provider:{MEGAFON}").shows("K3")

    assert page.number() == ""


def test_a_search_is_begun_anew(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    searching(kiosk, "ru")
    kiosk.types("ме")
    assert kiosk.number() == "ме"
    kiosk.waits_out("K13")
    kiosk.waits_out("K0")

    kiosk.shows("K0").tap("start").shows("K1").tap("search").shows("K2s")

    assert kiosk.number() == ""


def test_the_last_payers_receipt_cannot_be_printed_or_asked_for(page: Kiosk) -> None:
    ways.answered(Status.CAPTURED)(page, "ru")
    page.shows("K8").tap("done").shows("K0")

    begun(page, "ru")

    assert page.terminal.screen.data["payments"] == []
    assert page.button("print").count() == 0


def test_help_and_staff_pages_do_not_outlive_their_reader(page: Kiosk) -> None:
    ways.then(begun, "help")(page, "ru")
    page.shows("K2", "K12")

    page.waits_out("K13")
    page.waits_out("K0")

    page.shows("K0", "K0")


def test_cash_of_one_payer_is_no_cash_of_the_next(page: Kiosk) -> None:
    ways.cash(NOTE)(page, "ru")
    page.waits_out("K13")
    page.waits_out("K7")
    page.terminal.becomes(Status.CAPTURED)
    page.shows("K8").tap("done").shows("K0")

    ways.cash()(page, "ru")

    page.shows("K6").catches_up()
    assert page.text("[data-sum=inserted]") == "0,00 ₽"
