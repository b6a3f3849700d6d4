"""Sheets of figures: lines that the sheet counts itself, small tables, charts that cover nothing."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import excel
from common.excel import Chart, Field, Kind, Line, Range, Summary, Value
from common.words import Language, Words, same
from tests.common.excel.books import HEADING, opened
from tests.reports.rules import demand_rules
from tests.reports.workbook import Workbook

Drawing = Literal["column", "line", "bar"]
CHECK = Words("Проверка", "Check")
PAYMENTS = Field("Платежей", Kind.COUNT, 12, summed=True)
FIELDS = (Field("День", Kind.DAY, 12), PAYMENTS, Field("Зачислено, ₽", Kind.MONEY))
DAYS = tuple((date(2026, 11, day), day, day * 10_150) for day in range(1, 21))
AGENTS = (Field("Агент"), Field("Название", Kind.TEXT, 20), Field("Разница, ₽", Kind.MONEY, mark="difference"))


class Made:
    """A workbook of one sheet of figures, finished on leaving."""

    def __init__(self, path: Path, language: Language = "ru") -> None:
        self.path = path
        self._book = excel.Book(path, excel.Heading(HEADING.title, HEADING.about, language))
        self.front = self._book.summary("Сводка")

    def __enter__(self) -> Summary:
        return self.front

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._book.finish()
        self._book.abandon()


def lines(opening: int, paid: int, fee: int, closing: int) -> list[Line]:
    return [
        Line(same("Остаток на начало, ₽"), opening),
        Line(same("Пополнения, ₽"), paid, sign="+"),
        Line(same("Комиссия, ₽"), fee, sign="−"),
        Line(same("Остаток на конец, ₽"), closing, sign="="),
    ]


def test_signed_lines_are_counted_by_the_sheet_and_agree(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        front.lines(lines(-1_000, 50_000, 8_888, 40_112), "Баланс")
        front.check(CHECK, 0)

    shown, counted = opened(tmp_path / "a.xlsx", "Сводка"), opened(tmp_path / "a.xlsx", "Сводка", formulas=True)
    assert [shown.cell(line, 1).value for line in range(5, 11)] == [
        "Баланс", "Остаток на начало, ₽", "+ Пополнения, ₽", "− Комиссия, ₽", "= Остаток на конец, ₽", "Проверка",
    ]  # fmt: skip
    assert [shown.cell(line, 2).value for line in range(6, 11)] == [-10, 500, 88.88, 401.12, 0]
    assert counted["B10"].value == "=ROUND(B6+B7-B8-B9,2)"
    assert (shown["C10"].value, counted["C10"].data_type) == ("сходится", "f")
    demand_rules(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "РАСХОЖДЕНИЕ −12,05"), ("en", "DIFFERENCE −12.05")], ids=["ru", "en"]
)
def test_a_difference_is_said_with_its_sum(tmp_path: Path, language: Language, said: str) -> None:
    with Made(tmp_path / "a.xlsx", language) as front:
        front.lines(lines(0, 100, 0, 1_305))
        front.check(CHECK, -1_205)

    assert opened(tmp_path / "a.xlsx", "Сводка")["B9"].value == -12.05
    assert opened(tmp_path / "a.xlsx", "Сводка", formulas=True)["B9"].value == "=ROUND(B5+B6-B7-B8,2)"
    assert opened(tmp_path / "a.xlsx", "Сводка")["C9"].value == said
    demand_rules(tmp_path / "a.xlsx")


def test_a_difference_that_the_lines_do_not_have_is_the_one_of_the_books(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        front.lines(lines(0, 100, 0, 100))
        front.check(CHECK, 5)

    assert opened(tmp_path / "a.xlsx", "Сводка", formulas=True)["B9"].value == "=0.05"
    assert opened(tmp_path / "a.xlsx", "Сводка")["C9"].value == "РАСХОЖДЕНИЕ 0,05"


def test_big_figures_stand_side_by_side_and_are_counted_too(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        front.figures(lines(0, 123_456_789_012, 1, 123_456_789_011))
        front.check(CHECK, 0)

    page = opened(tmp_path / "a.xlsx", "Сводка")
    assert [page.cell(6, column).value for column in range(1, 5)] == [0, 1_234_567_890.12, 0.01, 1_234_567_890.11]
    assert opened(tmp_path / "a.xlsx", "Сводка", formulas=True)["B7"].value == "=ROUND(A6+B6-C6-D6,2)"
    assert page.column_dimensions["D"].width > 24, "a figure that has no room is shown as ####"
    demand_rules(tmp_path / "a.xlsx")


@settings(max_examples=12)
@given(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=3), st.integers(-1_000, 1_000))
def test_any_lines_agree_with_their_word(tmp_path_factory: pytest.TempPathFactory, sums: list[int], wrong: int) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.xlsx"
    opening, paid, fee = sums

    with Made(path) as front:
        front.lines(lines(opening, paid, fee, opening + paid - fee - wrong))
        front.check(CHECK, wrong)

    assert opened(path, "Сводка")["B9"].value == wrong / 100
    assert opened(path, "Сводка", formulas=True)["B9"].value.startswith("=ROUND(")
    demand_rules(path)


def test_a_small_table_has_its_total_and_days_at_the_left(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        front.table(FIELDS, DAYS, "По дням")

    page = opened(tmp_path / "a.xlsx", "Сводка")
    assert [page.cell(27, column).value for column in (1, 2, 3)] == ["Итого", 210, 21_315]
    assert opened(tmp_path / "a.xlsx", "Сводка", formulas=True)["C27"].value == "=SUM(C7:C26)"
    assert (page["A7"].number_format, page["A7"].alignment.horizontal) == ("dd.mm.yyyy", "left")
    demand_rules(tmp_path / "a.xlsx")


def test_a_small_table_without_rows_says_so_and_is_not_drawn(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        _draw(front, front.table(FIELDS, []))

    page = opened(tmp_path / "a.xlsx", "Сводка")
    assert [page.cell(6, 1).value, page.cell(7, 3).value] == ["Нет операций за период", 0]
    assert not Workbook(tmp_path / "a.xlsx").charts
    demand_rules(tmp_path / "a.xlsx")


def test_blocks_stand_one_under_another_or_side_by_side(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        front.table(FIELDS, DAYS[:2], "По дням")
        front.table(AGENTS, [("0001", "Киоск", 0), ("0002", "Ларёк " * 12, -5)], "По агентам", beside=True)
        front.lines([Line(same("Договор"), "000417", Kind.TEXT)])

    page = opened(tmp_path / "a.xlsx", "Сводка")
    assert (page["A5"].value, page["E5"].value, page["A11"].value) == ("По дням", "По агентам", "Договор")
    assert [page[f"E{line}"].value for line in (6, 7, 8, 9)] == ["Агент", "0001", "0002", "Итого"]
    assert (page.row_dimensions[8].height or 0) >= 2 * 15, "a long name has lines to stand on"
    demand_rules(tmp_path / "a.xlsx")


@pytest.mark.parametrize("kind", ["column", "line", "bar"])
@pytest.mark.parametrize("days", [1, 3, 20])
def test_a_chart_covers_nothing_and_is_on_the_page(tmp_path: Path, kind: Drawing, days: int) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        drawn = front.table(FIELDS, DAYS[:days], "По дням")
        _draw(front, drawn, kind)
        front.table(AGENTS, [("0001", "Киоск", 5)])
        front.chart(
            Chart("column", "Всё, шт.", drawn.column(0), [("a", drawn.column(1)), ("b", drawn.column(2))], "x", True),
            beside=False,
        )
        front.lines(lines(0, 0, 0, 0))

    charts = Workbook(tmp_path / "a.xlsx").charts
    assert [chart.title for chart in charts] == ["Зачислено по дням, ₽", "Всё, шт."]
    demand_rules(tmp_path / "a.xlsx")


@given(above=st.integers(1, 60), days=st.integers(1, 60), wide=st.booleans())
@settings(max_examples=15, deadline=None)
def test_no_chart_is_cut_by_the_end_of_a_printed_page(
    tmp_path_factory: pytest.TempPathFactory, above: int, days: int, wide: bool
) -> None:
    path = tmp_path_factory.mktemp("paper") / "a.xlsx"
    more = [Field(f"Столбец {number}, ₽", Kind.MONEY, 20) for number in range(8 * wide)]

    with Made(path) as front:
        front.lines([Line(same(f"Строка {number}, ₽"), number) for number in range(above)])
        for _ in range(2):
            days_of = [(f"{day:02d}", day, day * 100) for day in range(days)]
            rows: list[tuple[Value, ...]] = [(*one, *[1] * len(more)) for one in days_of]
            _draw(front, front.table((Field("День"), *FIELDS[1:], *more), rows, "По дням"))

    demand_rules(path)


def test_a_chart_that_fits_needs_no_page_of_its_own(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        _draw(front, front.table(FIELDS, DAYS[:3], "По дням"))

    assert not opened(tmp_path / "a.xlsx", "Сводка").row_breaks.brk


def test_a_third_chart_is_a_mistake(tmp_path: Path) -> None:
    with Made(tmp_path / "a.xlsx") as front:
        drawn = front.table(FIELDS, DAYS)
        _draw(front, drawn)
        _draw(front, drawn)
        with pytest.raises(AssertionError, match="two charts"):
            _draw(front, drawn)


def _draw(front: Summary, drawn: Range, kind: Drawing = "column") -> None:
    front.chart(Chart(kind, "Зачислено по дням, ₽", drawn.column(0), [("Зачислено", drawn.column(2))], "Рост"))
