"""The daily TAB registers: a file a Moscow day, whole, with what was credited and stayed credited."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from common.reporting.order import Outcome
from processing_app.reports import osmp_register
from tests.reports import log_sql
from tests.reports.books import Books, kopecks, made, midnight

MOSCOW = timezone(timedelta(hours=3))
LINE = re.compile(r"(\d{1,20})\t(\d\d\.\d\d\.\d{4})\t(\d\d:\d\d:\d\d)\t(\d+)\t(\d+\.\d\d)")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """Four days that no test changes."""
    with Books(tmp_path_factory.mktemp("centre"), seed=31) as books:
        books.live()
        yield books


def made_of(books: Books, folder: Path, **changed: Any) -> Outcome:
    return made(osmp_register.build, books.order("osmp-register", 1, folder, **changed))[0]


def test_all_days_together_are_what_the_log_says(lived: Books, tmp_path: Path) -> None:
    outcome = made_of(lived, tmp_path)

    number, _, _, amount = lived.sql(log_sql.OF_PROVIDER, 1, 0, 2**62, log_sql.CAPTURED)[0]
    lines = [line for name in outcome.files for line in (tmp_path / name).read_text("ascii").split("\n")[:-2]]
    found = [match for line in lines if (match := LINE.fullmatch(line))]
    assert len(found) == len(lines) == outcome.rows == number > 10
    assert sum(kopecks(match[5]) for match in found) == outcome.figures[1].value == amount
    assert all(match[4].startswith("000") for match in found)


def test_each_file_has_its_own_moscow_day_and_its_total(lived: Books, tmp_path: Path) -> None:
    outcome = made_of(lived, tmp_path)

    for name in outcome.files:
        day = re.fullmatch(r"OPLATA_1_(\d{8})1\.csv", name)
        assert day is not None
        text = (tmp_path / name).read_bytes().decode("ascii")
        assert "\r" not in text
        *lines, total, end = text.split("\n")
        begins = datetime.strptime(day[1], "%Y%m%d").replace(tzinfo=MOSCOW)
        since, until = (round(at.timestamp() * 1000) for at in (begins, begins + timedelta(days=1)))
        number, _, _, amount = lived.sql(log_sql.OF_PROVIDER, 1, since, until, log_sql.CAPTURED)[0]
        assert (total, end) == (f"Total:\t{number}\t{amount // 100}.{amount % 100:02d}", "")
        assert {line.split("\t")[1] for line in lines} <= {f"{begins:%d.%m.%Y}"}
        assert len(lines) == number


def test_the_number_is_the_one_that_the_provider_was_told(lived: Books, tmp_path: Path) -> None:
    outcome = made_of(lived, tmp_path)

    numbers = {
        line.split("\t")[0] for name in outcome.files for line in (tmp_path / name).read_text("ascii").split("\n")[:-2]
    }
    told = lived.sql(
        "SELECT json_extract(CAST(data AS TEXT), '$.number') FROM events e WHERE kind = 'PaymentAuthorized' "
        "AND json_extract(CAST(data AS TEXT), '$.provider_id') = 1"
    )
    assert numbers <= {str(number) for (number,) in told}


def test_a_moment_late_in_the_evening_in_utc_is_the_next_day_in_moscow(tmp_path: Path) -> None:
    with Books(tmp_path / "centre") as books:
        books.clock.advance(
            (datetime(2030, 3, 18, 21, 30, tzinfo=UTC).timestamp() * 1000 - books.clock.now_ms()) / 1000
        )
        books.pay(provider_id=1, end="credited")

        outcome = made_of(books, tmp_path / "made", until=books.clock.now_ms() + 86_400_000)

        by_day = {name: len((tmp_path / "made" / name).read_text("ascii").split("\n")) - 2 for name in outcome.files}
        assert by_day["OPLATA_1_203003191.csv"] == 1
        assert sum(by_day.values()) == 1


def test_a_day_without_a_payment_has_its_file_with_a_total_of_nothing(lived: Books, tmp_path: Path) -> None:
    at = lived.clock.now_ms() - 300 * 86_400_000

    outcome = made_of(lived, tmp_path, since=at, until=at + 1)

    assert (tmp_path / outcome.files[0]).read_bytes() == b"Total:\t0\t0.00\n"
    assert outcome.covering.subject.endswith("платежей не было")


def test_a_day_that_goes_on_is_named_in_the_letter(lived: Books, tmp_path: Path) -> None:
    now = midnight(lived.clock.now_ms()) + 43_200_000

    going_on = made_of(lived, tmp_path / "1", since=now - 1000, until=now, now=now)
    over = made_of(lived, tmp_path / "2", since=now - 1000, until=now, now=now + 3 * 86_400_000)

    assert going_on.covering.lines[-1].startswith("День ")
    assert not over.covering.lines[-1].startswith("День ")


def test_days_that_have_not_begun_have_no_file(lived: Books, tmp_path: Path) -> None:
    now = lived.clock.now_ms()

    outcome = made_of(lived, tmp_path, since=now - 86_400_000, until=now + 30 * 86_400_000)

    assert 1 <= len(outcome.files) <= 3
