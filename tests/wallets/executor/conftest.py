"""A town of wallets with what a test of the executor looks at."""

from collections.abc import Iterator

import pytest

from processing_app.bank.simulated.account_moods import AccountMood
from tests.wallets.centre import Holder
from tests.wallets.executor.stage import Stage

SUM = 30_000


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


@pytest.fixture
def ivan(town: Stage) -> Holder:
    """Somebody with a full wallet."""
    return town.holder()


@pytest.fixture
def withdrawn(town: Stage, ivan: Holder) -> str:
    """A withdrawal that the bank has done, and whose answer nobody could read."""
    town.mood(AccountMood.GARBAGE, times=1)
    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()
    return payment_id
