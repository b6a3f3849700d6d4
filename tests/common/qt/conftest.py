"""A desk on a screen that is not there: `desk` with its role played by the test, `calm` waits for the background."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from common.clock import VirtualClock
from common.qt import application
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from tests.common.qt.standin import StandInRole


@pytest.fixture(scope="session")
def qapp() -> object:
    """The application as it really starts."""
    return application.start()


@pytest.fixture
def role() -> StandInRole:
    """The role behind the window."""
    return StandInRole()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, role: StandInRole) -> Iterator[Desk]:
    """What every screen gets."""
    made = Desk(role, Languages("ru"), Theme("light"), Keep(tmp_path / "window.ini"), VirtualClock())
    yield made
    made.close()


@pytest.fixture
def calm(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Wait until everything asked for has been answered and shown."""
    return lambda: qtbot.waitUntil(lambda: desk.background.idle, timeout=10_000)
