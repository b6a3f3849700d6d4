"""One server for the tests of this folder, and a fresh one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.http.stand import Stand


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A server that serves a whole module."""
    made = Stand(tmp_path_factory.mktemp("stand"))
    yield made
    made.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Stand]:
    """A server of the test's own."""
    made = Stand(tmp_path)
    yield made
    made.close()
