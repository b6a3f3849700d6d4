"""E5: a terminal's journal accounts for every note of a shift, wherever it is cut off."""

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from agent_terminal.core.journal_words import KINDS
from agent_terminal.reports.shift import shift
from agent_terminal.store import payments, tables
from common.clock import SystemClock
from common.database import Connection, Statement
from common.reporting.order import Outcome
from tests.agent_terminal.stand import Stand, standing
from tests.reports import terminal_books as books
from tests.reports.rules import demand_rules

SECONDS = 20.0
CYRILLIC = {chr(code) for code in range(0x0400, 0x0500)}
SHEETS = ["Смена", "Платежи", "Не зачислено", "Купюры", "Отказы купюроприёмника", "События"]
DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stand, list[int]]]:
    """A shift that the tests only read."""
    with standing(tmp_path_factory.mktemp("shift")) as stand:
        stand.ready()
        moments = books.a_shift(stand)
        yield stand, moments


@pytest.fixture
def worked(played: tuple[Stand, list[int]]) -> Stand:
    return played[0]


@pytest.fixture
def moments(played: tuple[Stand, list[int]]) -> list[int]:
    return played[1]


class Journal:
    """A journal that was made, and what its reader sees: cells and the kept results of formulas."""

    def __init__(self, stand: Stand, since: int = 0, until: int = 0, **changed: object) -> None:
        day = stand.clock.now_ms() // DAY_MS * DAY_MS
        self.order = books.order(stand, since or day, until or day + DAY_MS, **changed)
        self.outcome: Outcome = books.made(self.order)
        self.path = self.order.place / self.outcome.files[0]
        demand_rules(self.path)
        book = openpyxl.load_workbook(self.path, data_only=True)
        self.names = book.sheetnames
        self._rows: dict[str, list[list[object]]] = {
            page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book.worksheets
        }
        book.close()

    def rows(self, name: str) -> list[list[object]]:
        return self._rows[name]

    def data(self, name: str) -> list[list[object]]:
        """Between header and total."""
        return self.rows(name)[4:-1]

    def amount(self, label: str, *, column: int = 1) -> int:
        """What stands beside a label of the first sheet, in kopecks."""
        row = next(row for row in self.rows(self.names[0]) if row[column - 1] == label)
        return kopecks(row[column])


def kopecks(value: object) -> int:
    return round(float(str(value or 0)) * 100)


def test_all_cash_is_somewhere_and_the_journal_says_where(worked: Stand) -> None:
    journal = Journal(worked)

    everything = worked.demand_money_adds_up()
    credited = books.sql(worked, "SELECT sum(amount), sum(agent_fee) FROM payments WHERE state = 'captured'")[0]
    assert journal.amount("+ Внесено купюрами, ₽") == everything.stacked
    assert (journal.amount("− Зачислено абонентам, ₽"), journal.amount("− Комиссия агента, ₽")) == credited
    assert journal.amount("− Принято, не отправлено, ₽") == everything.to_send == 50_000
    assert journal.amount("= В сессиях на конец, ₽") == everything.in_sessions == 15_000
    assert journal.amount("+ Взято с квитанций, ₽") == 50_000
    assert journal.amount("− Квитанции без платежа, ₽") == 10_000
    assert [row[1:3] for row in journal.rows("Смена") if row[0] == "Сверка, ₽"] == [[0, "сходится"]]
    assert [figure.value for figure in journal.outcome.figures] == [
        everything.stacked, *credited, everything.to_send, everything.on_slips,
    ]  # fmt: skip
    assert journal.outcome.agrees is True
    assert journal.names == SHEETS


def test_a_shift_cut_anywhere_is_two_shifts_that_agree(worked: Stand, moments: list[int]) -> None:
    whole = worked.database.read(lambda db: shift(db, moments[0], moments[-1]))

    for cut in [place for at in moments for place in (at - 1, at, at + 1)]:
        first, second = worked.database.read(
            lambda db, cut=cut: (shift(db, moments[0], cut), shift(db, cut, moments[-1]))  # type: ignore[misc]
        )
        assert first.held_after == second.held_before
        assert first.cassette_after == second.cassette_before
        assert (first.difference, second.difference) == (0, 0)
        assert (first.cassette_difference, second.cassette_difference) == (0, 0)
        assert first.inserted + second.inserted == whole.inserted
        assert first.number + second.number == whole.number
        assert first.notes + second.notes == whole.notes


