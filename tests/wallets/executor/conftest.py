"""A town of wallets with what a test of the executor looks at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wallets.executor.stage import Stage


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Stage]:
    """Nothing has happened."""
    with Stage(tmp_path) as stage:
        yield stage
        stage.balances()
