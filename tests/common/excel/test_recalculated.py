"""LibreOffice counts every formula anew: what it finds is what the file already says."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from common import excel
from common.excel import Heading, Line
from common.words import Language, same
from tests.common.excel.books import FIELDS, HEADING, row, sheet
from tests.reports import office


@pytest.mark.skipif(bool(office.missing_tools()), reason="there is no LibreOffice")
def test_results_beside_formulas_are_those_that_another_program_finds(tmp_path: Path) -> None:
    made = [_book(tmp_path / f"{language}.xlsx", language) for language in ("ru", "en")]

    profile = (tmp_path / "profile").as_uri()
    words = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "xlsx"]
    office.run([*words, "--outdir", str(tmp_path / "again"), *(str(_without_results(path)) for path in made)])

    for path in made:
        assert _results(tmp_path / "again" / f"bare-{path.name}") == _results(path)


def _book(path: Path, language: Language) -> Path:
    with excel.Book(path, Heading(HEADING.title, HEADING.about, language)) as book:
        front = book.summary("Сводка")
        book.table(sheet()).add(row(number, "=1+1", amount=number * 7_777_777) for number in range(1, 300))
        book.table(sheet("Пусто"))
        for wrong in (0, 1, -120_500):
            lines = [Line(same("Внесено, ₽"), 123_456_789_012, sign="+"), Line(same("Комиссия, ₽"), 12, sign="−")]
            front.lines([*lines, Line(same("Зачислено, ₽"), 123_456_789_000 - wrong, sign="=")])
            front.check(same("Проверка"), wrong)
        front.table(FIELDS[4:], [[number * 1_001, -number] for number in range(40)])
        book.finish()
    return path


def _without_results(path: Path) -> Path:
    """The same formulas alone, for an office that trusts what it finds beside them."""
    bare = path.with_name(f"bare-{path.name}")
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(bare, "w") as again:
        for name in packed.namelist():
            text = packed.read(name).decode("utf-8")
            again.writestr(name, re.sub("</f><v>[^<]*</v>", "</f>", text) if "worksheets" in name else text)
    return bare


def _results(path: Path) -> dict[str, object]:
    """Results of formulas by sheet and cell: sums in kopecks, words without what a locale makes of a number."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    found: dict[str, object] = {}
    for page in formulas.worksheets:
        for cell in (cell for line in page.iter_rows() for cell in line if cell.data_type == "f"):
            value = values[page.title][cell.coordinate].value
            kept = round(value * 100) if isinstance(value, int | float) else str(value).split()[0]
            found[f"{page.title}!{cell.coordinate}"] = kept
    assert found
    return found
