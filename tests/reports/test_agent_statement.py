"""E3: an agent's statement goes from balance to balance as the log's postings do, to the kopeck."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from common.errors import Rejected
from processing_app.reports import agent_statement
from tests.reports import log_sql
from tests.reports.books import AGENTS, DAY_MS, FIRST_MS, Books, after, beside, body, kopecks, made, midnight, sheet
from tests.reports.rules import demand_rules

FRONT, PAYMENTS, TOP_UPS, PROVIDERS, OTHERS = range(5)
CYRILLIC = {chr(code) for code in range(0x0400, 0x0500)}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """Five days that no test changes."""
    with Books(tmp_path_factory.mktemp("centre"), seed=11) as books:
        books.live(days=5)
        yield books


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    with Books(tmp_path / "centre") as opened:
        yield opened


def made_of(books: Books, folder: Path, agent_id: int = 1, **changed: Any) -> tuple[Any, Path]:
    order = books.order("agent-statement", agent_id, folder, **({"name": AGENTS[agent_id - 1]} | changed))
    outcome, path = made(agent_statement.build, order)
    demand_rules(path)
    return outcome, path


def balance(books: Books, agent_id: int, before: int) -> int:
    """What the log's postings make of a deposit."""
    amount: int = books.sql(log_sql.DEPOSIT, f"agent:{agent_id}:deposit", before)[0][0]
    return amount


@pytest.mark.parametrize("agent_id", [1, 2, 3])
@pytest.mark.parametrize("days", [(0, 9), (1, 3), (2, 2)])
def test_the_statement_goes_from_balance_to_balance(
    lived: Books, tmp_path: Path, agent_id: int, days: tuple[int, int]
) -> None:
    since, until = (midnight(FIRST_MS) + day * DAY_MS for day in (days[0], days[1] + 1))

    outcome, path = made_of(lived, tmp_path, agent_id, since=since, until=until)

    front = sheet(path, FRONT)
    opening, closing = balance(lived, agent_id, since), balance(lived, agent_id, until)
    assert kopecks(beside(front, "+ Баланс на начало, ₽")) == opening
    assert kopecks(beside(front, "= Баланс на конец, ₽")) == closing
    assert (beside(front, "Проверка"), outcome.agrees) == (0, True)
    assert any("сходится" in row for row in front)
    assert outcome.figures[-1].value == closing


