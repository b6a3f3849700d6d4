"""A mint for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.tokens.mint import Mint


@pytest.fixture
def mint(tmp_path: Path) -> Iterator[Mint]:
    """A fresh one, with a shop."""
    made = Mint(tmp_path).with_shop()
    yield made
    made.close()
