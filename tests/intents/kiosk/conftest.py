"""Fixtures of orders at kiosks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.town import Town
from tests.intents.kiosk.shops import Shops
from tests.processing_app.standin import Centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """A centre in an empty folder on a virtual clock."""
    with Centre(tmp_path) as opened:
        yield opened


@pytest.fixture
def shops(centre: Centre) -> Shops:
    """A shop of that centre, whose POS takes cash at kiosks."""
    return Shops(centre)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Two kiosks of one agent, and the centre."""
    made = Town(tmp_path, terminals=2)
    try:
        yield made
    finally:
        made.close()
