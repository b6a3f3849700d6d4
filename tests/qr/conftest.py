"""The workbench's window over no role, and its application."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from common.clock import SystemClock
from common.logs import Log
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.ui.qr.inside import WorkbenchInside
from launcher_app.ui.qr.window import QrWindow
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[QrWindow]:
    """Open, with the cursor in the text of the code."""
    log = Log(tmp_path / "logs", "qr", SystemClock(), console=False)
    desk = Desk(WorkbenchInside(log), Languages("ru"), Theme("light"), Keep(tmp_path / "qr.ini"), SystemClock())
    made = QrWindow(desk)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: desk.background.idle, timeout=10_000)
    yield made
    made.close()
    desk.close()
    made.deleteLater()
    QApplication.processEvents()
    log.close()


@pytest.fixture
def calm(qtbot: QtBot, window: QrWindow) -> Callable[[], None]:
    """Wait until everything begun has been shown."""
    return lambda: qtbot.waitUntil(lambda: window.desk.background.idle, timeout=10_000)
