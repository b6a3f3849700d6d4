"""Fixtures of the tests of notifications."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.webhooks.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A sender with a log of its own and no receiver yet."""
    made = Office(tmp_path / "office")
    made.open_to()
    yield made
    made.close()
