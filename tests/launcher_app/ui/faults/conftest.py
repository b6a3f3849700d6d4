"""The stage of each test, and hands to press its buttons."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from common.clock import SystemClock
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.faults import FaultDesk
from tests.common.qt.audit import settle
from tests.launcher_app.ui.faults.stage import Stage
from tests.launcher_app.ui.standin import StandInBoard


@pytest.fixture
def killed() -> list[str]:
    return []


@pytest.fixture
def faults(killed: list[str]) -> FaultDesk:
    return FaultDesk(SystemClock(), kill=killed.append)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    inside: Any = SimpleNamespace(
        role="launcher", profile="default", commits=lambda: 0, exchanges=list, unexpected=_unexpected
    )
    made = Desk(inside, Languages("ru"), Theme("light"), Keep(tmp_path / "launcher.ini"), SystemClock())
    yield made
    made.close()


@pytest.fixture
def board() -> StandInBoard:
    return StandInBoard()


@pytest.fixture
def stage(desk: Desk, faults: FaultDesk, board: StandInBoard) -> Iterator[Stage]:
    """It is gone before the next test: whatever is left is dressed anew by each theme."""
    made = Stage(desk, SimpleNamespace(faults=faults, board=board))
    settle(made, 1024, 700)
    yield made
    made.close()
    delete(made)


@pytest.fixture
def press(qtbot: QtBot, stage: Stage, desk: Desk) -> Callable[[str], None]:
    def by_name(name: str) -> None:
        button = stage.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton), name
        assert button.isVisible(), name
        button.click()
        qtbot.waitUntil(lambda: desk.background.idle)

    return by_name


def _unexpected(error: BaseException) -> None:
    raise error
