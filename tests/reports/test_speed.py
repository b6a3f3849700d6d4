"""A register of many payments is made in the time and the memory that were promised, in a process apart."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from common.clock import SystemClock
from common.protocol.endpoint import Nothing
from common.reporting.order import Order, Said
from common.settings import ROOT
from tests.reports import log_sql, many
from tests.reports.books import DAY_MS, FIRST_MS, Books, kopecks, midnight, sheet
from tests.reports.many import Wanted

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
SECONDS, MEGABYTES = 20, 150
MEASURED = """
import runpy, sys
sys.argv = ["processing_app.reports"]
try:
    runpy.run_module("processing_app.reports", run_name="__main__")
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(int(peak.split()[1]) // 1024, file=sys.stderr)
"""


class Measured(NamedTuple):
    """What the process apart said last, how long it took, the most memory it had."""

    said: Said
    seconds: float
    megabytes: int


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    with Books(tmp_path / "centre") as opened:
        yield opened


def lived(books: Books, payments: int) -> None:
    """A month of payments to one provider."""
    since = midnight(FIRST_MS)
    many.fill(books.centre.database, Wanted(payments, 3, 1, since, since + 30 * DAY_MS))
    books.clock.advance(30 * 86_400)


def measured(order: Order) -> Measured:
    clock = SystemClock()
    began = clock.monotonic()
    words = [sys.executable, "-c", MEASURED]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        process.stdin.flush()
        lines = process.stdout.read().splitlines()
        memory = process.stderr.read()
        process.stdin.close()
    said = [msgspec.json.decode(line, type=Said) for line in lines]
    percents = [one.percent for one in said if one.percent is not None]
    assert percents == sorted(set(percents))
    return Measured(said[-1], clock.monotonic() - began, int(memory.split()[-1]))


def test_the_books_that_were_filled_at_once_prove_themselves(books: Books) -> None:
    lived(books, 1_000)

    verified = books.centre.look(books.centre.service.books.verify, Nothing())

    assert verified.payments == 1_000


@pytest.mark.parametrize("kind", ["register", "agent-statement", "totals"])
def test_five_thousand_payments_are_a_workbook_soon(books: Books, tmp_path: Path, kind: str) -> None:
    lived(books, 5_000)

    done = measured(books.order(kind, 1, tmp_path / "made", csv=True))

    assert done.said.outcome is not None, done.said
    assert done.said.outcome.agrees is True
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["register", "agent-statement", "totals"])
def test_a_hundred_thousand_payments_are_a_workbook_in_time(books: Books, tmp_path: Path, kind: str) -> None:
    lived(books, 100_000)

    done = measured(books.order(kind, 1, tmp_path / "made"))

    print(f"{kind}: {done.seconds:.1f} s, {done.megabytes} MB")
    assert done.said.outcome is not None, done.said
    assert done.said.outcome.agrees is True
    assert done.seconds <= SECONDS
    assert done.megabytes <= MEGABYTES
    if kind == "register":
        total = sheet(tmp_path / "made" / done.said.outcome.files[0], 1)[-1]
        credited = books.sql(log_sql.OF_PROVIDER, 1, 0, 2**62, log_sql.CAPTURED)[0]
        assert [kopecks(value) for value in total[6:9]] == [*credited[1:4]]
        assert done.said.outcome.rows == credited[0] > 90_000
