"""A town of wallets with what a test of the executor looks at."""

from collections.abc import Iterator

import pytest

from tests.wallets.executor.stage import Stage


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A town that many tests work in, one after another."""
    with Stage(tmp_path_factory.mktemp("centre")) as stage:
        yield stage


@pytest.fixture
def town(standing: Stage) -> Iterator[Stage]:
    """Nothing waits, nobody was alarmed, the bank is as it should be; its books are proved after each test."""
    standing.begin()
    yield standing
    standing.balances()
    standing.tidy()
