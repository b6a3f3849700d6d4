"""A town for contracts of wallets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wallets.centre import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A centre with nobody in it yet."""
    with Town(tmp_path) as opened:
        yield opened
