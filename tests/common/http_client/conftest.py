"""Peers that share one log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.common.http_client.peers import Peers


@pytest.fixture
def peers(tmp_path: Path) -> Iterator[Peers]:
    """Makes peers, and closes them."""
    made = Peers(tmp_path)
    yield made
    made.close()
