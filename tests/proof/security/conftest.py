"""One network for the rows that need real processes, one server for those that need raw bytes."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.common.http_server.stand import Stand
from tests.proof.network import Contracts, Network


class Town(NamedTuple):
    """Four roles that have signed everything."""

    network: Network
    contracts: Contracts


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Started once: these tests leave it as they found it, or do not mind."""
    with Network(tmp_path_factory.mktemp("town")) as network:
        yield Town(network, network.sign())


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
