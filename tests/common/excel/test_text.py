"""What strangers type, in a workbook and in .csv: shown as it is, run never."""

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import excel
from common.excel import Field, Kind, Line
from common.excel.text import LONGEST, fit
from common.words import same
from tests.common.excel.books import HEADING, opened, sheet, table
from tests.reports.rules import demand_rules

NASTY = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "{=1+1}", "{=SUM(A1:A9)}",
    "=cmd|'/c calc'!A0", '=HYPERLINK("http://a")', "http://example.org/?a=1", "https://example.org", "ftp://a",
    "mailto:a@b.c", "file:///c:/a", "internal:'Зачислено'!A1", "external:c:\\a.xlsx", "\\\\server\\share",
    "＝1+1", "＠A1", "0123", "7912345678901234567890", "1e5", "1E+05", "TRUE", "#N/A", "#REF!", "12.11.2026", "½",
    "<r>x</r>", "<r><t>x</t></r>", "<!-- -->", "]]>", "&amp;", "&#x41;", '"', "'", "''",
    "_x0041_", "_x000D_", "_x005F_x0041_", "a\x00b", "\x07", "\x1b[31m", "\x7f", "\x85",
    "\ud800", "a\udfff", "\ufffe", "\uffff", "\u202eabc", "\ufeffx", " x ", "\t", "\n", "\r\n", "\u00a0", "\u2028",
    "😀", "😀" * 17_000, "я" * 40_000, "x" * 32_767, "О'Коннор", 'a;b"c\nd', "Ёлка № 1 — «Ъ»",
)  # fmt: skip


def read_back(text: str) -> str:
    """As a spreadsheet shows it: `_x0041_` in a file is a letter, written so that it is not."""
    return re.sub(r"_x005F(_x[0-9A-Fa-f]{4}_)", r"\1", text)


def test_texts_are_shown_as_they_are_and_run_nothing(tmp_path: Path) -> None:
    with excel.Book(tmp_path / "a.xlsx", HEADING) as book:
        page = book.table(sheet(fields=(Field("Имя"), Field("Сумма, ₽", Kind.MONEY))))
        page.add((text, 1) for text in NASTY)
        book.summary("Строки").lines([Line(same("ФИО"), text, Kind.TEXT) for text in NASTY])
        book.summary("Таблица").table([Field("Имя")], [[text] for text in NASTY])
        book.finish()

    for name, column, first in (("Зачислено", 1, 5), ("Строки", 2, 5), ("Таблица", 1, 6)):
        read = opened(tmp_path / "a.xlsx", name, formulas=True)
        cells = [read.cell(first + number, column) for number in range(len(NASTY))]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
        assert [read_back(str(cell.value)) for cell in cells] == [fit(text) for text in NASTY]
    demand_rules(tmp_path / "a.xlsx")


@settings(max_examples=40)
@given(st.lists(st.text(min_size=1, max_size=40) | st.sampled_from(NASTY), min_size=1, max_size=40))
def test_any_texts_come_back_as_texts(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = table(tmp_path_factory.mktemp("texts") / "a.xlsx", [[text] for text in texts], [Field("Имя")])

    page = opened(path, formulas=True)

    cells = [page.cell(5 + number, 1) for number in range(len(texts))]
    assert [read_back(str(cell.value)) for cell in cells] == [fit(text) for text in texts]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_what_a_file_cannot_hold_is_seen_and_what_is_too_long_says_so() -> None:
    assert fit("a\x00b\ud800\uffff") == "a\ufffdb\ufffd\ufffd"
    assert fit("a\r\nb\rc\td") == "a\nb\nc\td"
    assert fit("я" * 40_000) == "я" * (LONGEST - 1) + "…"
    assert fit("x" + "😀" * 20_000) == "x" + "😀" * ((LONGEST - 2) // 2) + "…"
    assert fit("Ё\u00a0½ 😀") == "Ё\u00a0½ 😀"


def test_a_name_is_nasty_everywhere_in_a_book(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    with excel.Book(path, excel.Heading("=1+1\x00", "\ud800 & <b>", "ru", "=1+1")) as book:
        book.table(excel.Sheet("=1+1", "=1+1", "=1+1\x00", [Field("=1+1")])).add([["=1+1"]])
        front = book.summary("=A1")
        drawn = front.table([Field("=1+1"), Field("=1+1, ₽", Kind.MONEY)], [["=1+1", 1]], "=1+1")
        chart = excel.Chart("column", "=1+1, ₽", drawn.column(0), [("=1+1", drawn.column(1))], "\x00=1+1")
        front.chart(chart)
        book.finish()

    demand_rules(path)


def test_no_text_of_a_book_leads_out_of_it(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [[text] for text in NASTY], [Field("Имя")])

    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
    assert not [name for name in names if "xternal" in name or "worksheets/_rels" in name]
    assert openpyxl.load_workbook(path).worksheets[0].max_row == 4 + len(NASTY) + 1


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text)[:24])
def test_csv_holds_one_line_a_row_and_runs_nothing(tmp_path: Path, text: str) -> None:
    file = excel.table_file(tmp_path / "a.csv", sheet(fields=(Field("Имя"), Field("Сумма, ₽", Kind.MONEY))))

    file.add([(text, -5)])
    file.finish()

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    assert rows[1:] == [[rows[1][0], "-0,05"]]
    assert rows[1][0].removeprefix("'") in (fit(text), fit(text).removeprefix("'"))
    assert not rows[1][0].startswith(("=", "@", "＝", "＠", "\t", "\n", "+1+", "-1+"))
