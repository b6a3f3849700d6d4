"""Providers, agents and reconciliation in a window: everything has a name, fits, and speaks one language at a time."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.principal import Principal
from common.qt.desk import Desk
from common.qt.window import AppWindow
from common.words import Language, Words
from processing_app.ui.agents import Agents
from processing_app.ui.providers import Providers
from processing_app.ui.reconciliation import Reconciliation
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.processing_app.standin import Centre, Provider

Calm = Callable[[], None]
TABS = ("providers", "agents", "reconciliation")
SAME = {
    "МегаФон",
    "Агент",
    "HTTP",
    "JSON",
    "Ctrl",
    "Del",
    "Esc",
    "Excel",
    "ENG",
    "РУС",
    "pc",
    "agent",
    "http",
    "root",
    "русский",
}


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, calm: Calm
) -> Iterator[AppWindow]:
    """Three tabs with something in each."""
    centre.pay(agent, centre.ask())
    centre.run()
    provider.down = Unavailable("no_connection", "127.0.0.1:1")
    compared = Reconciliation(desk)
    made = AppWindow(desk, Words("ПЦ", "PC"), [Providers(desk), Agents(desk), compared])
    qtbot.addWidget(made)
    settle(made)
    made.show_tab("reconciliation")
    compared.head.press()
    qtbot.waitUntil(lambda: compared.seen is not None, timeout=10_000)
    yield made
    made.end()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("tab", TABS)
def test_everything_that_takes_the_focus_has_a_name(
    window: AppWindow, calm: Calm, tab: str, language: Language
) -> None:
    window.desk.use_language(language)
    window.show_tab(tab)
    calm()

    assert unnamed(window) == []


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("tab", TABS)
def test_the_words_fit_in_russian(window: AppWindow, calm: Calm, tab: str, percent: int) -> None:
    window.zoom(percent)
    window.show_tab(tab)
    calm()
    settle(window)

    assert misfits(window) == []


@pytest.mark.parametrize("tab", TABS)
def test_no_word_is_left_in_the_other_language(qtbot: QtBot, window: AppWindow, calm: Calm, tab: str) -> None:
    window.show_tab(tab)
    calm()

    window.desk.use_language("en")

    qtbot.waitUntil(lambda: of_other_language(window, "en", SAME) == [], timeout=5_000)
