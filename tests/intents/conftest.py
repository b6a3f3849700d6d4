"""Fixtures of the tests of intents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.centre import Platform, Shop


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    """A centre with the shop of the example, on a virtual clock."""
    with Platform(tmp_path) as opened:
        opened.training()
        yield opened


@pytest.fixture
def shop(platform: Platform) -> Shop:
    """The server of the example's shop."""
    return platform.shop()
