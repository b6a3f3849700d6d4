"""Fixtures of the tests of notices."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wallets.notices.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Tellers with a log of their own and no receiver yet."""
    made = Office(tmp_path / "office")
    yield made
    made.close()
