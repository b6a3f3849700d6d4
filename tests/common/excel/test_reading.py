"""What is read back from workbooks, ours and strangers'."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from common import excel
from common.errors import Rejected
from common.excel import Field, Kind, reading
from common.words import same
from tests.common.excel.books import HEADING, row, sheet, table


def changed(folder: Path, part: str, old: bytes, new: bytes) -> Path:
    """A book with one place of one part changed, as no program writes it."""
    path, made = table(folder / "a.xlsx", [row(1)]), folder / "b.xlsx"
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            content = packed.read(name)
            assert name != part or old in content
            again.writestr(name, content.replace(old, new, 1) if name == part else content)
    return made


def test_the_first_rows_are_read_as_people_see_them(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [row(number, amount=number * 123_456) for number in range(1, 50)])

    read = excel.read_rows(path, limit=6)

    assert len(read) == 6
    assert read[3][:6] == ["№", "Дата и время", "Код", "Состояние", "Внесено, ₽", "Разница, ₽"]
    assert read[5][0] == "2"
    assert read[5][2:6] == ["000417", "Зачислен", "2\u00a0469,12", "0,00"]
    assert len(read[5][1]) == len("20.11.2026 21:40:03")


def test_shares_and_counts_are_read_as_people_see_them(tmp_path: Path) -> None:
    fields = [Field("Доля", Kind.SHARE), Field("Штук", Kind.COUNT), Field("День", Kind.DAY)]

    path = table(tmp_path / "a.xlsx", [[170, 12_345, date(2026, 11, 20)]], fields)

    assert excel.read_rows(path)[4][:3] == ["1,7%", "12\u00a0345", "20.11.2026"]


def test_another_sheet_and_its_results_are_read(tmp_path: Path) -> None:
    with excel.Book(tmp_path / "a.xlsx", HEADING) as book:
        book.table(sheet())
        front = book.summary("Сводка")
        front.lines([excel.Line(same("Всего, ₽"), 5, sign="+"), excel.Line(same("Итог, ₽"), 4, sign="=")])
        front.check(same("Проверка"), 1)
        book.finish()

    read = excel.read_rows(tmp_path / "a.xlsx", sheet=1)
    assert [row[:3] for row in read[4:]] == [
        ["+ Всего, ₽", "0,05", ""],
        ["= Итог, ₽", "0,04", ""],
        ["Проверка", "0,01", "РАСХОЖДЕНИЕ 0,01"],
    ]


def test_rows_of_a_stranger_keep_their_kinds(tmp_path: Path) -> None:
    at = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC).replace(tzinfo=None)
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["txn_id", 5, 4.5, at, None, True])
    book.active.append(["=1+1"])
    book.save(tmp_path / "a.xlsx")

    read = list(excel.rows_of(tmp_path / "a.xlsx"))

    assert read[0] == ["txn_id", 5, 4.5, at, None, True]
    assert read[1][0] is None, "a formula without a result has no value"


def test_a_file_is_free_after_it_was_read(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [row(1), row(2)])

    next(excel.rows_of(path))
    excel.read_rows(path, limit=1)

    path.rename(tmp_path / "b.xlsx")


@pytest.mark.parametrize("content", [b"", b"not a book", b"PK\x03\x04broken"], ids=["empty", "text", "half"])
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)

    for read in (excel.read_rows, lambda path: list(excel.rows_of(path))):
        with pytest.raises(Rejected) as told:
            read(tmp_path / "a.xlsx")
        assert told.value.code == "unreadable_workbook"


def test_an_archive_that_is_no_workbook_is_refused_in_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        packed.writestr("a.txt", "a")

    with pytest.raises(Rejected):
        excel.read_rows(tmp_path / "a.xlsx")


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "a.xlsx", [row(number) for number in range(1_000)])
    monkeypatch.setattr(reading, "LARGEST", 50_000)

    with pytest.raises(Rejected) as told:
        list(excel.rows_of(path))

    assert told.value.code == "unreadable_workbook"


@pytest.mark.parametrize(
    ("part", "end", "more"),
    [
        ("xl/styles.xml", b"</styleSheet>", b"<a/>"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<row/>"),
        ("xl/worksheets/sheet1.xml", b"</row>", b"<c/>"),
    ],
    ids=["styles", "rows", "cells"],
)
def test_a_part_that_is_one_thing_repeated_for_ever_is_not_unpacked(
    tmp_path: Path, part: str, end: bytes, more: bytes
) -> None:
    path = changed(tmp_path, part, end, more * (reading.LARGEST_REST // len(more) + 1) + end)

    with pytest.raises(Rejected) as told:
        list(excel.rows_of(path))

    assert told.value.code == "unreadable_workbook"


def test_a_row_numbered_beyond_every_spreadsheet_is_refused_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, "xl/worksheets/sheet1.xml", b'<row r="5"', b'<row r="99999999999"')

    with pytest.raises(Rejected) as told:
        for _ in excel.rows_of(path):
            pass

    assert told.value.code == "unreadable_workbook"


def test_a_damaged_sheet_is_refused_in_words(tmp_path: Path) -> None:
    path, broken = table(tmp_path / "a.xlsx", [row(1)]), tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(broken, "w") as again:
        for name in packed.namelist():
            content = packed.read(name)
            again.writestr(name, content[: len(content) // 2] if "worksheets" in name else content)

    with pytest.raises(Rejected):
        list(excel.rows_of(broken))


def test_a_sheet_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [row(1)])

    with pytest.raises(Rejected):
        excel.read_rows(path, sheet=3)
