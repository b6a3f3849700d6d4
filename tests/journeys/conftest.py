"""A screen for the journeys, and what was on it when one failed."""

from collections.abc import Iterator

import pytest

from tests.journeys.screen import Screen, missing_tools


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """The usual desktop, 1920 × 1080."""
    if missing := missing_tools():
        pytest.skip(f"нет | not found: {', '.join(missing)}")
    with Screen(tmp_path_factory.mktemp("screen")) as one:
        yield one
