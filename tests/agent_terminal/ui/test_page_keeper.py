"""The kiosk's page is brought back by itself: after a death, a stop of the server, a load that failed."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from pytestqt.qtbot import QtBot

from agent_terminal.service.messages import KioskToken
from agent_terminal.ui import page_keeper
from agent_terminal.ui.page_keeper import PageKeeper
from common.errors import Unavailable
from common.qt.desk import Desk
from common.words import Words
from tests.agent_terminal.ui.stand_in_browser import ORIGIN, StandInBrowser
from tests.common.qt.conftest import calm, desk, qapp
from tests.common.qt.standin import StandInRole

__all__ = ["calm", "desk", "qapp"]
Calm = Callable[[], None]
WHY = Words("Нет CEF", "No CEF")


@pytest.fixture
def role() -> StandInRole:
    """A terminal that gives a new token each time."""
    made = StandInRole("terminal")
    numbers = count(1)
    made.server.page_url = ORIGIN
    made.answers["open-kiosk"] = lambda _: KioskToken(token=f"t{next(numbers)}", url=ORIGIN)
    return made


@pytest.fixture
def browser(qtbot: QtBot) -> StandInBrowser:
    made = StandInBrowser()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def said() -> list[Words | None]:
    return []


@pytest.fixture
def keeper(desk: Desk, browser: StandInBrowser, said: list[Words | None]) -> Iterator[PageKeeper]:
    made = PageKeeper(desk, browser)
    made.instead.connect(said.append)
    yield made
    made.end()


def test_the_page_is_opened_with_a_token_of_its_own(
    keeper: PageKeeper, browser: StandInBrowser, said: list[Words | None], calm: Calm
) -> None:
    keeper.begin()
    calm()
    browser.shown.emit()

    assert browser.opened == [f"{ORIGIN}/kiosk#t1"]
    assert said == [page_keeper.OPENING, None]


def test_a_page_that_died_is_opened_at_once_with_another_token(
    keeper: PageKeeper, browser: StandInBrowser, said: list[Words | None], calm: Calm
) -> None:
    keeper.begin()
    calm()
    browser.shown.emit()

    browser.died.emit()
    calm()

    assert browser.opened == [f"{ORIGIN}/kiosk#t1", f"{ORIGIN}/kiosk#t2"]
    assert said[-1] is None, "the payer sees the page again, not words about it"


def test_a_page_that_dies_again_and_again_gets_a_rest(
    qtbot: QtBot, keeper: PageKeeper, browser: StandInBrowser, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_keeper, "REST_MS", 150)
    keeper.begin()
    calm()
    for _ in range(page_keeper.DEATHS):
        browser.died.emit()
        calm()
    before = len(browser.opened)

    browser.died.emit()
    calm()
    at_once = len(browser.opened)
    qtbot.waitUntil(lambda: len(browser.opened) > at_once)

    assert at_once == before
    assert len(browser.opened) == before + 1


def test_the_page_comes_back_when_the_server_is_started_again(
    qtbot: QtBot, keeper: PageKeeper, browser: StandInBrowser, role: StandInRole, said: list[Words | None], calm: Calm
) -> None:
    keeper.begin()
    calm()
    browser.shown.emit()

    role.server.stop()
    qtbot.waitUntil(lambda: said[-1] == page_keeper.STOPPED)
    browser.died.emit()
    stopped = len(browser.opened)
    role.server.start()
    qtbot.waitUntil(lambda: len(browser.opened) == stopped + 1)
    browser.shown.emit()

    assert said[-1] is None
    assert stopped == 1, "nothing is opened while nobody answers"


def test_a_page_that_did_not_load_is_tried_again_and_says_why(
    qtbot: QtBot, keeper: PageKeeper, browser: StandInBrowser, said: list[Words | None], calm: Calm
) -> None:
    keeper.begin()
    calm()

    browser.fallen.emit("ERR_CONNECTION_RESET (-101)")
    told = said[-1]
    qtbot.waitUntil(lambda: len(browser.opened) == 2)

    assert told is not None
    assert "ERR_CONNECTION_RESET" in told.ru


def test_a_page_that_never_says_anything_is_opened_anew(
    qtbot: QtBot, keeper: PageKeeper, browser: StandInBrowser, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_keeper, "PATIENCE_MS", 100)

    keeper.begin()

    qtbot.waitUntil(lambda: len(browser.opened) == 2)


def test_a_terminal_that_gives_no_token_is_asked_again(
    qtbot: QtBot, keeper: PageKeeper, browser: StandInBrowser, role: StandInRole, said: list[Words | None], calm: Calm
) -> None:
    gives = role.answers["open-kiosk"]
    role.answers["open-kiosk"] = Unavailable("not_now", "disk")
    keeper.begin()
    calm()
    told = said[-1]
    role.answers["open-kiosk"] = gives

    qtbot.waitUntil(lambda: len(browser.opened) == 1)

    assert told not in (None, page_keeper.OPENING)


def test_an_engine_that_cannot_run_is_told_once_and_not_tried_for_ever(
    keeper: PageKeeper, browser: StandInBrowser, said: list[Words | None], calm: Calm
) -> None:
    keeper.begin()
    calm()

    browser.impossible.emit(WHY)
    browser.died.emit()
    keeper.open_anew()
    calm()

    assert said[-1] == WHY
    assert len(browser.opened) == 1


def test_a_bug_met_inside_the_engine_is_written_down(
    keeper: PageKeeper, browser: StandInBrowser, role: StandInRole
) -> None:
    bug = ValueError("a key with no name")

    browser.trouble.emit(bug)

    assert role.troubles == [bug]
