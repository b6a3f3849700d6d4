"""What tests of the roles' common ways share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common import trace
from tests.common.processes import Commands


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Runs commands over an empty folder of data."""
    return Commands(tmp_path / "data", capsys)


@pytest.fixture(autouse=True)
def own_trace() -> Iterator[None]:
    """No test goes on under the trace that an earlier one left in this thread."""
    before = trace.current.set("")
    yield
    trace.current.reset(before)
