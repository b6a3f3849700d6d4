"""A vault for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.vault.stand import Stand, standing


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """A vault in an empty folder on a virtual clock."""
    with standing(tmp_path) as opened:
        yield opened
