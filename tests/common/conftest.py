"""What tests of the roles' common ways share."""

from pathlib import Path

import pytest

from tests.common.processes import Commands


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Runs commands over an empty folder of data."""
    return Commands(tmp_path / "data", capsys)
