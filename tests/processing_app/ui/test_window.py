"""The centre's whole window: every tab in both languages and sizes of text, 100,000 payments, news within a second."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from common.errors import Broken, ContractFault, OplataError, Unavailable
from common.principal import Principal
from common.qt.desk import Desk
from common.qt.window import AppWindow
from common.words import Language
from processing_app.ui.payments import Payments
from processing_app.ui.window import window
from tests.common.qt import audit
from tests.processing_app.standin import Centre, Provider

Calm = Callable[[], None]
TABS = (
    "overview", "payments", "intents", "providers", "agents", "shops", "wallets", "review", "reconciliation", "ledger",
    "reports", "server",
)  # fmt: skip
LANGUAGES: tuple[Language, ...] = ("ru", "en")
NAMES = {"МегаФон", "Агент", "русский", "РУС", "Учебный"}


@pytest.fixture
def shown(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, calm: Calm
) -> Iterator[AppWindow]:
    """The window over a centre with a payment of each kind."""
    faults: tuple[list[OplataError], ...] = (
        [],
        [Unavailable("no_answer")],
        [Broken("wrong_json")],
        [ContractFault("wrong_password")],
    )
    for number, fault in enumerate(faults):
        provider.faults = list(fault)
        centre.pay(agent, centre.ask(account=f"912345678{number}"))
        centre.run()
    made = window(desk)
    qtbot.addWidget(made)
    audit.settle(made)
    calm()
    yield made
    made.end()


def every_tab(shown: AppWindow, calm: Calm) -> Iterator[str]:
    """Open each in turn and wait for what it shows."""
    for name in TABS:
        assert shown.show_tab(name), name
        calm()
        calm()
        QApplication.processEvents()
        yield name


def test_in_both_languages_nothing_is_without_a_name_and_no_russian_is_left_in_english(
    shown: AppWindow, desk: Desk, calm: Calm
) -> None:
    for language in LANGUAGES:
        desk.languages.use(language)
        for name in every_tab(shown, calm):
            assert (language, name, audit.unnamed(shown)) == (language, name, [])
    for name in every_tab(shown, calm):
        assert (name, audit.of_other_language(shown, "en", NAMES)) == (name, [])


def test_everything_fits_on_the_smallest_screen(shown: AppWindow, desk: Desk, calm: Calm) -> None:
    for percent in (100, 130):
        shown.zoom(percent)
        audit.settle(shown)
        for name in every_tab(shown, calm):
            assert (percent, name, audit.misfits(shown)) == (percent, name, [])
    shown.zoom(100)


def test_a_tab_opens_by_its_key_and_review_counts_what_needs_a_person(shown: AppWindow, calm: Calm) -> None:
    shown.show_tab("review")
    calm()

    titles = [shown.tabs.tabText(number) for number in range(shown.tabs.count())]

    assert titles[7] == "Разбор (1)"


def test_the_title_begins_with_the_centres_name(shown: AppWindow, desk: Desk) -> None:
    assert shown.windowTitle() == "ПЦ «Учебный» — процессинг"

    desk.languages.use("en")

    assert shown.windowTitle().endswith("— processing")


def test_a_new_payment_is_seen_within_a_second_of_its_commit(
    qtbot: QtBot, shown: AppWindow, centre: Centre, provider: Provider, agent: Principal, calm: Calm
) -> None:
    shown.show_tab("payments")
    calm()
    screen = shown.screen_shown
    assert isinstance(screen, Payments)
    before = screen.table.model.total

    centre.pay(agent, centre.ask(account="9000000077"))

    qtbot.waitUntil(lambda: screen.table.model.total == before + 1, timeout=1000)


def test_both_palettes_show_every_tab(shown: AppWindow, desk: Desk, calm: Calm) -> None:
    for choice in ("dark", "light"):
        desk.theme.use(choice)
        assert all(not shown.grab().isNull() for _ in every_tab(shown, calm))


def test_an_error_of_the_overview_leads_to_its_tab(shown: AppWindow, calm: Calm, qtbot: QtBot) -> None:
    shown.show_tab("overview")
    calm()

    button = shown.screen_shown.findChild(QPushButton, "open-review")
    assert isinstance(button, QPushButton)
    button.click()

    assert shown.screen_shown.name == "review"


def test_a_key_that_is_held_down_acts_once(shown: AppWindow, calm: Calm) -> None:
    """Blocked under a filter, an agent gives its place to the next: the same key must not go on to that."""
    for name in every_tab(shown, calm):
        commands = {one.name for one in shown.screen_shown.commands()}
        again = [one.objectName() for one in shown.actions() if one.autoRepeat() and one.objectName() in commands]
        assert again == [], name
