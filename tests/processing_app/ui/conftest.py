"""A desk over a real centre on a virtual clock, whose provider fails when it is told to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from common.principal import Principal
from common.qt.desk import Desk
from common.qt.inside import RoleInside
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from common.retry import RetryPolicy, Strategy
from processing_app.server import OPERATIONS
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture
from tests.common.qt.standin import StandInServer
from tests.processing_app.standin import Centre, Provider


class CentreInside(RoleInside):
    """The centre of a test behind a window; its server only says whether it runs."""

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre.instance, OPERATIONS)
        self._server = StandInServer()

    @property
    def server(self) -> StandInServer:  # type: ignore[override]
        return self._server


@pytest.fixture
def provider(centre: Centre) -> Provider:
    """A provider whose retries wait long enough to be looked at."""
    return centre.sign_provider("МегаФон", RetryPolicy(strategy=Strategy.FIXED, pause_ms=40_000, attempts=5))[1]


@pytest.fixture
def agent(centre: Centre, provider: Provider) -> Principal:
    """An agent with money."""
    return centre.sign_agent()


@pytest.fixture
def desk(qtbot: QtBot, centre: Centre, tmp_path: Path) -> Iterator[Desk]:
    """What every screen gets."""
    made = Desk(CentreInside(centre), Languages("ru"), Theme("light"), Keep(tmp_path / "window.ini"), centre.clock)
    yield made
    made.close()


@pytest.fixture
def calm(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Wait until everything asked for has been answered and shown."""
    return lambda: qtbot.waitUntil(lambda: desk.background.idle, timeout=10_000)
