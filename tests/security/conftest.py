"""One network for the rows that need real processes, one server for those that need raw bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.common.http_server.stand import Stand
from tests.proof.network import Network
from tests.security import matrix
from tests.security.matrix import Pair
from tests.security.town import Town

SECONDS = 300


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Started once: these tests leave it as they found it, or do not mind."""
    with Network(tmp_path_factory.mktemp("town")) as network:
        yield Town(network, network.sign())


@pytest.fixture(scope="package")
def pair(town: Town) -> Pair:
    """A victim and a stranger, for as long as the town: it signs nobody of these names twice."""
    return matrix.pair_of(town)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A server with one door of each kind."""
    stand = Stand(tmp_path_factory.mktemp("stand"))
    yield stand
    stand.close()


@pytest.fixture
def stand(server: Stand) -> Stand:
    """The same, forgetting what was asked before."""
    server.forget()
    return server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Four processes take their time to start on a busy machine."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(SECONDS))