def test_a_payment_that_is_lost_is_a_difference(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        stand.ready()
        books.captured(stand, 50_000)
        books.captured(stand, 10_000)
        stand.database.write(lambda db: db.raw.execute("DELETE FROM payments WHERE inserted = 10000"))

        journal = Journal(stand)

    assert journal.outcome.agrees is False
    assert [row[1:3] for row in journal.rows("Смена") if row[0] == "Сверка, ₽"] == [[100, "РАСХОЖДЕНИЕ 100,00"]]
    assert journal.outcome.covering.lines[-1].startswith("РАСХОЖДЕНИЕ: 100,00 ₽")


def test_credited_payments_are_summed_and_all_others_stand_apart(worked: Stand) -> None:
    journal = Journal(worked)

    credited, others = journal.data("Платежи"), journal.data("Не зачислено")
    sums = books.sql(
        worked, "SELECT sum(inserted), sum(agent_fee), sum(amount) FROM payments WHERE state = 'captured'"
    )[0]
    assert tuple(kopecks(value) for value in journal.rows("Платежи")[-1][5:8]) == sums
    assert {row[8] for row in credited} == {"Зачислен"}
    assert [(row[8], row[10]) for row in others] == [
        ("Отклонён", "ушли на другой номер плательщика"),
        ("Отклонён", "за плательщиком: квитанция на возврат"),
        ("Ждёт повтора", "в терминале"),
    ]
    assert others[0][9] == "Номер заблокирован у поставщика"
    assert journal.outcome.rows == len(credited) + len(others) == 6


def test_notes_are_told_by_value_in_the_cassette_taken_out_and_counted(worked: Stand) -> None:
    journal = Journal(worked)

    rows = {kopecks(row[0]): row[1:] for row in journal.data("Купюры")}
    question = "SELECT count(*) FROM banknotes WHERE state = 'stacked' AND value = ?"
    assert {value: row[0] for value, row in rows.items()} == {
        value: books.sql(worked, question, value)[0][0] for value in rows
    }
    inside = "SELECT coalesce(sum(value), 0) FROM banknotes WHERE state = 'stacked' AND encashment = 0"
    total = journal.rows("Купюры")[-1]
    assert kopecks(total[4]) == books.sql(worked, inside)[0][0]
    assert kopecks(total[2]) == books.sql(worked, inside.replace(" AND encashment = 0", ""))[0][0]
    assert kopecks(total[6]) == books.sql(worked, "SELECT sum(total) FROM encashments")[0][0]
    assert (rows[10_000][6], rows[50_000][6], rows[10_000][7]) == (-100, 0, 1)


def test_encashments_are_listed_with_what_was_counted(worked: Stand) -> None:
    journal = Journal(worked)

    rows = journal.rows("Смена")
    header = next(place for place, row in enumerate(rows) if row[1] == "№")
    assert [kopecks(value) for value in rows[header + 1][3:6]] == [160_000, 150_000, -10_000]
    assert rows[header + 1][6:8] == ["operator", "=одна порвана"]
    assert journal.amount("= В кассете на конец, ₽", column=5) == 225_000
    last = next(row for row in rows if row[4] == "Последняя инкассация")
    assert last[5] == rows[header + 1][0]


def test_rejected_notes_are_told_by_the_devices_number_and_a_word(worked: Stand) -> None:
    rows = Journal(worked).rows("Отказы купюроприёмника")

    assert [row[:3] for row in rows[4:]] == [
        ["0x6C", "не та длина", 2],
        ["—", "причина не названа", 1],
        ["0x65", "не опознана", 1],
        ["0xEE", "код прошивки", 1],
        ["Итого", None, 5],
    ]


def test_events_are_told_in_words(worked: Stand) -> None:
    journal = Journal(worked)

    written = books.sql(worked, "SELECT kind FROM journal ORDER BY id")
    assert [row[2] for row in journal.data("События")] == [KINDS[kind].words.ru for (kind,) in written]
    assert "=одна порвана" in str(journal.data("События")[-2][3])


def test_a_period_without_anything_is_a_journal_too(worked: Stand) -> None:
    journal = Journal(worked, since=10 * DAY_MS, until=11 * DAY_MS, csv=True)

    assert (journal.outcome.rows, journal.outcome.agrees) == (0, True)
    assert [figure.value for figure in journal.outcome.figures] == [0] * 5
    empty = [str(journal.rows(name)[4][0]) for name in journal.names[1:]]
    assert empty == [
        "Зачисленных платежей за период нет",
        "Зачисленных платежей за период нет",
        "Купюр за период не было",
        "Отказов за период не было",
        "Событий за период не было",
    ]
    assert len((journal.order.place / journal.outcome.files[1]).read_text("utf-8-sig").splitlines()) == 1


def test_the_csv_beside_has_all_payments_in_order(worked: Stand) -> None:
    journal = Journal(worked, csv=True)

    with (journal.order.place / journal.outcome.files[1]).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == journal.rows("Не зачислено")[3]
    assert [row[5] for row in rows] == ["600,00", "1000,00", "500,00", "500,00", "1000,00", "500,00"]
    assert [row[8] for row in rows].count("Зачислен") == 3
    assert rows[1][4] == "9000000417"


def test_an_english_journal_has_no_russian_word(worked: Stand) -> None:
    journal = Journal(worked, language="en", issuer="Agent Ltd, terminal T1", who="operator", csv=True)

    texts = [str(value) for name in journal.names for row in journal.rows(name) for value in row if value]
    typed = ("=одна порвана", "Центр")
    found = {text.replace(typed[0], "").replace(typed[1], "") for text in texts}
    assert not {text for text in found if set(text) & CYRILLIC}
    assert not set(journal.outcome.covering.subject + "".join(journal.outcome.covering.lines)) & CYRILLIC
    assert not any(set(name) & CYRILLIC for name in journal.names)


def test_what_looks_like_a_formula_is_a_text_and_accounts_keep_their_zeros(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        stand.ready()
        books.captured(stand, 50_000)
        change = "UPDATE payments SET provider_ru = '=1+1', account = '00012'"
        stand.database.write(lambda db: db.raw.execute(change))

        journal = Journal(stand)

    page = openpyxl.load_workbook(journal.path).worksheets[1]
    assert [(page.cell(5, column).value, page.cell(5, column).data_type) for column in (4, 5)] == [
        ("=1+1", "s"),
        ("00012", "s"),
    ]


def test_ten_thousand_payments_are_a_journal_soon(tmp_path: Path) -> None:
    clock = SystemClock()
    with standing(tmp_path) as stand:
        stand.ready()
        books.captured(stand, 50_000)
        stand.database.write(lambda db: _many(db, 10_000))
        order = books.order(stand, csv=True)
        began = clock.monotonic()

        outcome = books.made(order)

        assert clock.monotonic() - began < SECONDS
    assert (outcome.rows, outcome.agrees) == (10_001, True)


def _many(db: Connection, number: int) -> None:
    """The same payment again and again, each with its note."""
    (payment,) = payments.last(db, 1)
    row = db.one(Statement(tables.payments.select()))
    note = db.one(Statement(tables.banknotes.select()))
    assert row is not None
    assert note is not None
    add_payment, add_note = Statement(tables.payments.insert()), Statement(tables.banknotes.insert())
    for place in range(number):
        moved = {"payment_id": f"{payment.payment_id[:-6]}{place:06x}", "accepted": payment.accepted + place}
        db.gather(add_payment, **dict(zip(row.keys(), row, strict=True)) | moved)
        again = dict(zip(note.keys(), note, strict=True)) | {"ended": note["ended"] + place}
        del again["id"]
        db.gather(add_note, **again)
