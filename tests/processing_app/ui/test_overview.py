"""The overview shows the day, leads to the first payment, and names who needs a person."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from common.errors import ContractFault
from common.principal import Principal
from common.qt.desk import Desk
from processing_app.ui.overview import CALM, Overview
from tests.processing_app.standin import Centre, Provider

Calm = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Overview:
    made = Overview(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def texts(screen: Overview, card: str) -> list[str]:
    """What a card says now."""
    found = screen.findChild(QFrame, card)
    assert isinstance(found, QFrame)
    return [one.text() for one in found.findChildren(QLabel) if one.isVisible() and one.text()]


def figure(screen: Overview, name: str) -> str:
    label = screen.findChild(QLabel, f"figure-{name}")
    assert isinstance(label, QLabel)
    return label.text()


def test_a_new_centre_is_led_to_its_first_payment(qtbot: QtBot, centre: Centre, screen: Overview, calm: Calm) -> None:
    screen.refresh()
    calm()
    assert screen.checklist.isVisible()
    assert len(screen.checklist.findChildren(QPushButton)) == 4

    centre.sign_provider()
    agent = centre.sign_agent()
    centre.pay(agent, centre.ask())
    screen.refresh()

    qtbot.waitUntil(lambda: not screen.checklist.isVisible() and CALM.ru in texts(screen, "attention-list"))


def test_the_day_is_told_in_sums_of_either_language(
    desk: Desk, centre: Centre, agent: Principal, screen: Overview, calm: Calm
) -> None:
    centre.pay(agent, centre.ask(inserted=150_000, amount=145_500, agent_fee=4_500))
    centre.run()
    screen.refresh()
    calm()

    assert (figure(screen, "payments"), figure(screen, "inserted")) == ("1", "1\u00a0500,00\u00a0₽")

    desk.languages.use("en")

    assert figure(screen, "credited") == "1,455.00\u00a0₽"


def test_who_needs_a_person_has_a_button_that_says_where_it_leads(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Overview, calm: Calm
) -> None:
    provider.faults = [ContractFault("wrong_password")]
    centre.pay(agent, centre.ask())
    centre.run()
    screen.refresh()
    calm()

    button = screen.findChild(QPushButton, "open-providers-1")
    assert isinstance(button, QPushButton)
    assert "МегаФон" in button.accessibleName()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_did_not_change_is_not_drawn_anew(centre: Centre, screen: Overview, calm: Calm) -> None:
    screen.refresh()
    calm()
    lines = screen.checklist.findChildren(QPushButton)

    screen.refresh()
    calm()

    assert screen.checklist.findChildren(QPushButton) == lines
