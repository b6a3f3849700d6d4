"""Books of several sheets: their order, their names, their totals, and that a file is whole or not there."""

import errno
from pathlib import Path

import openpyxl
import pytest

from common import excel
from common.errors import Unavailable
from common.excel import Field, Kind, page
from tests.common.excel.books import HEADING, opened, row, sheet, table
from tests.reports.rules import demand_rules


def test_sheets_stand_as_they_were_made_and_are_filled_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    with excel.Book(path, HEADING) as book:
        book.summary("Сводка")
        credited, rejected = book.table(sheet("Зачислено")), book.table(sheet("Отклонено"))
        for number in range(1, 1_201):
            (rejected if number % 3 else credited).add([row(number, amount=number)])
        totals = credited.finish(), rejected.finish()
        book.finish()

    assert openpyxl.load_workbook(path).sheetnames == ["Сводка", "Зачислено", "Отклонено"]
    assert [(one.rows, one.sums[4]) for one in totals] == [(400, 240_600), (800, 480_000)]
    assert [opened(path, name)["E5"].value for name in ("Зачислено", "Отклонено")] == [0.03, 0.01]
    assert opened(path, "Отклонено")["E805"].value == 4_800
    demand_rules(path)


def test_a_period_without_operations_says_so_and_has_zero_totals(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [])

    assert opened(path)["A5"].value == "Нет операций за период"
    assert (opened(path)["A6"].value, opened(path)["E6"].value) == ("Итого", 0)
    assert opened(path, formulas=True)["E6"].value == "=SUBTOTAL(109,E5:E5)"
    demand_rules(path)


def test_counts_have_a_total_only_where_it_means_something(tmp_path: Path) -> None:
    fields = (Field("Агент"), Field("Платежей", Kind.COUNT, summed=True), Field("Попыток", Kind.COUNT))

    path = table(tmp_path / "a.xlsx", [("1", 2, 3), ("2", 40, 5)], fields)

    assert [opened(path)[f"{column}7"].value for column in "ABC"] == ["Итого", 42, None]


@pytest.mark.parametrize("amount", [1, 10, 29, 57, 115, 999_999_999_999_999, -1, -(10**12), 4_503_599_627_370_497])
def test_every_sum_up_to_fifteen_digits_is_exact(tmp_path: Path, amount: int) -> None:
    path = table(tmp_path / "a.xlsx", [row(1, amount=amount)])

    value = opened(path)["E5"].value

    assert isinstance(value, int | float)
    assert f"{value:.2f}" == f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def test_a_total_that_is_longer_than_its_column_makes_it_wider(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [row(number, amount=10**12) for number in range(1, 100)])

    assert opened(path).column_dimensions["E"].width > len("990,000,000,000.00")


def test_names_of_sheets_are_legal_and_differ(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    names = ["Агент: Иванов/Петров [1]*?", "агент  Иванов Петров  1", "History", "'", "я" * 40, "Я" * 40, "a\x00b"]

    with excel.Book(path, HEADING) as book:
        for name in names:
            book.table(sheet(name))
        book.finish()

    made = openpyxl.load_workbook(path).sheetnames
    assert len({name.lower() for name in made}) == len(names)
    assert all(0 < len(name) <= 31 for name in made)
    assert made[0] == "Агент  Иванов Петров  1"
    assert made[1] == "агент  Иванов Петров  1 2"
    demand_rules(path)


def test_a_long_line_above_a_narrow_table_is_printed_whole(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [("5000", 3)], (Field("Купюра"), Field("Штук", Kind.COUNT)))

    last = str(opened(path).print_area).rpartition("$")[0].rpartition("$")[2]
    assert last > "C"
    demand_rules(path)


@pytest.mark.parametrize(
    ("widths", "frozen"),
    [([6, 19, 13, 12], "D5"), ([30, 29, 13, 12], "C5"), ([61, 9, 9, 9], "A5"), ([10, 10], "B5"), ([10], "A5")],
)
def test_columns_that_stay_leave_room_for_the_others(tmp_path: Path, widths: list[int], frozen: str) -> None:
    path = table(tmp_path / "a.xlsx", [["1"] * len(widths)], [Field("Код", Kind.TEXT, width) for width in widths])

    assert opened(path).freeze_panes == frozen
    demand_rules(path)


def test_a_book_that_is_left_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"the old one")

    with excel.Book(path, HEADING) as book:
        book.table(sheet()).add([row(1)])

    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_words_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with excel.Book(tmp_path / "a.xlsx", HEADING) as book:
        page_ = book.table(sheet())
        monkeypatch.setattr("common.excel.lines.Lines.write_lines", full)
        with pytest.raises(Unavailable) as told:
            page_.add([row(1)])

    assert told.value.code == "storage_full"
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_ROWS", 1_000)

    with excel.Book(tmp_path / "a.xlsx", HEADING) as book:
        page_ = book.table(sheet())
        page_.add(row(number) for number in range(999))
        with pytest.raises(Unavailable) as told:
            page_.add(row(number) for number in range(2))

    assert told.value.code == "file_not_written"
    assert "1000" in told.value.detail


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    with excel.Book(path, excel.Heading("Totals", "November · UTC+03:00", "en", "ПЦ «Учебный»")) as book:
        book.table(excel.Sheet("Paid", "Totals", "November · UTC+03:00", (Field("Sum, ₽", Kind.MONEY),), "en"))
        book.finish()

    kept = openpyxl.load_workbook(path).properties
    assert (kept.title, kept.creator, kept.description) == (
        "Totals", "ПЦ «Учебный»", "TRAINING MODE. The money is not real",
    )  # fmt: skip
    assert opened(path, "Paid")["A5"].value == "No operations in this period"
    demand_rules(path)


def test_a_disk_that_is_full_at_the_very_end_is_told_in_words_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with excel.Book(tmp_path / "a.xlsx", HEADING) as book:
        book.table(sheet()).add([row(1)])
        monkeypatch.setattr("zipfile.ZipFile.write", full)
        with pytest.raises(Unavailable) as told:
            book.finish()

    assert told.value.code == "storage_full"
    assert list(tmp_path.iterdir()) == []
