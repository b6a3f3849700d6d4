"""The second engine's window: the same face as the first one's, whatever happens to the program at the other end."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_terminal.ui import browser_cefpython
from agent_terminal.ui.browser import BrowserSettings
from agent_terminal.ui.browser_cefpython import CefpythonBrowser
from agent_terminal.ui.browser_cefpython_line import ENDED, Line
from common.setup import cefpython
from common.words import Words
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture

WAIT_MS = 15_000
PAGE = "http://127.0.0.1:1/kiosk"
Make = Callable[..., "Watched"]


class Watched(CefpythonBrowser):
    """Remembers what it has said."""

    def __init__(self, settings: BrowserSettings) -> None:
        super().__init__(None, settings)
        self.said: list[str] = []
        self.told: list[str] = []
        self.reasons: list[Words] = []
        self.shown.connect(lambda: self.said.append("shown"))
        self.died.connect(lambda: self.said.append("died"))
        self.fallen.connect(lambda why: self.said.append(f"fallen {why}"))
        self.pressed.connect(lambda key: self.said.append(f"pressed {key}"))
        self.refused.connect(self.told.append)
        self.impossible.connect(self.reasons.append)

    def was_told(self, act: str) -> list[str]:
        """What the program got of this kind."""
        return [words.partition(" ")[2] for words in self.told if words.startswith(f"{act} ")]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setattr(browser_cefpython, "PROGRAM", "tests.agent_terminal.ui.stand_in_cefpython")
    monkeypatch.setattr(browser_cefpython, "WINDOWS", ("offscreen", "xcb", "windows"))
    every: list[Watched] = []

    def made(origin: str = "http://127.0.0.1:1", *, python: str = sys.executable, port: int | None = None) -> Watched:
        one = Watched(BrowserSettings(origin, tmp_path / "cef", debugging_port=port, python=python))
        one.resize(800, 600)
        one.show()
        every.append(one)
        return one

    yield made
    for one in every:
        ends(qtbot, one)
        one.close()
        one.deleteLater()


def ends(qtbot: QtBot, browser: CefpythonBrowser) -> None:
    """Shut it and wait for the last word."""
    done: list[bool] = []
    browser.shut(lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT_MS)


def hears(qtbot: QtBot, browser: Watched, *words: str) -> None:
    """Wait until exactly this was said."""
    qtbot.waitUntil(lambda: browser.said == list(words), timeout=WAIT_MS)


def test_the_page_is_shown_and_its_token_is_in_no_list_of_processes(qtbot: QtBot, make: Make) -> None:
    browser = make(port=9222)

    browser.open(f"{PAGE}#token")

    hears(qtbot, browser, "shown")
    assert browser.was_told("open") == [f'["{PAGE}?1#token"]']


def test_the_program_gets_its_place_its_size_and_the_keys_that_are_its_own(qtbot: QtBot, make: Make) -> None:
    browser = make()
    browser.open(PAGE)
    hears(qtbot, browser, "shown")

    browser.resize(400, 300)
    browser.lay_out(800)
    browser.full_screen = True
    browser.take_focus()

    qtbot.waitUntil(lambda: browser.was_told("lay_out")[-1].startswith("[400, 300, -3.8"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: browser.told[-1] == "focus []", timeout=WAIT_MS)
    assert browser.was_told("lay_out")[0] == "[800, 600, 0.0]"
    assert browser.was_told("full_screen") == ["[false]", "[true]"]
    assert browser.full_screen


def test_each_page_is_a_new_one_even_where_only_its_token_differs(qtbot: QtBot, make: Make) -> None:
    browser = make()
    browser.open(f"{PAGE}#one")
    hears(qtbot, browser, "shown")

    browser.reload_to(f"{PAGE}#two")

    hears(qtbot, browser, "shown", "shown")
    assert browser.was_told("open") == [f'["{PAGE}?1#one"]', f'["{PAGE}?2#two"]']


@pytest.mark.parametrize(("how", "said"), [("die", "died"), ("fall", "fallen HTTP 500"), ("press", "pressed F9")])
def test_what_happens_to_the_page_is_told(qtbot: QtBot, make: Make, how: str, said: str) -> None:
    browser = make()

    browser.open(f"{PAGE}#{how}")

    hears(qtbot, browser, said)


def test_a_program_that_ended_is_started_again_with_the_next_page(qtbot: QtBot, make: Make) -> None:
    browser = make()
    browser.open(f"{PAGE}#exit")
    hears(qtbot, browser, "died")

    browser.reload_to(PAGE)

    hears(qtbot, browser, "died", "shown")
    assert browser.reasons == []


def test_a_program_that_ends_again_and_again_is_given_up_in_words(qtbot: QtBot, make: Make) -> None:
    browser = make()
    browser.died.connect(lambda: browser.reload_to(f"{PAGE}#exit"))

    browser.open(f"{PAGE}#exit")

    qtbot.waitUntil(lambda: browser.reasons != [], timeout=WAIT_MS)
    assert browser.said == ["died", "died"]
    assert "exit code 3" in browser.reasons[0].ru


@pytest.mark.parametrize("python", [sys.executable, "no/such/python"])
def test_a_program_that_does_not_start_is_told_in_both_languages(qtbot: QtBot, make: Make, python: str) -> None:
    browser = make("http://broken", python=python)

    browser.open(PAGE)

    qtbot.waitUntil(lambda: browser.reasons != [], timeout=WAIT_MS)
    reason = browser.reasons[0]
    assert "--headless" in reason.ru
    assert python in reason.en
    assert "no/such" in reason.en or "ImportError: no cefpython3 here" in reason.en
    assert browser.said == []


def test_a_program_that_says_nothing_is_given_up_in_time(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_cefpython, "START_MS", 200)
    browser = make("http://late")

    browser.open(PAGE)

    qtbot.waitUntil(lambda: browser.reasons != [], timeout=WAIT_MS)


def test_without_a_prepared_python_the_person_is_told_the_command(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cefpython, "ready", lambda: None)
    browser = make(python="")

    browser.open(PAGE)

    assert "run_all.py terminal --cef cefpython3" in browser.reasons[0].ru
    assert "run_all.py terminal --cef cefpython3" in browser.reasons[0].en


def test_where_no_window_can_stand_in_another_the_person_is_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_cefpython, "WINDOWS", ())
    browser = make()

    browser.open(PAGE)

    assert "X11" in browser.reasons[0].ru


def test_it_is_shut_once_and_opens_nothing_afterwards(qtbot: QtBot, make: Make) -> None:
    browser = make()
    browser.open(PAGE)
    hears(qtbot, browser, "shown")

    ends(qtbot, browser)
    browser.open(PAGE)

    assert browser.said == ["shown"], "an end that was asked for is no death"


def test_a_program_that_does_not_end_is_killed(qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_cefpython, "END_MS", 200)
    monkeypatch.setattr("agent_terminal.ui.browser_cefpython_line.Line.close", lambda line: None)
    browser = make("http://late")
    browser.open(PAGE)

    ends(qtbot, browser)

    assert browser.reasons == []


def test_a_program_that_outlives_its_window_ends_in_silence(qtbot: QtBot, tmp_path: Path) -> None:
    def gone() -> None:
        raise RuntimeError("Signal source has been deleted")

    line = Line([sys.executable, "-c", ""], tmp_path, gone)

    qtbot.waitUntil(lambda: [one.event for one in line.take()] == [ENDED], timeout=WAIT_MS)
    line.close()