def test_the_lines_between_are_the_payments_of_the_period_and_what_was_given_back(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    front = sheet(path, FRONT)
    lasts = (log_sql.CAPTURED, log_sql.CANCELLED, log_sql.REFUNDED, log_sql.HELD)
    credited, cancelled, refunded, held = (lived.sql(log_sql.OF_AGENT, 1, 0, 2**62, last)[0] for last in lasts)
    assert kopecks(beside(front, "− Принятые платежи, ₽")) == credited[3] + cancelled[3] + refunded[3] + held[3]
    assert kopecks(beside(front, "+ Возвращено по отклонённым, ₽")) == cancelled[3] + cancelled[4]
    assert kopecks(beside(front, "+ Возвращено сторно, ₽")) == refunded[3] + refunded[4]
    assert kopecks(beside(front, "= Доход агента, ₽")) == credited[2] - credited[4]


def test_payments_and_providers_sum_up_to_what_the_log_says(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path, 2)

    credited = lived.sql(log_sql.OF_AGENT, 2, 0, 2**62, log_sql.CAPTURED)[0]
    total = sheet(path, PAYMENTS)[-1]
    income = credited[2] - credited[4]
    assert [kopecks(total[column]) for column in (6, 7, 8, 11, 12)] == [*credited[1:5], income]
    assert outcome.rows == len(body(path, PAYMENTS)) == credited[0] > 5
    total = sheet(path, PROVIDERS)[-1]
    assert [total[1], *map(kopecks, total[2:7])] == [credited[0], *credited[1:5], income]
    assert {row[0] for row in body(path, PROVIDERS)} >= {"=1+1", "МегаФон"}


def test_what_was_not_credited_says_its_state_and_where_the_money_is(lived: Books, tmp_path: Path) -> None:
    made_for = [made_of(lived, tmp_path / str(agent_id), agent_id)[1] for agent_id in (1, 2, 3)]

    rows = [row for path in made_for for row in body(path, OTHERS)]
    assert {(row[10], row[12]) for row in rows} == {
        ("Отклонён", "возвращены агенту"), ("Сторнирован", "возвращены сторно"), ("Ждёт повтора", "удержаны у агента"),
    }  # fmt: skip
    lasts = (log_sql.CANCELLED, log_sql.REFUNDED, log_sql.HELD)
    assert len(rows) == sum(
        lived.sql(log_sql.OF_AGENT, one, 0, 2**62, last)[0][0] for one in (1, 2, 3) for last in lasts
    )


def test_a_payment_set_aside_for_a_person_needs_review(books: Books, tmp_path: Path) -> None:
    provider = books.stand_in(1)
    provider.silent = {"credit", "status", "void"}
    books.pay(agent=books.agents[0], provider_id=1, end="credited")
    books.centre.run_for(4 * 86_400, step=3_600)
    assert books.centre.dead()

    _, path = made_of(books, tmp_path)

    (row,) = body(path, OTHERS)
    assert (row[10], row[12]) == ("Требует разбора", "удержаны у агента")
    assert row[11].startswith("Попытки кончились")


def test_top_ups_have_their_grounds_and_the_balance_after_each(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    rows = body(path, TOP_UPS)
    booked = lived.sql(
        "SELECT at, json_extract(CAST(data AS TEXT), '$.amount') FROM events WHERE kind = 'AgentToppedUp' "
        "AND json_extract(CAST(data AS TEXT), '$.agent_id') = 1 ORDER BY position"
    )
    assert [kopecks(row[1]) for row in rows] == [amount for _, amount in booked]
    assert [kopecks(row[4]) for row in rows] == [balance(lived, 1, at + 1) for at, _ in booked]
    assert rows[0][2:4] == ["первое пополнение", "Оператор"]
    grounds = openpyxl.load_workbook(path)["Пополнения"]["C6"]
    assert (grounds.value, grounds.data_type) == ("=1+1", "s")


def test_each_day_ends_with_the_balance_that_the_log_had_then(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path, 3)

    start, *days = after(sheet(path, FRONT), "День")[:-1]
    first = midnight(FIRST_MS)
    assert (start[0], kopecks(start[4])) == ("На начало", 0)
    assert [kopecks(row[4]) for row in days] == [
        balance(lived, 3, first + (number + 1) * DAY_MS) for number in range(len(days))
    ]


def test_what_was_accepted_before_the_period_and_given_back_within_it_is_in_the_balance(
    books: Books, tmp_path: Path
) -> None:
    provider = books.stand_in(1)
    provider.down = Rejected("refused")
    books.clock.advance(60)
    ask = books.centre.ask(1, account="00041700", inserted=10_100, agent_fee=100, amount=10_000, terminal="01")
    books.centre.pay(books.agents[0], ask)
    books.clock.advance(86_400)
    since = books.clock.now_ms()
    books.centre.run_for(5)

    outcome, path = made_of(books, tmp_path, since=since)

    front = sheet(path, FRONT)
    assert kopecks(beside(front, "+ Возвращено по отклонённым, ₽")) == 10_100
    assert kopecks(beside(front, "− Принятые платежи, ₽")) == 0
    assert (outcome.agrees, outcome.rows, outcome.empty) == (True, 0, False)


def test_books_that_do_not_add_up_are_said_to(books: Books, tmp_path: Path) -> None:
    books.pay(agent=books.agents[0], provider_id=1, end="credited")
    books.centre.database.write(lambda db: db.raw.execute("UPDATE payments SET processing_fee = processing_fee + 500"))

    outcome, path = made_of(books, tmp_path)

    assert outcome.agrees is False
    assert beside(sheet(path, FRONT), "Проверка") == -5


def test_an_empty_period_keeps_the_balance(lived: Books, tmp_path: Path) -> None:
    since = lived.clock.now_ms() + 30 * DAY_MS

    outcome, path = made_of(lived, tmp_path, since=since, until=since + DAY_MS, now=since + 2 * DAY_MS, csv=True)

    front = sheet(path, FRONT)
    ends = [kopecks(beside(front, label)) for label in ("+ Баланс на начало, ₽", "= Баланс на конец, ₽")]
    assert ends == [balance(lived, 1, 2**62)] * 2
    assert [sheet(path, number)[4][0] for number in (1, 2, 3, 4)] == ["Нет операций за период"] * 4
    assert (outcome.rows, outcome.empty, outcome.agrees) == (0, True, True)


def test_a_period_of_top_ups_only_is_not_empty(books: Books, tmp_path: Path) -> None:
    since = books.clock.now_ms()
    books.clock.advance(60)
    books.top_up(books.agents[0], 5_000, "по договору")

    outcome, _ = made_of(books, tmp_path, since=since)

    assert (outcome.rows, outcome.empty) == (0, False)


def test_the_letter_names_the_contract_and_both_balances(lived: Books, tmp_path: Path) -> None:
    outcome, _ = made_of(lived, tmp_path, csv=True)

    letter = outcome.covering
    assert letter.subject.startswith("Отчёт агента Киоск у дома за ")
    assert "договор № А-00001" in letter.lines[0]
    assert len(letter.lines) == 5
    with (tmp_path / outcome.files[1]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == outcome.rows + 1


def test_an_english_statement_has_no_russian_word_but_names(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path, 2, language="en", issuer="PC “Training”", name="Sons", csv=True)

    texts = {str(value) for number in range(5) for row in sheet(path, number) for value in row if value is not None}
    known = ("МегаФон (en)", "+7 & <Сыновья>", "первое пополнение", "=ошибка плательщика", "А-00002")
    assert {one for one in texts if set(one) & CYRILLIC and not any(name in one for name in known)} == set()
    assert not set("".join(outcome.covering.lines).replace("А-00002", "")) & CYRILLIC


@pytest.mark.parametrize("subject", ["4", "", "А-00001"])
def test_a_statement_of_nobody_is_refused(books: Books, tmp_path: Path, subject: str) -> None:
    with pytest.raises(Rejected, match="unknown_contract"):
        made(agent_statement.build, books.order("agent-statement", subject, tmp_path))
