"""A hundred thousand payments against registers of as many lines: the time and the memory that were promised."""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from processing_app.reports import osmp_register
from tests.reports.books import Books, made
from tests.reports.planting import planted, sources_of
from tests.reports.test_speed import Measured, lived, measured

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
SECONDS, MEGABYTES = 10, 150


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    with Books(tmp_path / "centre") as opened:
        yield opened


def compared(books: Books, folder: Path, payments: int) -> Measured:
    """A month of payments against its registers with forty differences."""
    lived(books, payments)
    made(osmp_register.build, books.order("osmp-register", 1, folder / "clean"))
    forty = planted(sources_of(folder / "clean"), folder / "planted", 1)
    order = books.order("comparison", 1, folder / "made", csv=True)

    done = measured(msgspec.structs.replace(order, sources=forty.sources))

    assert done.said.outcome is not None, done.said
    assert {(one.kind, one.data["key"] or one.data["day"]) for one in done.said.outcome.findings} == forty.wanted
    return done


def test_ten_thousand_payments_are_compared_soon(books: Books, tmp_path: Path) -> None:
    done = compared(books, tmp_path, 10_000)

    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_hundred_thousand_payments_are_compared_in_time(books: Books, tmp_path: Path) -> None:
    done = compared(books, tmp_path, 125_000)

    print(f"{done.seconds:.1f} s, {done.megabytes} MB")
    assert done.said.outcome is not None
    assert done.said.outcome.rows > 100_000
    assert done.seconds <= SECONDS
    assert done.megabytes <= MEGABYTES
