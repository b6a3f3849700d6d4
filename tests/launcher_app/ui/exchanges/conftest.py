"""The tab of exchanges at a desk, over a launcher that hears what a test says; `seen` waits until it shows it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges import ExchangesTab
from tests.launcher_app.ui.listening import Listening, listening


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Listening]:
    with listening(tmp_path) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, network: Listening, chosen: Chosen) -> QMainWindow:
    made = QMainWindow()
    made.setCentralWidget(ExchangesTab(desk, network.launcher, chosen))
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def tab(window: QMainWindow) -> ExchangesTab:
    made = window.centralWidget()
    assert isinstance(made, ExchangesTab)
    return made


@pytest.fixture
def seen(qtbot: QtBot, tab: ExchangesTab, network: Listening) -> Callable[[], None]:
    """Wait until the list shows everything that was said, as it is looked for now."""

    def wait() -> None:
        launcher = network.launcher
        changes = (launcher.stories.changes, launcher.feed.changes, launcher.session.changes)
        now = (launcher.network, launcher.board.at_rest, *changes)

        def caught_up() -> bool:
            tab.look()
            return tab._seen == now and tab._asked == tab.filters.query and not tab._is_looking

        qtbot.waitUntil(caught_up)

    return wait


@pytest.fixture
def key(qtbot: QtBot, tab: ExchangesTab) -> Callable[..., None]:
    def press(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        tab.tree.setFocus()
        qtbot.keyClick(tab.tree, which, held)

    return press
