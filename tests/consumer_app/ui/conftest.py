"""A window over a consumer with one contract; `calm` waits for the background."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from common.qt.window import AppWindow
from consumer_app.ui.contracts import Contracts
from consumer_app.ui.window import window as consumer_window
from tests.common.qt.conftest import calm, qapp
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.world import World

__all__ = ["calm", "qapp"]


@pytest.fixture
def role(world: World) -> ConsumerInside:
    """The consumer behind the window; nothing is signed yet."""
    return ConsumerInside(world)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, role: ConsumerInside) -> Iterator[Desk]:
    """The window's desk, under the clock of its consumer."""
    made = Desk(role, Languages("ru"), Theme("light"), Keep(tmp_path / "window.ini"), role.world.clock)
    yield made
    made.close()


@pytest.fixture
def signed(world: World) -> World:
    """A contract before the window opens."""
    world.sign()
    return world


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> AppWindow:
    """The whole window, shown."""
    made = consumer_window(desk)
    qtbot.addWidget(made, before_close_func=lambda _: made.end())
    made.show()
    calm()
    return made


@pytest.fixture
def contracts(window: AppWindow) -> Contracts:
    """Its first tab."""
    screen = window.screens[0]
    assert isinstance(screen, Contracts)
    return screen
