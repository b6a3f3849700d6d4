"""E4: totals of the network: the matrix, days, reasons and answer times are what the event log says."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from processing_app.reports import totals
from tests.reports import log_sql
from tests.reports.books import AGENTS, FIRST_MS, PROVIDERS, Books, after, beside, body, kopecks, made, sheet, sheets
from tests.reports.rules import demand_rules

FRONT, PAIRS, MONEY, COUNT, TIME, OF_PROVIDERS, REASONS = range(7)
CYRILLIC = {chr(code) for code in range(0x0400, 0x0500)}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """Four days that no test changes."""
    with Books(tmp_path_factory.mktemp("centre"), seed=21) as books:
        books.live()
        yield books


def made_of(books: Books, folder: Path, **changed: Any) -> tuple[Any, Path]:
    outcome, path = made(totals.build, books.order("totals", "", folder, **changed))
    demand_rules(path)
    return outcome, path


def test_the_matrices_have_every_agent_with_every_provider(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path)

    heads = [str(head).removesuffix(", ₽") for head in sheet(path, MONEY)[3][2:-1]]
    assert sorted(heads) == sorted(PROVIDERS)
    for number, place, convert in ((MONEY, 3, kopecks), (COUNT, 0, int)):
        for agent_id, row in enumerate(body(path, number), 1):
            expected = [
                lived.sql(log_sql.OF_PAIR, agent_id, PROVIDERS.index(head) + 1, 0, 2**62, log_sql.CAPTURED)[0][place]
                for head in heads
            ]
            assert [convert(value) for value in row[2:]] == [*expected, sum(expected)]
            assert row[1] == AGENTS[agent_id - 1]
    whole = lived.sql(log_sql.OF_ALL, 0, 2**62, log_sql.CAPTURED)[0]
    assert kopecks(sheet(path, MONEY)[-1][-1]) == whole[3]
    assert sheet(path, COUNT)[-1][-1] == whole[0]
    assert [figure.value for figure in outcome.figures[:2]] == [whole[0], whole[3]]


def test_the_summary_agrees_and_its_table_is_what_was_credited_by_day(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path)

    front = sheet(path, FRONT)
    credited = lived.sql(log_sql.OF_ALL, 0, 2**62, log_sql.CAPTURED)[0][3]
    assert kopecks(beside(front, "= Зачислено, ₽")) == credited
    assert (beside(front, "Проверка"), outcome.agrees) == (0, True)
    total = after(front, "День")[-1]
    assert sum(kopecks(value) for value in total[1:4]) == credited
    assert sheets(path)[0] == "Сводка"


def test_days_and_providers_count_everything_that_was_accepted(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    lasts = (log_sql.CAPTURED, log_sql.CANCELLED, log_sql.REFUNDED, log_sql.HELD)
    parts = [lived.sql(log_sql.OF_ALL, 0, 2**62, last)[0] for last in lasts]
    every = [sum(column) for column in zip(*parts, strict=True)]
    for number in (TIME, OF_PROVIDERS, PAIRS):
        total = sheet(path, number)[-1]
        first = 3 if number == PAIRS else 1
        assert total[first] == every[0]
        assert [kopecks(value) for value in total[first + 1 : first + 4]] == [every[1], every[2], parts[0][3]]
        assert total[first + 5] == parts[1][0]
        assert kopecks(total[first + 6]) == parts[1][3]


def test_reasons_of_rejects_are_counted_the_most_frequent_first(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    counted = lived.sql(
        "SELECT count(*) FROM events WHERE kind = 'PaymentCancelled' "
        "GROUP BY json_extract(CAST(data AS TEXT), '$.reason') ORDER BY 1 DESC"
    )
    rows = body(path, REASONS)
    assert [row[1] for row in rows] == [number for (number,) in counted]
    assert {row[0] for row in rows} <= {
        "Поставщик не знает номер", "Номер заблокирован у поставщика", "Поставщик отказал"
    }  # fmt: skip
    assert after(sheet(path, FRONT), "Причина")[-1][1] == sum(number for (number,) in counted)


def test_however_many_reasons_there_are_their_totals_are_of_all_rejects(tmp_path: Path) -> None:
    with Books(tmp_path / "centre") as books:
        for _ in range(25):
            books.pay(end="rejected")
        books.centre.database.write(lambda db: db.raw.execute("UPDATE payments SET reason = 'by_hand: ' || position"))
        amount = books.sql(log_sql.OF_ALL, 0, 2**62, log_sql.CANCELLED)[0][3]

        _, path = made_of(books, tmp_path)

    whole, front = sheet(path, REASONS)[-1], after(sheet(path, FRONT), "Причина")
    assert (whole[1], kopecks(whole[2])) == (25, amount)
    assert front[-1][1] == 25
    assert front[-2][:2] == ["Остальные", 25 - 8]


def test_the_median_of_answers_is_of_the_last_answer_of_each_payment_that_ended(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    shown = {row[0]: row[-1] for row in body(path, OF_PROVIDERS)}
    for provider_id, name in enumerate(PROVIDERS, 1):
        times = lived.sql(
            "SELECT json_extract(CAST(e.data AS TEXT), '$.answered_ms') FROM events e "
            f"JOIN ({log_sql.AUTHORIZED}) a ON a.stream = e.stream "
            "WHERE a.provider = ? AND e.kind IN ('PaymentCaptured', 'PaymentCancelled')",
            provider_id,
        )
        assert shown[name] == median_low(ms for (ms,) in times) > 10


def test_many_providers_share_a_last_column(tmp_path: Path) -> None:
    with Books(tmp_path / "centre") as books:
        for number in range(20):
            books.sign_one_more(f"Поставщик {number}")
        for provider_id in range(1, 24):
            books.pay(agent=books.agents[0], provider_id=provider_id, end="credited")

        _, path = made_of(books, tmp_path)

        heads = sheet(path, MONEY)[3]
        (row,) = body(path, MONEY)
        assert (len(heads), heads[-2:]) == (2 + 12 + 2, ["Остальные, ₽", "Все, ₽"])
        assert sum(map(kopecks, row[2:-1])) == kopecks(row[-1])
        assert kopecks(row[-1]) == books.sql(log_sql.OF_ALL, 0, 2**62, log_sql.CAPTURED)[0][3]


def test_a_provider_named_like_a_place_in_a_sheet_is_a_text_in_the_chart(tmp_path: Path) -> None:
    with Books(tmp_path / "centre") as books:
        provider_id = books.sign_one_more("=Сводка!$A$1")
        books.pay(provider_id=provider_id, end="credited")
        books.pay(provider_id=1, end="credited")

        _, path = made_of(books, tmp_path)

    with zipfile.ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert any("<c:tx><c:v>=Сводка! $A$1</c:v></c:tx>" in chart for chart in charts)


def test_an_empty_period_has_totals_too(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path, since=FIRST_MS - 10**9, until=FIRST_MS - 10**8, csv=True)

    assert (outcome.rows, outcome.agrees) == (0, True)
    assert [sheet(path, number)[4][0] for number in (PAIRS, MONEY, TIME, REASONS)] == ["Нет операций за период"] * 4
    assert outcome.covering.subject.endswith("платежей не было")


def test_english_totals_have_no_russian_word_but_names(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path, language="en", issuer="PC “Training”")

    texts = {str(value) for number in range(7) for row in sheet(path, number) for value in row if value is not None}
    names = ("МегаФон (en)", *AGENTS, "А-0000")
    assert {one for one in texts if set(one) & CYRILLIC and not any(name in one for name in names)} == set()
    assert not set("".join([outcome.covering.subject, *outcome.covering.lines])) & CYRILLIC


def test_a_year_is_shown_by_month_and_a_day_by_hour(lived: Books, tmp_path: Path) -> None:
    year = 366 * 86_400_000
    _, by_month = made_of(lived, tmp_path / "1", since=FIRST_MS - year, until=lived.clock.now_ms())
    _, by_hour = made_of(lived, tmp_path / "2", until=FIRST_MS + 86_400_000)

    assert after(sheet(by_month, FRONT), "Месяц")
    assert after(sheet(by_hour, FRONT), "Час")
    assert kopecks(sheet(by_month, MONEY)[-1][-1]) == lived.sql(log_sql.OF_ALL, 0, 2**62, log_sql.CAPTURED)[0][3]
