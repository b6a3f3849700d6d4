"""Fixtures of the centre's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processing_app.standin import Centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """A centre in an empty folder on a virtual clock."""
    with Centre(tmp_path) as opened:
        yield opened
