"""The tab «Кошелёк» by itself over a consumer with one wallet, and the whole window where a test needs it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from consumer_app.ui.wallet.screen import Wallet
from tests.consumer_app.ui.conftest import calm, desk, qapp, role, window
from tests.wallets.consumer.centre import SimulatedCentre

__all__ = ["calm", "desk", "qapp", "role", "window"]


@pytest.fixture
def tab(qtbot: QtBot, centre: SimulatedCentre, desk: Desk, calm: Callable[[], None]) -> Wallet:
    """The tab, with what the centre says in it."""
    centre.fill_statement(45)
    made = Wallet(desk)
    desk.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.refresh()
    calm()
    return made
