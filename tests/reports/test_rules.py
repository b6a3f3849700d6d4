"""The rules of workbooks find what they are for: each is shown a file that breaks it."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from common import excel
from common.excel import Chart, Field, Kind, Line
from common.words import Language, Words
from tests.reports.rules import broken_rules, demand_rules

ABOUT = "20.11.2026 · UTC+03:00 · сформирован 20.11.2026 21:40 · Иванова · МегаФон"
FRONT, TABLE, STYLES, CHART = (
    "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/charts/chart1.xml",
)  # fmt: skip
DRAWING, BOOK = "xl/drawings/drawing1.xml", "xl/workbook.xml"
FIELDS = (
    Field("№", Kind.COUNT, 6),
    Field("Дата и время", Kind.MOMENT, 19),
    Field("Номер", Kind.TEXT, 15),
    Field("Состояние", Kind.TEXT, 18, mark="status"),
    Field("Внесено, ₽", Kind.MONEY, 13),
    Field("Разница, ₽", Kind.MONEY, 13, mark="difference"),
)

STATES = {"ru": ("Зачислен", "Отклонён", "Требует разбора"), "en": ("Credited", "Rejected", "Needs review")}

# A part of the file, what stands there (a pattern), what is planted instead, and what the rules say of it.
PLANTED = (
    (TABLE, 'r="A1" s="\\d+"', 'r="A1" s="0"', "the title in A1 is 16 pt bold"),
    (TABLE, '<c r="A1".*?</c>', "", "A1 is the title"),
    (TABLE, '<c r="A2".*?</c>', "", "A2 says period"),
    (TABLE, "УЧЕБНЫЙ РЕЖИМ", "РЕЖИМ", "A3 says that the money is not real"),
    (TABLE, '(<c r="A8".*?)Итого', r"\1Total", "A8 is in another language"),
    (TABLE, 'orientation="landscape"', "", "A4, landscape"),
    (TABLE, 'paperSize="9"', 'paperSize="1"', "A4, landscape"),
    (TABLE, '<pageSetUpPr fitToPage="1"/>', "", "fitted to one page's width"),
    (TABLE, 'fitToHeight="0"', "", "fitted to one page's width"),
    (TABLE, '<pageMargins left="0.39', '<pageMargins left="0.79', "margins of 1 cm"),
    (TABLE, "<headerFooter>.*</headerFooter>", "", "the footer numbers the pages"),
    (BOOK, r"(Зачислено!\$A\$1:\$[A-Z]+\$)8", r"\g<1>7", "everything is in the print area"),
    (BOOK, "Сводка!.A.1:.[A-Z]+", "Сводка!$A$1:$G", "everything is in the print area"),
    (TABLE, "<autoFilter.*?/>", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>', "no merged"),
    (TABLE, "<f>SUBTOTAL.109,E5:E7.</f>", "<f>SUBTOTAL(109,E5:E6)</f>", "E8 is the SUBTOTAL of exactly its column"),
    (TABLE, "<f>SUBTOTAL.109,E5:E7.</f>", "<f>WEBSERVICE(A1)</f>", "E8 runs a formula that is not ours"),
    (TABLE, "(E5:E7.</f>)<v>.*?</v>", r"\1", "E8 has a formula without its result"),
    (TABLE, "(E5:E7.</f>)<v>.*?</v>", r"\1<v>485.03</v>", "E8 says 485.03, its cells make 1455.03"),
    (TABLE, '(r="E6" s="\\d+")><v>485.01<', r'\1><v>485.014<', "E6 has parts of a kopeck"),
    (TABLE, '(r="E6" s="\\d+")><v>485.01</v>', r'\1 t="inlineStr"><is><t>485,01</t></is>', "E6 is money as a text"),
    (TABLE, '(r="C6" s="\\d+" t="inlineStr"><is><t>)[^<]*', r"\g<1>485,01 ₽", "C6 is a sum as a text"),
    (TABLE, "<ignoredErrors>.*</ignoredErrors>", "", "C5 looks like a number and is not in the ranges"),
    (TABLE, '(sqref="C5:C)7', r"\g<1>6", "C7 looks like a number and is not in the ranges"),
    (TABLE, '(r="C6") s="\\d+"', r'\1 s="0"', "C6 is a text that looks like a number, without the format @"),
    (TABLE, '<conditionalFormatting sqref="D.*?</conditionalFormatting>', "", "D6 «Отклонён» is not made conspicuous"),
    (TABLE, '<conditionalFormatting sqref="F.*?</conditionalFormatting>', "", "F5 is a difference that is not marked"),
    (TABLE, 'ht="32.25"', 'ht="15"', "the header in row 4 is 32 points high"),
    (TABLE, '(<c r="E4".*?)Внесено, ₽', r"\1Внесено", "E4 «Внесено» is money without its unit"),
    (TABLE, '(<c r="E4") s="\\d+"', r'\1 s="0"', "E4 is white on #0B57A4"),
    (TABLE, '<row r="6">.*?</row>', '<row r="6"></row>', "row 6 is blank"),
    (TABLE, '<row r="8">.*?</row>', "", "row 7, the last one, is the total"),
    (TABLE, '(r="E6") s="\\d+"', r'\1 s="0"', "column E mixes"),
    (TABLE, "<pane .*?/>", "", "the header and three columns are frozen"),
    (TABLE, 'topLeftCell="D5"', 'topLeftCell="A5"', "the header and three columns are frozen"),
    (TABLE, 'autoFilter ref="A4:F7"', 'autoFilter ref="A4:F8"', "the filter is over A4:F7"),
    (BOOK, '<definedName name="_xlnm.Print_Titles".*?</definedName>', "", "row 4 is printed on every page"),
    (FRONT, '<row r="8".*?</row>', "", "row 9 is a second blank row"),
    (FRONT, "сходится</v>", "РАСХОЖДЕНИЕ</v>", "C8 says РАСХОЖДЕНИЕ of 0"),
    (FRONT, '<conditionalFormatting sqref="C.*?</conditionalFormatting>', "", "C8 shows no colour beside its word"),
    (CHART, "Зачислено по дням, ₽", "Зачислено", "its title says the unit"),
    (DRAWING, 'descr=".*?"', 'descr=""', "it is told in words"),
    (CHART, "<c:barChart>(.*)</c:barChart>", r"<c:bar3DChart>\1</c:bar3DChart>", "it is flat columns, bars or lines"),
    (CHART, "</c:plotArea>", "</c:plotArea><c:legend/>", "one series has no legend"),
    (CHART, "1A776D", "FF0000", "its colours are the roles'"),
    (CHART, "<c:numCache>.*?</c:numCache>", "", "its numbers are kept in the file"),
    (FRONT, "<drawing ", '<rowBreaks count="1"><brk id="14" max="16383" man="1"/></rowBreaks><drawing ', "is cut by a"),
    (DRAWING, r"(<xdr:to>.*?<xdr:row>)\d+", r"\g<1>90", "goes over the end of a printed page"),
    (DRAWING, "<xdr:col>2</xdr:col>", "<xdr:col>1</xdr:col>", "covers B11"),
    ("docProps/core.xml", "<dc:title>.*?</dc:title>", "", "the properties name a title"),
    (TABLE, "</sheetData>", '</sheetData><hyperlinks><hyperlink ref="C5" location="A1"/></hyperlinks>', "C5 is a link"),
)  # fmt: skip


def good(path: Path, language: Language = "ru") -> Path:
    """A workbook with everything in it."""
    state = {"ru": ("Зачислен", "Отклонён", "Требует разбора"), "en": ("Credited", "Rejected", "Needs review")}[
        language
    ]
    with excel.Book(path, excel.Heading("Реестр", ABOUT, language)) as book:
        front = book.summary("Сводка")
        page = book.table(excel.Sheet("Зачислено", "Реестр: зачислено", ABOUT, FIELDS, language))
        page.add((n + 1, 1_795_000_000_000, f"00{n}", state[n], 48_500 + n, n) for n in range(3))
        totals = page.finish()
        inserted = Line(Words("Внесено, ₽", "In, ₽"), totals.sums[4], sign="+")
        credited = Line(Words("Зачислено, ₽", "Credited, ₽"), totals.sums[4], sign="=")
        front.lines([inserted, credited], "Итог")
        front.check(Words("Проверка", "Check"), 0)
        days = [(date(2026, 11, day), day * 100) for day in range(1, 21)]
        drawn = front.table([Field("День", Kind.DAY, 12), Field("Зачислено, ₽", Kind.MONEY)], days, "По дням")
        front.chart(Chart("column", "Зачислено по дням, ₽", drawn.column(0), [("₽", drawn.column(1))], "Рост"))
        book.finish()
    return path


def planted(path: Path, part: str, pattern: str, instead: str) -> Path:
    """The same file with one thing wrong."""
    broken = path.with_name("broken.xlsx")
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(broken, "w") as again:
        for name in packed.namelist():
            text = packed.read(name).decode("utf-8")
            if name == part:
                text, changed = re.subn(pattern, instead, text, count=1)
                assert changed, f"{pattern} is not in {part}"
            again.writestr(name, text)
    return broken


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_good_workbook_breaks_nothing(tmp_path: Path, language: Language) -> None:
    demand_rules(good(tmp_path / "a.xlsx", language))


@pytest.mark.parametrize(("part", "pattern", "instead", "fault"), PLANTED, ids=[fault for *_, fault in PLANTED])
def test_what_is_planted_is_found(tmp_path: Path, part: str, pattern: str, instead: str, fault: str) -> None:
    path = planted(good(tmp_path / "a.xlsx"), part, pattern, instead)

    broken = broken_rules(path)

    assert any(fault in one for one in broken), broken
    with pytest.raises(AssertionError, match="breaks the rules"):
        demand_rules(path)
