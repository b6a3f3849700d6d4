"""Fixtures of the domain's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.domain.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty domain on a virtual clock."""
    with Desk(tmp_path) as opened:
        yield opened
