"""A town of wallets that a module shares, a desk and the tab over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from processing_app.ui.wallets.screen import Wallets
from tests.processing_app.ui.putting import put_up
from tests.processing_app.ui.wallets.town import TownInside, WalletTown

Calm = Callable[[], None]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalletTown]:
    """A town that the tests of a module share."""
    made = WalletTown(tmp_path_factory.mktemp("wallets"))
    with made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, town: WalletTown, tmp_path: Path) -> Iterator[Desk]:
    """What the tab gets."""
    made = Desk(TownInside(town), Languages("ru"), Theme("light"), Keep(tmp_path / "window.ini"), town.clock)
    yield made
    made.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, calm: Calm) -> Wallets:
    """The tab with its first page."""
    with desk.theme.making():
        made = put_up(qtbot, Wallets(desk))
    made.refresh()
    calm()
    return made
