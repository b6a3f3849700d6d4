"""Fixtures of the fault tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.town import Town


@pytest.fixture
def towns(tmp_path: Path) -> Iterator[Callable[..., Town]]:
    """Makes a town by the test's own terms."""
    made: list[Town] = []

    def make(**terms: Any) -> Town:
        made.append(Town(tmp_path / str(len(made)), **terms))
        return made[-1]

    yield make
    for town in made:
        town.close()
