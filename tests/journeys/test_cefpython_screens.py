"""Every screen of the kiosk in Chromium 66: drawn without a complaint, and by the same rules as in a new one."""

from pathlib import Path
from typing import Any

import pytest

from tests.agent_terminal.kiosk.kiosk import SIZES
from tests.agent_terminal.kiosk.looking import RULES
from tests.agent_terminal.kiosk.states import STATES, State
from tests.agent_terminal.kiosk.terminal import terminal
from tests.journeys.album import SHOTS
from tests.journeys.old_page import OldPage
from tests.journeys.screen import Screen
from tests.journeys.test_cefpython import python  # noqa: F401 - a fixture

pytestmark = pytest.mark.timeout(300)
"""The first of them may have 80 MB to fetch."""
ALWAYS = {"K0", "K1-regular", "K2s-found", "K3-error", "K3-letters", "K5-no-paper", "K6", "K6s", "K8", "K12", "K15"}
"""Each kind of layout once; the others take long."""
CASES = [pytest.param(state, id=state.name, marks=() if state.name in ALWAYS else pytest.mark.long) for state in STATES]
COMMENT = RULES.partition("\n")[0]


@pytest.mark.parametrize("state", CASES)
def test_a_screen_is_right_in_chromium_66(screen: Screen, python: str, tmp_path: Path, state: State) -> None:  # noqa: F811
    with (
        terminal(tmp_path / "terminal", state.providers) as server,
        OldPage(screen, server, tmp_path / "engine", python) as page,
    ):
        way: Any = page
        state.reach(way)
        wrong: list[str] = []

        for language, theme in (("ru", "normal"), ("en", "contrast")) if state.firm else (("ru", "normal"),):
            page.dresses(language, theme)
            for size in SIZES:
                page.measures(size)
                wrong += [f"{language} {size[0]}: {one}" for one in page.cdp.value(f"({rules()})()")]
        page.keep_picture(SHOTS / f"cefpython-{state.name}.png")

        assert wrong == []
        assert page.cdp.complaints == []


def rules() -> str:
    """As a function: the first line of the file is a comment."""
    assert COMMENT.startswith("//")
    return RULES.partition("\n")[2]
