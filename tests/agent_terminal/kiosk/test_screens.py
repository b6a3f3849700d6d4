"""Every screen × two languages × two themes × three sizes: nothing overflows, fingers hit, axe finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.agent_terminal.kiosk import looking
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import LANGUAGES, SIZES, THEMES, Kiosk, Language, Theme
from tests.agent_terminal.kiosk.states import STATES, State


@pytest.fixture
def whole(request: pytest.FixtureRequest) -> bool:
    """Is everything wanted, however long it takes?"""
    return bool(request.config.getoption("--long"))


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_a_screen_is_right_in_every_dress(opened: Open, state: State, whole: bool) -> None:
    kiosk = opened(providers=state.providers)
    state.reach(kiosk)
    wrong: list[str] = []

    for language, theme in dresses(kiosk, state):
        wrong += [f"{language}: {one}" for one in looking.left_in_russian(kiosk)]
        for size in SIZES:
            kiosk.measures(size)
            expect(kiosk.page.locator("button:active")).to_have_count(0)
            dress = f"{language}-{theme}-{size[0]}"
            wrong += [f"{dress}: {one}" for one in looking.broken_rules(kiosk)]
            if whole or (size == SIZES[0] and language == "ru"):
                wrong += [f"{dress}: {one}" for one in complaints_of_axe(kiosk)]
            if whole or dress == "ru-normal-1024":
                looking.keep_picture(kiosk, f"{state.name}-{dress}")

    kiosk.shows(state.screen, state.view)
    kiosk.demand_no_complaints()
    assert not wrong, "\n".join(wrong)


def complaints_of_axe(kiosk: Kiosk) -> list[str]:
    told = looking.axe(kiosk)
    return told.violations + [f"undecided: {one}" for one in told.undecided if one not in looking.reviewed()]


def dresses(kiosk: Kiosk, state: State) -> Iterator[tuple[Language, Theme]]:
    """The screen in each language and theme, changed in its place."""
    for language in LANGUAGES:
        for theme in THEMES:
            if state.firm:
                kiosk.speaks(language)
                kiosk.wears(theme)
            else:
                wait_again(kiosk, state, language, theme)
            yield language, theme


def wait_again(kiosk: Kiosk, state: State, language: Language, theme: Theme) -> None:
    """A warning ends at the first touch: both are changed beneath it, and it is waited for again."""
    server = kiosk.terminal
    server.do("continue")
    server.do("language", language=language)
    kiosk.catches_up()
    kiosk.wears(theme)
    kiosk.waits_out(state.screen)
    kiosk.shows(state.screen).catches_up()
