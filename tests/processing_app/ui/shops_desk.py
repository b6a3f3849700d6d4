"""Fixtures of the screens of shops and intents: a market that a module shares, and a desk over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from tests.processing_app.ui.market import Market, MarketInside

Calm = Callable[[], None]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """A centre with the training shop."""
    made = Market(tmp_path_factory.mktemp("market"))
    with made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, market: Market, tmp_path: Path) -> Iterator[Desk]:
    """What every screen gets."""
    made = Desk(MarketInside(market), Languages("ru"), Theme("light"), Keep(tmp_path / "window.ini"), market.clock)
    yield made
    made.close()
