"""The launcher's window over a launcher that the test plays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from common.clock import SystemClock
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.ui.inside import LauncherInside
from launcher_app.ui.window import LauncherWindow
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture
from tests.launcher_app.ui.standin_launcher import StandInLauncher


@pytest.fixture
def played(tmp_path: Path) -> Iterator[StandInLauncher]:
    """No network is open."""
    made = StandInLauncher(tmp_path)
    yield made
    made.close()


@pytest.fixture
def played_desk(qtbot: QtBot, tmp_path: Path, played: StandInLauncher) -> Iterator[Desk]:
    """What every part of the window gets."""
    inside = LauncherInside(played)  # type: ignore[arg-type]
    made = Desk(inside, Languages("ru"), Theme("light"), Keep(tmp_path / "launcher.ini"), SystemClock())
    yield made
    made.close()


@pytest.fixture
def open_window(qtbot: QtBot, played_desk: Desk, played: StandInLauncher) -> Iterator[Callable[[], LauncherWindow]]:
    """Show the window of the launcher as it stands; it is closed without stopping anything."""
    made: list[LauncherWindow] = []

    def opened() -> LauncherWindow:
        window = LauncherWindow(played_desk, played)  # type: ignore[arg-type]
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield opened
    for window in made:
        setattr(window, "_leaving", True)  # noqa: B010 - nothing is to be stopped
        window.close()
        window.deleteLater()
    qtbot.waitUntil(lambda: played_desk.background.idle, timeout=10_000)
