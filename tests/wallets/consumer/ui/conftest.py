"""The consumer's window over a consumer with one wallet; its tab is open."""

from collections.abc import Callable

import pytest

from common.qt.window import AppWindow
from consumer_app.ui.wallet.screen import Wallet
from tests.consumer_app.ui.conftest import calm, desk, qapp, role, window
from tests.wallets.consumer.centre import SimulatedCentre

__all__ = ["calm", "desk", "qapp", "role", "window"]


@pytest.fixture
def tab(centre: SimulatedCentre, window: AppWindow, calm: Callable[[], None]) -> Wallet:
    """The tab, with what the centre says in it."""
    centre.fill_statement(45)
    window.show_tab("wallet")
    calm()
    screen = window.screen_shown
    assert isinstance(screen, Wallet)
    return screen
