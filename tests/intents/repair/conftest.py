"""Fixtures of the tests of repair."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.clock import VirtualClock
from tests.intents.repair.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """A centre whose operators decide alone up to 100,000 roubles."""
    with Workshop(tmp_path, VirtualClock()) as opened:
        yield opened


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Workshop]:
    """A centre where whatever moves more than a rouble takes two persons."""
    with Workshop(tmp_path, VirtualClock(), threshold=100) as opened:
        yield opened
