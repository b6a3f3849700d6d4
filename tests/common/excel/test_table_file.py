"""Files of tables, read back by another library than the one that wrote them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from common import excel
from common.errors import Unavailable
from common.excel import Field, Kind, Sheet, Value

AT = datetime(2026, 11, 20, 18, 40, 3, tzinfo=UTC)
FIELDS = (
    Field("Время", Kind.MOMENT, 19),
    Field("Код", Kind.TEXT, 13),
    Field("Внесено, ₽", Kind.MONEY, 13),
    Field("Попыток", Kind.COUNT, 9),
    Field("Отказов", Kind.SHARE, 9),
    Field("День", Kind.DAY, 12),
)
ROWS: tuple[tuple[Value, ...], ...] = (
    (AT, "=1+1", 48_500, 2, 170, date(2026, 11, 20)),
    (AT, "000417", -1_501, 1, 0, None),
    (None, "@SUM(A1)", 123_456_789_012, 10_000, None, None),
)


def sheet(fields: Sequence[Field] = FIELDS) -> Sheet:
    return Sheet("Платежи: сегодня", "Список платежей", "Сегодня · Статус: Отклонён", fields)


def written(path: Path, rows: Sequence[Sequence[Value]] = ROWS, fields: Sequence[Field] = FIELDS) -> Path:
    file = excel.table_file(path, sheet(fields))
    file.add(rows[:1])
    file.add(rows[1:])
    file.finish()
    return path


def opened(path: Path, *, formulas: bool = False) -> Worksheet:
    page = openpyxl.load_workbook(path, data_only=not formulas).active
    assert isinstance(page, Worksheet)
    return page


def test_a_sheet_says_what_it_is_and_that_the_money_is_not_real(tmp_path: Path) -> None:
    page = opened(written(tmp_path / "a.xlsx"))

    assert page["A1"].value == "Список платежей"
    assert page["A2"].value == "Сегодня · Статус: Отклонён"
    assert page["A3"].value == "УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие"
    assert [cell.value for cell in page[4]] == [field.title for field in FIELDS]
    assert page.title == "Платежи  сегодня"


def test_the_header_stays_in_sight_and_the_filter_leaves_the_total_alone(tmp_path: Path) -> None:
    page = opened(written(tmp_path / "a.xlsx"))

    assert page.freeze_panes == "D5"
    assert page.auto_filter.ref == "A4:F7"
    assert page.column_dimensions["A"].width == pytest.approx(19, abs=1)
    assert page.print_title_rows == "$4:$4"


def test_sums_are_numbers_to_the_last_kopeck(tmp_path: Path) -> None:
    page = opened(written(tmp_path / "a.xlsx"))

    assert [page[f"C{line}"].value for line in (5, 6, 7)] == [485, -15.01, 1234567890.12]
    assert page["C5"].number_format.startswith("#,##0.00")


def test_the_total_has_a_formula_and_its_result(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx")

    assert opened(path, formulas=True)["C8"].value == "=SUBTOTAL(109,C5:C7)"
    assert opened(path)["C8"].value == 1234568360.11
    assert opened(path)["A8"].value == "Итого"


def test_a_text_stays_a_text_whatever_it_begins_with(tmp_path: Path) -> None:
    page = opened(written(tmp_path / "a.xlsx"), formulas=True)

    assert [(page[f"B{line}"].value, page[f"B{line}"].data_type) for line in (5, 6, 7)] == [
        ("=1+1", "s"), ("000417", "s"), ("@SUM(A1)", "s")
    ]  # fmt: skip
    assert page["B6"].number_format == "@"


def test_times_are_of_this_computer_and_shares_are_percents(tmp_path: Path) -> None:
    page = opened(written(tmp_path / "a.xlsx"))

    assert page["A5"].value == AT.astimezone().replace(tzinfo=None)
    assert page["E5"].value == 0.017
    assert page["F5"].value.date() == date(2026, 11, 20)
    assert page["F6"].value is None


def test_a_sum_of_several_currencies_is_not_made(tmp_path: Path) -> None:
    fields = (Field("Код"), Field("Сумма", Kind.MONEY, summed=False))

    page = opened(written(tmp_path / "a.xlsx", [("a", 100), ("b", 200)], fields))

    assert page["B7"].value is None


def test_a_table_without_rows_is_still_a_table(tmp_path: Path) -> None:
    page = opened(written(tmp_path / "a.xlsx", []))

    assert page["A5"].value == "Нет строк с такими условиями"
    assert page["C6"].value == 0


def test_csv_opens_in_a_russian_spreadsheet_and_runs_nothing(tmp_path: Path) -> None:
    rows = [*ROWS, (None, "+7 912 345-67-89", 0, 0, 5, None), (None, "-1+cmd", None, None, None, None)]

    raw = written(tmp_path / "a.csv", rows).read_bytes()

    lines = raw.decode("utf-8-sig").split("\r\n")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "Время;Код;Внесено, ₽;Попыток;Отказов;День"
    assert lines[1] == f"{AT.astimezone():%d.%m.%Y %H:%M:%S};'=1+1;485,00;2;1,70;20.11.2026"
    assert lines[2].split(";")[1:3] == ["000417", "-15,01"]
    assert lines[3].split(";")[1:3] == ["'@SUM(A1)", "1234567890,12"]
    assert lines[4].split(";")[1] == "+7 912 345-67-89"
    assert lines[5].split(";")[1] == "'-1+cmd"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_the_file_appears_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"the old one")
    file = excel.table_file(path, sheet())

    file.add(ROWS)
    assert path.read_bytes() == b"the old one"
    file.abandon()

    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_place_that_is_taken_is_told_in_words_and_nothing_is_left_beside_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name / "inside").mkdir(parents=True)
    file = excel.table_file(tmp_path / name, sheet())
    file.add(ROWS)

    with pytest.raises(Unavailable) as told:
        file.finish()
    file.abandon()

    assert told.value.code == "file_not_written"
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as told:
        excel.table_file(tmp_path / "nowhere" / "a.xlsx", sheet())

    assert told.value.code == "file_not_written"
