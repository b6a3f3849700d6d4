"""E2: a provider's register says to the kopeck what the event log says, whatever the names in it look like."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from common.clock import moment
from common.errors import Rejected
from processing_app.reports import register
from processing_app.service.asks.registers import Reconcile
from tests.processing_app.standin import OPERATOR
from tests.reports import log_sql
from tests.reports.books import FIRST_MS, PROVIDERS, Books, after, beside, body, kopecks, made, sheet, sheets
from tests.reports.rules import demand_rules

FRONT, CREDITED, REJECTED, RECONCILED, UNFINISHED = range(5)
BEGIN = (
    ("№", 6), ("Дата и время", 19), ("Код платежа", 13), ("Агент", 12), ("Терминал", 11), ("Номер абонента", 15),
    ("Внесено, ₽", 13), ("Комиссия агента, ₽", 13),
)  # fmt: skip
MAIN = (*BEGIN, ("Зачислено, ₽", 14), ("Ответ поставщика", 16), ("Попыток", 9))
OTHERS = (
    *BEGIN, ("К зачислению, ₽", 14), ("Ответ поставщика", 16), ("Попыток", 9), ("Причина", 30), ("Где деньги", 22)
)  # fmt: skip
CYRILLIC = {chr(code) for code in range(0x0400, 0x0500)}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """Four days that no test changes."""
    with Books(tmp_path_factory.mktemp("centre"), seed=6) as books:
        books.live()
        yield books


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    with Books(tmp_path / "centre") as opened:
        yield opened


def made_of(books: Books, folder: Path, provider_id: int = 1, **changed: Any) -> tuple[Any, Path]:
    order = books.order("register", provider_id, folder, **({"name": PROVIDERS[provider_id - 1]} | changed))
    outcome, path = made(register.build, order)
    demand_rules(path)
    return outcome, path


def asked(books: Books, provider_id: int, last: str) -> tuple[int, ...]:
    return books.sql(log_sql.OF_PROVIDER, provider_id, 0, 2**62, last)[0]


def summed(path: Path, number: int) -> tuple[int, ...]:
    """How many rows a sheet has and the totals of what was inserted, of fees, of what is credited."""
    rows = sheet(path, number)
    return (len(rows) - 5, *(kopecks(value) for value in rows[-1][6:9]))


@pytest.mark.parametrize("provider_id", [1, 2, 3])
def test_every_sheet_sums_up_to_what_the_log_says(lived: Books, tmp_path: Path, provider_id: int) -> None:
    outcome, path = made_of(lived, tmp_path, provider_id)

    credited = asked(lived, provider_id, log_sql.CAPTURED)
    others = [asked(lived, provider_id, last) for last in (log_sql.CANCELLED, log_sql.REFUNDED)]
    assert summed(path, CREDITED) == credited
    assert summed(path, REJECTED) == tuple(map(sum, zip(*others, strict=True)))
    assert outcome.rows == credited[0] > 10
    assert outcome.agrees is True
    assert [figure.value for figure in outcome.figures] == [credited[0], credited[3], others[0][0]]


def test_the_columns_are_those_that_were_promised_in_their_widths(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    book = openpyxl.load_workbook(path)
    for name, promised in (("Зачислено", MAIN), ("Отклонено", OTHERS), ("В работе", OTHERS)):
        page = book[name]
        found = [str(cell.value).replace("\u00a0", " ") for cell in page[4]]
        widths = [page.column_dimensions[get_column_letter(n)].width for n in range(1, len(found) + 1)]
        assert found == [title for title, _ in promised]
        assert all(0 <= width - wanted < 1 for width, (_, wanted) in zip(widths, promised, strict=True)), name
    assert [cell.value for cell in book["Сверка"][4]] == [
        "Код платежа", "Сумма у нас, ₽", "Сумма у поставщика, ₽", "Разница, ₽", "Объяснение",
    ]  # fmt: skip


def test_what_is_still_under_way_has_a_sheet_of_its_own(lived: Books, tmp_path: Path) -> None:
    _, with_some = made_of(lived, tmp_path / "1", 1)
    _, without = made_of(lived, tmp_path / "2", 2)

    assert summed(with_some, UNFINISHED) == asked(lived, 1, log_sql.HELD)
    assert {row[12] for row in body(with_some, UNFINISHED)} == {"удержаны у агента"}
    assert sheets(with_some) == ["Сводка", "Зачислено", "Отклонено", "Сверка", "В работе"]
    assert sheets(without) == ["Сводка", "Зачислено", "Отклонено", "Сверка"]


def test_the_summary_follows_the_money_and_says_that_it_agrees(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path)

    front = sheet(path, FRONT)
    parts = [asked(lived, 1, last) for last in (log_sql.CAPTURED, log_sql.CANCELLED, log_sql.REFUNDED, log_sql.HELD)]
    every = [sum(column) for column in zip(*parts, strict=True)]
    lines = ("+ Внесено плательщиками, ₽", "− Комиссия агентов, ₽", "= Зачислено, ₽", "− Отклонено, ₽")
    shown = [kopecks(beside(front, label)) for label in lines]
    assert shown == [every[1], every[2], parts[0][3], parts[1][3]]
    assert beside(front, "Проверка") == 0
    assert any("сходится" in row for row in front)
    for table, column in (("День", 1), ("Агент", 2)):
        total = after(front, table)[-1]
        assert [total[column], *map(kopecks, total[column + 1 : column + 4])] == [every[0], *every[1:3], parts[0][3]]


def test_days_begin_at_the_midnight_of_this_computer_and_none_is_missing(lived: Books, tmp_path: Path) -> None:
    order = lived.order("register", 1, tmp_path)

    _, path = made_of(lived, tmp_path)

    days = after(sheet(path, FRONT), "День")[:-1]
    expected: dict[str, int] = {}
    for at, amount in lived.sql(
        f"SELECT at, amount FROM ({log_sql.AUTHORIZED}) WHERE provider = 1 AND last = ?", log_sql.CAPTURED
    ):
        label = f"{moment(at).astimezone():%d.%m.%Y}"
        expected[label] = expected.get(label, 0) + amount
    assert {row[0]: kopecks(row[4]) for row in days if row[4]} == expected
    assert len(days) == -(-(order.ended - order.since) // 86_400_000)


def test_texts_stay_texts_and_numbers_keep_their_zeros(lived: Books, tmp_path: Path) -> None:
    _, path = made_of(lived, tmp_path, 2)

    book = openpyxl.load_workbook(path)
    texts = [cell for row in book["Зачислено"].iter_rows(min_row=5) for cell in row[2:6] if cell.value]
    title = book["Сводка"]["A1"]
    assert all(cell.data_type == "s" for cell in texts)
    assert all(row[5].startswith("000") and row[4].startswith("0") for row in body(path, CREDITED))
    assert title.value == "Реестр платежей: =1+1"
    assert {row[1] for row in after(sheet(path, FRONT), "Агент")[:-1]} >= {"-1"}


def test_a_row_says_who_took_it_what_the_provider_called_it_and_after_how_many_answers(
    books: Books, tmp_path: Path
) -> None:
    lost = books.pay(agent=books.agents[1], provider_id=1, end="lost")
    once = books.pay(agent=books.agents[0], provider_id=1, end="credited")

    _, path = made_of(books, tmp_path)

    rows = body(path, CREDITED)
    assert [(row[3], row[9], row[10]) for row in rows] == [("А-00002", "R-S", 2), ("А-00001", f"R-{once[-4:]}", 1)]
    assert [row[0] for row in rows] == [1, 2]
    assert lost != once


def test_a_rejected_payment_says_why_and_a_reversed_one_what_the_operator_wrote(books: Books, tmp_path: Path) -> None:
    books.pay(provider_id=1, end="rejected")
    books.pay(provider_id=1, end="reversed")

    _, path = made_of(books, tmp_path)

    rejected, reversed_ = body(path, REJECTED)
    assert rejected[11] in ("Поставщик не знает номер", "Номер заблокирован у поставщика", "Поставщик отказал")
    assert rejected[12] == "возвращены агенту"
    assert reversed_[11] == "Сторнирован. =ошибка плательщика"
    assert reversed_[12] == "возвращены сторно"


def test_a_payment_at_the_bound_belongs_to_the_period_that_begins_then(books: Books, tmp_path: Path) -> None:
    books.pay(provider_id=1, end="credited")
    books.clock.advance(3_600)
    bound = books.clock.now_ms()
    books.pay(provider_id=1, end="credited")

    before, _ = made_of(books, tmp_path / "1", until=bound)
    behind, _ = made_of(books, tmp_path / "2", since=bound)

    assert (before.rows, behind.rows) == (1, 1)


def test_an_empty_period_is_a_register_too(books: Books, tmp_path: Path) -> None:
    outcome, path = made_of(books, tmp_path, since=FIRST_MS - 10**9, until=FIRST_MS, csv=True)

    assert sheet(path, CREDITED)[4][0] == "Нет операций за период"
    assert sheet(path, CREDITED)[5][6:9] == [0, 0, 0]
    assert (outcome.rows, outcome.empty, outcome.agrees) == (0, True, True)
    assert outcome.covering.subject.endswith(": платежей не было")
    assert len((tmp_path / outcome.files[1]).read_text("utf-8-sig").splitlines()) == 1


def test_a_period_of_rejected_payments_only_is_not_empty(books: Books, tmp_path: Path) -> None:
    books.pay(provider_id=1, end="rejected")

    outcome, _ = made_of(books, tmp_path)

    assert (outcome.rows, outcome.empty) == (0, False)
    assert outcome.covering.subject.endswith(": зачисленных платежей нет")


def test_without_a_reconciliation_nothing_is_claimed(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path)

    assert body(path, RECONCILED) == [["Сверки за этот период не было", None, None, None, None]]
    assert outcome.covering.lines[-1] == "Сверки за этот период не было."


def test_what_a_reconciliation_found_is_told_by_payment(books: Books, tmp_path: Path) -> None:
    for _ in range(3):
        books.pay(provider_id=1, end="credited")
    books.pay(provider_id=2, end="credited")
    reconciled(books)
    clean, clean_path = made_of(books, tmp_path / "1")
    theirs = books.stand_in(1).booked
    ours = books.sql(f"SELECT amount FROM ({log_sql.AUTHORIZED}) WHERE provider = 1 ORDER BY at")
    del theirs[1]
    reconciled(books)

    outcome, path = made_of(books, tmp_path / "2")

    assert body(clean_path, RECONCILED)[0][0] == "Расхождений нет"
    assert clean.covering.lines[-1].endswith("расхождений нет.")
    (row,) = body(path, RECONCILED)
    assert [kopecks(value) for value in row[1:4]] == [ours[1][0], 0, ours[1][0]]
    assert row[4].startswith("У нас зачислен, у поставщика его нет")
    assert outcome.covering.lines[-1].endswith("расхождений: 1.")
    assert "сверка № 2" in sheet(path, RECONCILED)[1][0]


def test_a_reconciliation_of_another_provider_or_a_shorter_period_does_not_count(books: Books, tmp_path: Path) -> None:
    books.pay(provider_id=1, end="credited")
    reconciled(books, provider_id=2)
    reconciled(books, until=FIRST_MS + 1)

    outcome, _ = made_of(books, tmp_path)

    assert outcome.covering.lines[-1] == "Сверки за этот период не было."


def test_the_csv_beside_has_the_same_rows(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path, csv=True)

    with (tmp_path / outcome.files[1]).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == sheet(path, CREDITED)[3]
    assert [row[5] for row in rows] == [row[5] for row in body(path, CREDITED)]
    assert sum(kopecks(row[8].replace(",", ".")) for row in rows) == asked(lived, 1, log_sql.CAPTURED)[3]


def test_an_english_register_has_no_russian_word_but_names(lived: Books, tmp_path: Path) -> None:
    outcome, path = made_of(lived, tmp_path, language="en", issuer="PC “Training”", name="MegaFon", csv=True)

    texts = {str(value) for number in range(5) for row in sheet(path, number) for value in row if value is not None}
    names = {"Киоск у дома", "+7 & <Сыновья>"}
    russian = {one for one in texts - names if set(one) & CYRILLIC and "МегаФон (en)" not in one}
    assert all(one.startswith(("А-0000", "Reversed. =ошибка")) for one in russian)
    assert not set("".join([outcome.covering.subject, *outcome.covering.lines])) & CYRILLIC


def test_books_that_do_not_add_up_are_said_to(books: Books, tmp_path: Path) -> None:
    books.pay(provider_id=1, end="credited")
    books.centre.database.write(lambda db: db.raw.execute("UPDATE payments SET amount = amount - 1200"))

    outcome, path = made_of(books, tmp_path)

    assert outcome.agrees is False
    assert beside(sheet(path, FRONT), "Проверка") == 12


@pytest.mark.parametrize("subject", ["4", "", "nobody", "-1", "1 OR 1=1"])
def test_a_register_of_nobody_is_refused(books: Books, tmp_path: Path, subject: str) -> None:
    with pytest.raises(Rejected, match="unknown_contract"):
        made(register.build, books.order("register", subject, tmp_path))

    assert not list(tmp_path.iterdir()) or not [one for one in tmp_path.iterdir() if one.is_file()]


def reconciled(books: Books, **changed: Any) -> None:
    """The centre compares the registers of all that was."""
    until = moment(changed.pop("until", books.clock.now_ms() + 2 * 86_400_000))
    ask = Reconcile(since=moment(FIRST_MS - 86_400_000), until=until, wait=True, **changed)
    books.centre.service.reconciliation.reconcile(OPERATOR, ask)
