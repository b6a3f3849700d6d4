"""The centre of a whole module: its tests share it and its time, which goes on only where one lets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.centre import Platform, Shop


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A centre with the shop of the example, on a virtual clock."""
    with Platform(tmp_path_factory.mktemp("centre")) as opened:
        opened.training()
        yield opened


@pytest.fixture(scope="module")
def shop(platform: Platform) -> Shop:
    """The server of the example's shop."""
    return platform.shop()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Platform]:
    """A centre of one test's own."""
    with Platform(tmp_path) as opened:
        opened.training()
        yield opened
