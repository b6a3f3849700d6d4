"""One centre for the tests of a module: none of them needs it as it was at first."""

from collections.abc import Iterator

import pytest

from tests.intents.centre import Platform, Shop


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A centre with the shop of the example."""
    with Platform(tmp_path_factory.mktemp("centre")) as opened:
        opened.training()
        yield opened


@pytest.fixture(scope="module")
def shop(platform: Platform) -> Shop:
    """Its server."""
    return platform.shop()
