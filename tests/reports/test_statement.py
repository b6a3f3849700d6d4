"""E1: a subscriber's statement says to the kopeck what the books say, whatever is in them."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from common.clock import SystemClock
from common.errors import Rejected
from common.money import text
from common.reporting.order import Order, Outcome
from tests.reports.provider_books import PASSPORT, Books, day, here, made, sheet
from tests.reports.rules import demand_rules

SECONDS = 20.0
CYRILLIC = {chr(code) for code in range(0x0400, 0x0500)}


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    made_books = Books(tmp_path)
    yield made_books
    made_books.close()


@pytest.fixture
def busy(books: Books) -> Books:
    """A month with moves before, within and after it, and a credit that was taken back."""
    number = books.sign()
    books.credit(number, 50_000, day(0, 10))
    books.use(number, "call", 3, day(0, 11))
    taken_back = books.credit(number, 48_500, day(1))
    books.credit(number, 100_000, day(2, 9, 1))
    for date in range(3, 21):
        books.use(number, ("call", "sms", "internet", "ringtone")[date % 4], 1 + date % 3, day(date, 12, date))
    books.use(number, "call", 2, day(20, 13), price=300)
    books.reverse(number, taken_back, 48_500, day(21, 15))
    books.use(number, "sms", 4, day(30, 23, 59))
    books.use(number, "call", 5, day(31))
    return books


NUMBER = "9123456789"


class Statement:
    """A statement that was made, and what its reader sees."""

    def __init__(self, order: Order, outcome: Outcome) -> None:
        self.order = order
        self.outcome = outcome
        self.path = order.place / outcome.files[0]
        demand_rules(self.path)

    def cells(self, number: int) -> list[list[str]]:
        return sheet(self.order, self.outcome, number)

    def values(self, number: int) -> list[list[object]]:
        """What previews show: results of formulas as they are kept in the file."""
        book = openpyxl.load_workbook(self.path, data_only=True)
        try:
            return [[cell.value for cell in row] for row in book.worksheets[number].iter_rows()]
        finally:
            book.close()

    def row_under(self, number: int, *beginning: object) -> list[object]:
        """The row after the one that begins so."""
        rows = self.values(number)
        place = next(n for n, row in enumerate(rows) if tuple(row[: len(beginning)]) == beginning)
        return rows[place + 1]

    def everything(self) -> str:
        """All texts of all files, as they are on the disk."""
        found = []
        for name in self.outcome.files:
            path = self.order.place / name
            if path.suffix == ".csv":
                found.append(path.read_text("utf-8-sig"))
                continue
            with zipfile.ZipFile(path) as parts:
                found += [parts.read(part).decode("utf-8", "replace") for part in parts.namelist()]
        return "\n".join(found)


def statement(books: Books, number: str = NUMBER, since: int = 0, until: int = 0, **changed: object) -> Statement:
    order = books.order(number, since or day(1), until or day(31), **changed)
    return Statement(order, made(order))


def test_the_figures_are_what_the_books_say_to_the_kopeck(busy: Books) -> None:
    done = statement(busy)

    within = (NUMBER, day(1), day(31))
    question = "SELECT coalesce(sum(amount), 0) FROM operations WHERE account = ? AND at >= ? AND at < ? AND kind = ?"
    credited, reversed_ = (busy.sql(question, *within, kind)[0][0] for kind in ("credit", "reverse"))
    spent = busy.sql("SELECT sum(price * quantity) FROM uses WHERE number = ? AND at >= ? AND at < ?", *within)[0][0]
    start = 50_000 - 3 * 250
    end = busy.balance(NUMBER) + 5 * 250
    assert [figure.value for figure in done.outcome.figures] == [start, credited, reversed_, spent, end]
    assert (credited, reversed_, done.outcome.agrees) == (148_500, 48_500, True)
    shown = done.row_under(0, "На начало периода, ₽", "+ Зачислено, ₽")
    assert [round(float(str(value)) * 100) for value in shown[:5]] == [start, credited, reversed_, spent, end]
    assert [row[1:3] for row in done.values(0) if row[0] == "Сверка, ₽"] == [[0, "сходится"]]


def test_services_and_days_add_up_to_what_was_spent(busy: Books) -> None:
    done = statement(busy)

    spent = done.outcome.figures[3].value
    totals = [row for row in done.values(0) if row[0] == "Итого"]
    assert [round(float(str(row[column])) * 100) for row, column in zip(totals, (4, 1), strict=True)] == [spent, spent]
    services = busy.sql(
        "SELECT count(DISTINCT service || ' ' || price) FROM uses WHERE number = ? AND at >= ? AND at < ?",
        NUMBER, day(1), day(31),
    )  # fmt: skip
    names = [row[0] for row in done.values(0)]
    assert names.index("Итого") - names.index("Услуга") - 1 == services[0][0] == 5


def test_every_move_is_a_row_with_the_balance_after_it(busy: Books) -> None:
    done = statement(busy)

    rows = done.values(1)[4:-1]
    total = done.values(1)[-1]
    balance = done.outcome.figures[0].value
    for row in rows:
        spent, added, after = (round(float(str(value or 0)) * 100) for value in row[6:9])
        balance += added - spent
        assert after == balance
    assert balance == done.outcome.figures[-1].value
    assert len(rows) == done.outcome.rows == 23
    spent, credited, reversed_ = (done.outcome.figures[place].value for place in (3, 1, 2))
    assert [round(float(str(total[column])) * 100) for column in (6, 7)] == [spent, credited - reversed_]


def test_what_happened_at_the_bounds_belongs_to_the_period_that_it_begins(busy: Books) -> None:
    first = statement(busy, until=day(21, 15))
    second = statement(busy, since=day(21, 15))

    assert first.outcome.figures[-1].value == second.outcome.figures[0].value
    assert first.outcome.rows + second.outcome.rows == 23
    assert second.cells(1)[4][2] == "Сторно пополнения"


def test_moves_of_one_millisecond_follow_each_other(books: Books) -> None:
    number = books.sign()
    books.credit(number, 10_000, day(2))
    books.use(number, "ringtone", 2, day(3))
    books.credit(number, 7_000, day(3))
    books.use(number, "ringtone", 1, day(3))
    books.credit(number, 1_000, day(3))

    done = statement(books)

    assert [row[8] for row in done.values(1)[4:-1]] == [100, 0, 70, 20, 30]
    assert statement(books, until=day(3)).outcome.figures[-1].value == 10_000
    assert statement(books, since=day(3) + 1).outcome.figures[0].value == 3_000
    assert done.outcome.agrees is True


def test_books_that_do_not_add_up_are_said_to(busy: Books) -> None:
    busy.write(lambda db: db.raw.execute("UPDATE operations SET amount = amount - 1200 WHERE id = 3"))

    done = statement(busy)

    assert done.outcome.agrees is False
    assert [row[1:3] for row in done.values(0) if row[0] == "Сверка, ₽"] == [[-12, "РАСХОЖДЕНИЕ −12,00"]]


def test_a_clock_that_was_set_back_changes_no_balance(books: Books) -> None:
    number = books.sign()
    books.credit(number, 10_000, day(2))
    books.credit(number, 5_000, day(3) + 5_000)
    books.use(number, "ringtone", 1, day(3))

    done = statement(books)
    later = statement(books, since=day(4))

    assert done.outcome.figures[-1].value == later.outcome.figures[0].value == books.balance(number)
    assert (done.outcome.agrees, later.outcome.agrees) == (True, True)


def test_a_name_like_a_formula_is_a_text(books: Books) -> None:
    number = books.sign("9120000417", "=1+1", 7)
    books.write(lambda db: db.raw.execute("UPDATE services SET label_ru = '@SUM(1)' WHERE code = 'call'"))
    books.credit(number, 5_000, day(2))
    books.use(number, "call", 1, day(3))

    done = statement(books, number, csv=True, name="=1+1")

    front = openpyxl.load_workbook(done.path).worksheets[0]
    name = next(cell for row in front.iter_rows() for cell in row if cell.value == "=1+1")
    assert name.data_type == "s"
    assert done.values(1)[5][2] == "@SUM(1)"
    assert "'@SUM(1)" in (done.order.place / done.outcome.files[1]).read_text("utf-8-sig")
    assert done.outcome.files[0] == f"2026-11-30_vypiska_{number}_MegaFon.xlsx", "and nobody's name is in it"


def test_numbers_keep_their_zeros_and_no_passport_leaves(books: Books) -> None:
    number = books.sign("00001234", "Петров Пётр", 42)
    books.credit(number, 5_000, day(2))

    done = statement(books, number, csv=True)

    assert done.row_under(0, "Договор", "Номер")[:2] == ["000042", "00001234"]
    everything = done.everything()
    assert "000042" in everything
    assert not any(part in everything for part in (PASSPORT, PASSPORT.replace(" ", ""), PASSPORT[-6:], "example.org"))


def test_a_period_without_moves_is_a_statement_too(busy: Books) -> None:
    done = statement(busy, since=day(22), until=day(25), csv=True)

    assert (done.outcome.rows, done.outcome.agrees) == (0, True)
    assert [figure.value for figure in done.outcome.figures[1:-1]] == [0, 0]
    assert done.outcome.figures[0].value == done.outcome.figures[-1].value > 0
    assert done.cells(1)[4][0] == "Нет операций за период"
    assert len((done.order.place / done.outcome.files[1]).read_text("utf-8-sig").splitlines()) == 1
    assert statement(busy, since=day(-90), until=day(-80)).outcome.figures[0].value == 0


def test_the_csv_beside_has_the_same_rows(busy: Books) -> None:
    done = statement(busy, csv=True)

    with (done.order.place / done.outcome.files[1]).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == done.cells(1)[3]
    assert len(rows) == 23
    assert rows[0][2:] == ["Пополнение счёта", "", "", "", "", "485,00", "977,50", rows[0][9]]
    assert [row[9] for row in rows] == [row[9] for row in done.cells(1)[4:-1]]


def test_an_english_statement_has_no_russian_word_but_names(busy: Books) -> None:
    done = statement(busy, language="en", issuer="MegaFon", who="operator", csv=True)

    texts = {str(value) for number in (0, 1) for row in done.values(number) for value in row if isinstance(value, str)}
    assert {one for one in texts if set(one) & CYRILLIC} == {"Иванов Иван Иванович"}
    assert not set(done.outcome.covering.subject + "".join(done.outcome.covering.lines)) & CYRILLIC
    assert done.cells(1)[6][2] == "Change the ringtone"


@pytest.mark.parametrize(
    ("since", "until", "russian", "english"),
    [
        (day(1), day(31), "за ноябрь 2026", "for November 2026"),
        (day(20), day(21), "за 20.11.2026", "for 20.11.2026"),
        (day(1), day(21), "за 01.11.2026–20.11.2026", "for 01.11.2026–20.11.2026"),
        (here("2026-02-01"), here("2026-03-01"), "за февраль 2026", "for February 2026"),
    ],
    ids=["month", "day", "days", "February"],
)
def test_the_letter_names_a_month_by_its_name_and_other_periods_by_dates(
    busy: Books, since: int, until: int, russian: str, english: str
) -> None:
    in_russian = statement(busy, since=since, until=until).outcome.covering
    in_english = statement(busy, since=since, until=until, language="en", issuer="MegaFon").outcome.covering

    assert in_russian.subject == f"Услуги МегаФон {russian}, договор 000417"
    assert in_english.subject == f"MegaFon services {english}, contract 000417"
    assert len(in_russian.lines) == len(in_english.lines) == 5


def test_the_letter_says_the_four_sums_of_the_statement(busy: Books) -> None:
    done = statement(busy)

    start, credited, reversed_, spent, end = (figure.value for figure in done.outcome.figures)
    assert done.outcome.covering.lines == [
        "Период: ноябрь 2026",
        f"На начало периода: {text(start)} ₽",
        f"Зачислено: {text(credited)} ₽, сторнировано: {text(reversed_)} ₽",
        f"Списано за услуги: {text(spent)} ₽",
        f"На конец периода: {text(end)} ₽",
    ]


def test_nobodys_statement_is_refused(books: Books) -> None:
    with pytest.raises(Rejected) as refused:
        made(books.order("9999999999", day(1), day(31)))

    assert refused.value.code == "unknown_subscriber"


def test_ten_thousand_uses_are_a_statement_soon(books: Books) -> None:
    number, clock = books.sign(), SystemClock()
    books.credit(number, 10**9, day(1))
    books.use_often(number, 10_000, day(1, 1), day(31))
    order = books.order(number, day(1), day(31), csv=True)
    began = clock.monotonic()

    outcome = made(order)

    assert clock.monotonic() - began < SECONDS
    assert (outcome.rows, outcome.agrees) == (10_001, True)
    assert outcome.figures[-1].value == books.balance(number)
    demand_rules(order.place / outcome.files[0])
