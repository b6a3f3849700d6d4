"""Finding what to pay: by name in either language, by a number's beginning, through all tiles; in one's language."""

import pytest
from playwright.sync_api import expect

from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import DEAR, MANY, MEGAFON, MTS
from tests.agent_terminal.kiosk.ways import begun, group, nothing, number, regular, searching, with_cash

TILES = """
  Array.from(document.querySelectorAll('main [data-act^="provider:"]')).map((tile) => Number(tile.dataset.act.slice(9)))
"""
BY_NAME = {one.name.ru: one.provider_id for one in MANY}


def offered(kiosk: Kiosk) -> list[int]:
    """The providers whose tiles are on the screen."""
    found: list[int] = kiosk.page.evaluate(TILES)
    return found


@pytest.mark.parametrize(
    ("layer", "typed", "names"),
    [
        ("ru", "мега", ["МегаФон"]),
        ("ru", "росте", ["Ростелеком", "Ростелеком Мобайл"]),
        ("en", "water", ["Водоканал"]),
        ("en", "mega", ["МегаФон"]),
        ("ru", "сияние", ["УК «Северное сияние»"]),
        ("ru", "билаин", []),
    ],
)
def test_a_provider_is_found_by_its_name_in_either_language(
    opened: Open, layer: str, typed: str, names: list[str]
) -> None:
    kiosk = opened(providers=MANY)
    searching(kiosk, "ru")
    if layer != "ru":
        kiosk.tap(f"layer:{layer}")

    kiosk.types(typed)

    assert sorted(offered(kiosk)) == sorted(BY_NAME[name] for name in names)
    if not names:
        assert "ничего нет" in kiosk.text("main")


def test_a_number_finds_who_takes_numbers_that_begin_so(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    searching(kiosk, "ru")

    kiosk.tap("layer:123").types("9123")

    assert {MEGAFON, MTS} <= set(offered(kiosk))


def test_a_search_leads_back_to_where_it_began(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    group(kiosk, "ru")
    kiosk.shows("K2").tap("search").shows("K2s").tap("back").shows("K2")

    kiosk.press("Escape").shows("K1").tap("search").shows("K2s").press("Escape").shows("K1")


def test_all_providers_are_reached_however_many_there_are(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    with_cash(nothing)(kiosk, "ru")
    kiosk.shows("K2").catches_up()
    seen = set(offered(kiosk))

    while kiosk.button("page:next").count():
        kiosk.tap("page:next")
        seen |= set(offered(kiosk))

    assert seen == {one.provider_id for one in MANY}
    kiosk.tap("page:previous")
    assert MEGAFON in offered(kiosk)


def test_those_paid_last_come_first(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    regular(kiosk, "ru")
    kiosk.shows("K1").catches_up()

    assert offered(kiosk) == [MTS, MEGAFON]


def test_a_provider_that_cannot_be_paid_now_says_so_and_names_no_reason(page: Kiosk) -> None:
    begun(page, "ru")

    page.tap(f"provider:{DEAR}")

    expect(page.page.locator("#message")).to_contain_text("сейчас не принимает платежи через этот терминал")
    assert "депозит" not in page.text("#page").lower()
    page.shows("K2")


def test_the_language_changes_in_the_middle_and_nothing_typed_is_lost(page: Kiosk) -> None:
    number(MEGAFON, "91234")(page, "ru")

    page.speaks("en")

    assert page.number() == "91234"
    assert page.text("h1") == "Enter the phone number"
    page.types("5").tap("next")
    expect(page.page.locator("#message")).to_contain_text("4 more digits")
    page.speaks("ru")
    expect(page.page.locator("#message")).to_contain_text("Введите ещё 4 цифры")
    assert page.number() == "912345"


def test_a_language_chosen_at_the_idle_screen_is_the_payments(page: Kiosk) -> None:
    page.speaks("en")

    page.tap("start").shows("K2")

    assert page.terminal.screen.data["language"] == "en"
    assert page.text("h1") == "What would you like to pay?"
