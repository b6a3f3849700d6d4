"""The launcher's window over a launcher that the test plays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from common.clock import SystemClock
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.inside import LauncherInside
from launcher_app.ui.window import LauncherWindow
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture
from tests.launcher_app.ui.listening import Listening, at_a_desk
from tests.launcher_app.ui.standin_launcher import StandInLauncher


class Shown:
    """One window for the tests of a file: to make it takes a second. `launcher` is what the test plays."""

    def __init__(self, folder: Path) -> None:
        self.launcher = StandInLauncher(folder)
        inside = LauncherInside(self.launcher)  # type: ignore[arg-type]
        self.desk = Desk(inside, Languages("ru"), Theme("light"), Keep(folder / "launcher.ini"), SystemClock())
        with self.desk.theme.making():
            self.window = LauncherWindow(self.desk, self.launcher)  # type: ignore[arg-type]
        self.window.show()

    def begin(self, network: str) -> None:
        """As it was at first; with this network open, or the start page."""
        launcher, window = self.launcher, self.window
        launcher.board.done.clear()
        launcher.feed.paused = False
        launcher.sessions, launcher.opened, launcher.network = [], [], ""
        for dock in window.docks.every.values():
            dock.hide()
        if network:
            launcher.open(network)
        window.show_page()
        window.activateWindow()
        QApplication.processEvents()

    def close(self) -> None:
        """Without stopping anything."""
        setattr(self.window, "_leaving", True)  # noqa: B010 - nothing runs
        self.window.close()
        self.desk.close()
        self.window.deleteLater()
        QApplication.processEvents()
        self.launcher.close()


@pytest.fixture(scope="module")
def one_window(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:  # noqa: F811 - the fixture
    """Made once for a file."""
    made = Shown(tmp_path_factory.mktemp("launcher"))
    yield made
    made.close()


@pytest.fixture
def shown(qtbot: QtBot, one_window: Shown) -> Shown:
    """With a network in which nothing runs."""
    one_window.begin("default")
    return one_window


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
def desk(qtbot: QtBot, network: Listening, tmp_path: Path) -> Iterator[Desk]:
    """What a part of the window gets in a file whose `network` says what was heard."""
    with at_a_desk(network.launcher, tmp_path) as made:
        yield made


@pytest.fixture
def chosen() -> Chosen:
    """Nothing is chosen."""
    return Chosen()


@pytest.fixture
def press(qtbot: QtBot, dock: QWidget, played_desk: Desk) -> Callable[[str], None]:
    """Presses a button of the file's `dock` and waits for what it begins."""

    def by_name(name: str) -> None:
        button = dock.findChild(QPushButton, name)
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: played_desk.background.idle)

    return by_name
