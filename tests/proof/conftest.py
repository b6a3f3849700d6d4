"""How a lane runs as a test: its sample, always by the same seed."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.proof.figure import demand
from tests.proof.form import Form

SEED = 1
Lane = Callable[[str], None]


@pytest.fixture
def lane(tmp_path: Path) -> Lane:
    """Runs a lane by its module's name; all its figures are printed, and every one has to keep its bound."""

    def run(module: str) -> None:
        rows = importlib.import_module(module).run(SEED, Form.SAMPLE, tmp_path)
        for row in rows:
            print(row)
        demand(rows)

    return run
