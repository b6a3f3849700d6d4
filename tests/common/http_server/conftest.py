"""Servers for the tests of this folder: one that a module shares, and a fresh one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.common.http_server.stand import Stand


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A server that serves a whole module."""
    made = Stand(tmp_path_factory.mktemp("stand"))
    yield made
    made.close()


@pytest.fixture
def stand(running: Stand) -> Stand:
    """The shared server, with nothing written and no failure remembered."""
    running.forget()
    return running


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Stand]:
    """A server of the test's own, for its logs and its end."""
    made = Stand(tmp_path)
    yield made
    made.close()
