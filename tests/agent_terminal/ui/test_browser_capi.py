"""Without CEF the window says what is missing and what to do; there is no other web view to fall back to."""

import platform
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from agent_terminal.ui import browser, browser_words
from agent_terminal.ui.browser import Browser, BrowserSettings
from agent_terminal.ui.options import CAPI
from common.setup import debian
from common.words import Words
from tests.common.qt.conftest import qapp

__all__ = ["qapp"]
ORIGIN = "http://127.0.0.1:8103"
ENGINE = "agent_terminal.ui.browser_capi_engine"


@pytest.fixture
def said() -> list[Words]:
    return []


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path, said: list[Words]) -> Browser:
    one = browser.made(CAPI, None, BrowserSettings(ORIGIN, tmp_path / "browser"))
    qtbot.addWidget(one)
    one.impossible.connect(said.append)
    return one


def test_where_there_is_no_x11_it_says_so(made: Browser, said: list[Words]) -> None:
    made.open(f"{ORIGIN}/kiosk")

    assert said == [browser_words.NO_X11 if platform.system() == "Linux" else browser_words.STRANGE_SYSTEM]


def test_without_the_package_it_says_how_to_have_it(
    made: Browser, said: list[Words], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    monkeypatch.setitem(sys.modules, ENGINE, None)

    made.open(f"{ORIGIN}/kiosk")

    assert said == [browser_words.NO_PACKAGE]


def test_an_engine_that_never_started_ends_at_once(made: Browser) -> None:
    done: list[bool] = []

    made.shut(lambda: done.append(True))

    assert done == [True]


def test_missing_libraries_are_named_with_the_command_that_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "missing_libraries", lambda needed: ["libnss3.so", "libgbm1.so.1"])
    why = browser_words.cannot_load(OSError("libnss3.so: cannot open shared object file: No such file or directory"))

    assert "libnss3.so, libgbm1.so.1" in why.ru
    assert "apt-get install -y libnss3" in why.en


def test_a_library_that_no_package_is_known_for_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "missing_libraries", lambda needed: [])
    why = browser_words.cannot_load(OSError("libstrange.so.7: cannot open shared object file: No such file"))

    assert "libstrange.so.7" in why.ru
    assert "doctor" in why.ru


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (ImportError("No module named 'cef_capi'"), lambda: browser_words.NO_PACKAGE),
        (Exception("unknown platform: ['haiku']"), lambda: browser_words.STRANGE_SYSTEM),
    ],
)
def test_each_reason_has_its_words(problem: BaseException, words: Callable[[], Words]) -> None:
    assert browser_words.cannot_load(problem) == words()


@pytest.mark.parametrize(
    "words",
    [
        browser_words.NO_X11,
        browser_words.NO_WINDOW,
        browser_words.NO_PACKAGE,
        browser_words.STRANGE_SYSTEM,
        browser_words.busy(Path("browser")),
        browser_words.cannot_load(OSError("libcef.so: file too short")),
    ],
)
def test_every_reason_tells_that_the_money_is_safe_without_the_window(words: Words) -> None:
    assert "--headless" in words.ru
    assert "--headless" in words.en


def test_the_debugging_port_is_there_for_tests_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.DEBUGGING_PORT, raising=False)
    usual = browser.debugging_port()
    monkeypatch.setenv(browser.DEBUGGING_PORT, "9222")

    assert (usual, browser.debugging_port()) == (None, 9222)
