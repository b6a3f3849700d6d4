"""Terminals on a bench, for every test here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agent_terminal.stand import Stand, standing


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """A terminal just unpacked: no contract, no acceptor."""
    with standing(tmp_path) as made:
        yield made


@pytest.fixture
def ready(stand: Stand) -> Stand:
    """A terminal that waits for a payer."""
    return stand.ready()
