"""Registers that came as files: separators, encodings, headers, sums and dates as people's programs write them."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.errors import Rejected
from common.money import LARGEST
from common.registers.cells import EXPONENT
from common.registers.line import Line
from common.registers.reading import read
from common.registers.tab import one_line, write_tab
from tests.common.registers.said import mistakes_of

AT = 1_795_199_999_000
WANTED = [Line("123", AT, "0012345", 10_005), Line("124", AT + 1000, "9161234567", 500_000)]
TAB = "123\t20.11.2026\t21:39:59\t0012345\t100.05\n124\t20.11.2026\t21:40:00\t9161234567\t5000.00\n"
HEADED = (
    "txn_id;date;time;account;sum\n123;20.11.2026;21:39:59;0012345;100,05\n124;20.11.2026;21:40:00;9161234567;5000\n"
)
RUSSIAN = (
    "Номер платежа;Агент;Дата и время;Номер абонента;Сумма, ₽\n"
    "123;«Ёлка»;20.11.2026 21:39:59;0012345;100,05\n"
    "124;«Ёлка»;20.11.2026 21:40:00;9161234567;5 000,00\n"
)
GOOD = {
    "osmp.csv": TAB.encode(),
    "osmp.txt": (TAB + "Total:\t2\t5100.05\n").encode(),
    "spaces.tsv": (TAB + "Total: 2 5100.05\n").encode(),
    "mark.csv": b"\xef\xbb\xbf" + TAB.encode(),
    "crlf.csv": TAB.replace("\n", "\r\n").encode(),
    "old_mac.csv": TAB.replace("\n", "\r").encode(),
    "unicode_text.txt": TAB.encode("utf-16"),
    "no_last_line_end.csv": TAB.rstrip("\n").encode(),
    "blank_lines.csv": f"\n{TAB}\n \n".encode(),
    "headed.csv": HEADED.encode(),
    "commas.csv": HEADED.replace(",", ".").replace(";", ",").encode(),
    "quoted.csv": b'123,2026-11-20,21:39:59,0012345,"100,05"\n"124",20261120,21:40,9161234567,"5,000.00"\n',
    "russian.csv": RUSSIAN.encode("utf-8-sig"),
    "windows.csv": RUSSIAN.replace("₽", "руб.").encode("cp1251"),
    "totals.csv": (RUSSIAN + "Итого;;;;5 100,05\n").encode(),
    "titled.csv": ("Реестр ООО «Ромашка»\nза 20.11.2026\n\n" + RUSSIAN).encode(),
    "zoned.csv": b"txn_id;account;sum;date and time\n123;0012345;100.05;2026-11-20T18:39:59Z\n"
    b"124;9161234567;5000.00;2026-11-20T21:40:00+03:00\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_register_is_read_whatever_program_wrote_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD[name])

    lines = list(read(path))

    assert lines == WANTED


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_tab(path, WANTED)

    assert list(read(path)) == WANTED


def test_an_empty_register_has_its_last_line_only(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_tab(path, [])

    assert list(read(path)) == []


def test_payment_ids_are_taken_where_a_register_has_them(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("payment_id;account;amount\n0190a-b;001;1.00\n", encoding="utf-8")

    lines = list(read(path))

    assert lines == [Line("", 0, "001", 100, "0190a-b")]


BAD = {
    "1\t20.11.2026\t21:40:00\t001\tabc\n": "Строка 1: сумма «abc» не читается",
    "1\t20.11.2026\t21:40:00\t001\t1,234\n": "Строка 1: сумма «1,234» не читается",
    "1\t20.11.2026\t21:40:00\t001\t-5.00\n": "Строка 1: сумма «-5.00» должна быть больше нуля",
    "1\t20.11.2026\t21:40:00\t001\t0\n": "Строка 1: сумма «0» должна быть больше нуля",
    "1\t20.11.2026\t21:40:00\t001\t99999999999.00\n": "Строка 1: сумма «99999999999.00» слишком велика",
    "1\t20.11.2026\t21:40:00\t001\t\n": "Строка 1: сумма: пусто",
    "1\t20.11.2026\t21:40:00\t001\n2\t20.11.2026\t21:40:00\t001\t5\n": "Строка 1: не видно, в каком столбце что",
    "2\t20.11.2026\t21:40:00\t001\t5\n1\t20.11.2026\t21:40:00\t001\n": "Строка 2: ячеек 4, а столбцов 5",
    "1\t31.02.2026\t21:40:00\t001\t5\n": "Строка 1: дата «31.02.2026» не читается",
    "1\t11/20/2026\t21:40:00\t001\t5\n": "Строка 1: дата «11/20/2026» не читается",
    "1\t20.11.2026\t25:40:00\t001\t5\n": "Строка 1: время «25:40:00» не читается",
    "\t20.11.2026\t21:40:00\t001\t5\n": "Строка 1: номер платежа: пусто",
    "1\t20.11.2026\t21:40:00\t\t5\n": "Строка 1: номер абонента: пусто",
    "1.23457E+17\t20.11.2026\t21:40:00\t001\t5\n": "Строка 1: номер платежа «1.23457E+17» сохранён числом",
    "1;20.11.2026;21:40:00;001;5;7\n": "Строка 1: не видно, в каком столбце что",
    "1,20.11.2026,21:40:00,001,5,00\n": "Строка 1: не видно, в каком столбце что",
    f"{TAB}Total:\t3\t5100.05\n": "В строке итогов платежей 3, а в файле их 2",
    f"{TAB}Total:\t2\t5100.04\n": "В строке итогов сумма 5\u00a0100,04, а платежи дают 5\u00a0100,05",
    f"Total:\t2\t5100.05\n{TAB}": "Строка 2: платёж после строки итогов",
    "": "В файле нет ни платежей, ни строки итогов",
    "txn_id;date;sum\n1;20.11.2026;5\n": "Строка 1: в заголовке нет столбца «номер абонента»",
    "txn_id;account;sum;amount\n1;1;5;5\n": "Строка 1: в заголовке два столбца «сумма»",
    'txn_id;account;sum\n1;"1;5\n': "кавычки или разделители в строке расставлены неверно",
    "a\0b\tc": "Это не текст",
}


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_read_is_named_by_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8", newline="")

    said = mistakes_of(path)

    assert BAD[text] in said


def test_all_bad_lines_are_said_at_once_and_the_rest_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("".join(f"{n}\t20.11.2026\t21:40:00\t001\tx\n" for n in range(33)), encoding="utf-8")

    said = mistakes_of(path)

    assert all(f"Строка {n}:" in said for n in range(1, 21))
    assert "Строка 21:" not in said
    assert "И ещё строк с ошибками: 13" in said


def test_a_file_of_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"%PDF")

    assert "Реестр читается из файлов" in mistakes_of(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "нет или его не прочесть" in mistakes_of(tmp_path / "r.csv")


def test_a_workbook_is_read_like_a_text(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        day, clock = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "hh:mm:ss"})
        page.write_row(0, 0, ["Реестр за 20.11.2026"])
        page.write_row(2, 0, ["Номер платежа", "Дата", "Время", "Номер абонента", "Сумма, ₽"])
        for row, (key, seconds, account, amount) in enumerate(
            [("123", 77_999, "0012345", 100.05), ("124", 78_000, "9161234567", 5000)], 3
        ):
            page.write_string(row, 0, key)
            page.write_number(row, 1, 46_346, day)
            page.write_number(row, 2, seconds / 86_400, clock)
            page.write_string(row, 3, account)
            page.write_number(row, 4, amount)
        page.write_row(5, 0, ["Итого"])
        page.write_formula(5, 4, "=SUM(E4:E5)", None, 5100.05)

    assert list(read(path)) == WANTED


def test_a_number_that_a_spreadsheet_has_rounded_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["txn_id", "account", "sum"])
        page.write_row(1, 0, [914_345_678_901_234_567, "001", 5])

    assert "сохранён числом, последние цифры потеряны" in mistakes_of(path)


def test_a_formula_without_its_value_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["txn_id", "account", "sum", "x"])
        page.write_row(1, 0, ["1", "001"])
        page.write_formula(1, 2, "=1+1", None, "")
        page.write_row(1, 3, ["x"])

    assert "Строка 2: сумма: пусто (или формула без значения)" in mistakes_of(path)


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"PK\x03\x04 no book")

    with pytest.raises(Rejected, match="unreadable_workbook"):
        list(read(path))


def test_a_workbook_of_sixteen_thousand_columns_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["txn_id", "account", "sum"])
        for row in range(1, 4):
            page.write_string(row, 16_383, "x")

    assert "больше 200 столбцов" in mistakes_of(path)


def test_an_account_with_a_letter_is_not_taken_for_a_rounded_number(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(TAB.replace("0012345", "1E5"), encoding="utf-8")

    assert [line.account for line in read(path)] == ["1E5", "9161234567"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    payments=st.lists(
        st.tuples(
            st.integers(0, 10**20 - 1),
            st.integers(0, 2**31).map(lambda seconds: 1_000 * (seconds + 978_307_200)),
            st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).map(lambda text: one_line(text).strip()),
            st.integers(1, LARGEST),
        ).filter(lambda payment: payment[2] != "" and not EXPONENT.fullmatch(payment[2])),
        max_size=20,
    )
)
def test_whatever_accounts_and_sums_are_written_are_read_back(tmp_path: Path, payments: list[Any]) -> None:
    lines = [Line(str(key), at, account, amount) for key, at, account, amount in payments]
    path = tmp_path / "r.csv"
    stated = write_tab(path, lines)

    assert list(read(path)) == lines
    assert stated == (len(lines), sum(line.amount for line in lines))
