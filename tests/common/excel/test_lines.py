"""Whole rows at once: the same sheet as cell by cell, quicker and in little memory."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from common.excel import Field, Kind, Value
from common.excel.moments import wall
from common.setup.places import PROJECT
from tests.common.excel.books import table

FIELDS = (
    Field("Имя", Kind.TEXT),
    Field("Сумма, ₽", Kind.MONEY),
    Field("Штук", Kind.COUNT),
    Field("Доля", Kind.SHARE),
    Field("Когда", Kind.MOMENT),
    Field("День", Kind.DAY),
)
TEXTS = ("000417", "=1+1", " a ", "a&b<c>", "Ёлка\nи", "", "x" * 300, "http://a.b")
FIRST_CELL = 5
MAKE = """
import sys, time
from pathlib import Path
from tests.common.excel.books import AT, HEADING, sheet
from common import excel
from common.excel import Field, Kind

texts = [Field(f"Текст {n}") for n in range(5)]
sums = [Field(f"Сумма {n}, ₽", Kind.MONEY) for n in range(5)]
counts = [Field("№", Kind.COUNT), Field("Попыток", Kind.COUNT)]
fields = [*texts, *sums, *counts, Field("Время", Kind.MOMENT), Field("Состояние", mark="status")]
begun = time.process_time()
with excel.Book(Path(sys.argv[1]), HEADING) as book:
    page = book.table(sheet(fields=fields))
    page.add(
        (f"{n:013d}", "Учебный агент", f"{n % 100:08d}", f"7912{n:07d}", "зачислено", n, n * 7, n * 9, 0, n, n, 1,
         AT + n * 61_000, "Зачислен")
        for n in range(int(sys.argv[2]))
    )
    book.finish()
spent = time.process_time() - begun
if sys.platform == "linux":  # its getrusage counts what the process was before it became this program
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(spent, int(peak.split()[1]) / 2**10)
else:
    import psutil
    memory = psutil.Process().memory_info()
    print(spent, getattr(memory, "peak_wset", memory.rss) / 2**20)
"""
ZONES = """
from datetime import UTC, datetime, timedelta
from common.excel.moments import EPOCH, of_moment, wall

begin = datetime(2026, 3, 28, 21, 0, tzinfo=UTC)
for number in range(200):
    ms = int((begin + timedelta(minutes=7 * number)).timestamp() * 1000)
    shown = wall(ms).replace(tzinfo=None) - EPOCH.replace(tzinfo=None)
    assert abs(of_moment(ms) * 86_400 - shown.total_seconds()) < 0.01, (ms, shown)
print(200)
"""


def some_rows(seed: int, count: int = 1_100) -> list[tuple[Value, ...]]:
    """More than are written at once, every kind of value among them."""
    chance = random.Random(seed)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        tuple(
            value if chance.random() < 0.9 else None
            for value in (
                chance.choice(TEXTS),
                chance.randrange(-(10**9), 10**12),
                chance.randrange(10**6),
                chance.randrange(10_001),
                begin + timedelta(seconds=chance.randrange(10**8)),
                date(2026, 1, 1) + timedelta(days=chance.randrange(1_000)),
            )
        )
        for _ in range(count)
    ]


def cell_by_cell(path: Path, rows: Sequence[Sequence[Any]]) -> list[list[object]]:
    """As the library alone writes them, by the calls it shows to everybody."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
    page = book.add_worksheet()
    moment, day = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"}), book.add_format({"num_format": "dd.mm.yyyy"})
    for line, (text, money, count, share, at, on) in enumerate(rows):
        if text:
            page.write_string(line, 0, text)
        for column, value in ((1, money and money / 100), (2, count), (3, share and share / 10_000)):
            if value is not None:
                page.write_number(line, column, value)
        if at is not None:
            page.write_datetime(line, 4, wall(at).replace(tzinfo=None), moment)
        if on is not None:
            page.write_datetime(line, 5, on, day)
    book.close()
    return _values(path, 1, len(rows))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rows_written_at_once_are_those_that_are_written_cell_by_cell(tmp_path: Path, seed: int) -> None:
    rows = some_rows(seed)

    path = table(tmp_path / "a.xlsx", rows, FIELDS)

    assert _values(path, FIRST_CELL, len(rows)) == cell_by_cell(tmp_path / "b.xlsx", rows), f"seed {seed}"


def test_a_moment_is_the_same_as_ms_and_as_a_time(tmp_path: Path) -> None:
    at = datetime(2026, 3, 29, 0, 59, 59, 999_000, tzinfo=UTC)

    path = table(tmp_path / "a.xlsx", [[at], [int(at.timestamp() * 1000)]], [Field("Когда", Kind.MOMENT)])

    read = [row[0] for row in _values(path, FIRST_CELL, 2)]
    assert read == [wall(at).replace(tzinfo=None, microsecond=0)] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="a zone is set by TZ")
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"])
def test_moments_follow_the_clock_on_the_wall_when_its_hours_change(zone: str) -> None:
    ended = _run(ZONES, environment={"TZ": zone})

    assert ended.stdout.split() == ["200"], ended.stderr


@pytest.mark.parametrize(
    ("count", "seconds"), [(5_000, 2), pytest.param(100_000, 10, marks=pytest.mark.long)], ids=["5,000", "100,000"]
)
def test_a_long_table_takes_little_time_and_memory(tmp_path: Path, count: int, seconds: float) -> None:
    ended = _run(MAKE, str(tmp_path / "a.xlsx"), str(count))

    spent, megabytes = map(float, ended.stdout.split())
    assert spent < seconds, f"{count} rows took {spent} s of a processor"
    assert megabytes < 150, f"{count} rows took {megabytes} MB"


def _run(code: str, *words: str, environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, encoding="utf-8", timeout=50, check=False,
        cwd=PROJECT, env={**os.environ, **(environment or {})},
    )  # fmt: skip


def _values(path: Path, first: int, count: int) -> list[list[object]]:
    page = openpyxl.load_workbook(path).worksheets[0]
    rows = page.iter_rows(min_row=first, max_row=first + count - 1, max_col=page.max_column, values_only=True)
    return [list(row) for row in rows]
