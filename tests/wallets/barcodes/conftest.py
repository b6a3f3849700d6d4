"""A centre on a clock that can be set, for the tests of a module; each test has barcodes that nobody has fetched."""

from collections.abc import Iterator

import pytest

from common import ids
from processing_app.service.wallets.barcode_pools import InDatabase
from processing_app.service.wallets.barcodes import Barcodes
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.till import WallClock


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """A centre in an empty folder."""
    with Centre(tmp_path_factory.mktemp("centre"), WallClock()) as opened:
        yield opened


@pytest.fixture
def clock(centre: Centre) -> WallClock:
    """It says what it is told to."""
    assert isinstance(centre.clock, WallClock)
    return centre.clock


@pytest.fixture
def barcodes(centre: Centre, clock: WallClock) -> Barcodes:
    """Of a start of its own."""
    return Barcodes(centre.database, clock, ids.key(), InDatabase(centre.database))
