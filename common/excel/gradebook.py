"""The gradebook «Ведомость»: a row a team, points by criterion, average and median, and what most teams fail at."""

import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from common.durable import written_beside
from common.excel.reading import rows_of
from common.words import Language, Words

HEADER_ROW = 3
FIRST = HEADER_ROW + 1
BLUE = "#0B57A4"
POINTS = "0.00"
TITLE = Words("Ведомость", "Gradebook")
FAULTS = Words("Частые ошибки", "Common faults")
TRAINING = Words("УЧЕБНЫЙ РЕЖИМ", "TRAINING MODE")
AVERAGE, MEDIAN = Words("Среднее", "Average"), Words("Медиана", "Median")
TEAM, VARIANT, DATE = Words("Команда", "Team"), Words("Вариант", "Variant"), Words("Дата", "Date")
TOTAL, BY_HAND = Words("Итог", "Total"), Words("Ручные правки", "Edits by hand")
COMMENT, REPORT = Words("Комментарий", "Comment"), Words("Отчёт", "Report")
CHECK, TEAMS = Words("Проверка", "Check"), Words("Команд не справились", "Teams that failed")
WIDTHS_BEFORE, CRITERION, WIDTHS_AFTER = (24, 9, 19), 13, (9, 14, 40, 24)


class Team(NamedTuple):
    """One row; points in hundredths, `points` by criterion; `failed` are the checks it did not pass."""

    team: str
    variant: str
    at: datetime
    points: tuple[int, ...]
    total: int
    by_hand: str
    comment: str
    report: str
    failed: tuple[str, ...] = ()


def append(path: Path, criteria: Sequence[str], team: Team, language: Language) -> None:
    """Add a team to the file, which is made where there is none; one of other criteria is left under another name."""
    teams: list[Team] = []
    faults = Counter[str]()
    if path.exists():
        kept = _read(path, criteria, language)
        if kept is None:
            path.replace(path.with_name(f"{path.stem}.old.xlsx"))
        else:
            teams, faults = kept
    faults.update(team.failed)
    with written_beside(path) as half:
        _write(half, criteria, [*teams, team], faults, language)


def _read(path: Path, criteria: Sequence[str], language: Language) -> tuple[list[Team], Counter[str]] | None:
    rows = list(rows_of(path))
    if len(rows) <= HEADER_ROW or [str(cell) for cell in rows[HEADER_ROW]] != _header(criteria, language):
        return None
    ends = {AVERAGE.of(language), MEDIAN.of(language)}
    teams = [_team(row, len(criteria)) for row in rows[FIRST:] if row[0] is not None and row[0] not in ends]
    faults = Counter[str]()
    for row in list(rows_of(path, 1))[FIRST:]:
        if row[0] is not None and isinstance(row[1], int | float):
            faults[str(row[0])] = int(row[1])
    return teams, faults


def _team(row: Sequence[Any], width: int) -> Team:
    points = tuple(_hundredths(cell) for cell in row[3 : 3 + width])
    total, by_hand, comment, report = row[3 + width : 7 + width]
    at = row[2] if isinstance(row[2], datetime) else datetime(1970, 1, 1)  # noqa: DTZ001 - a cell has no zone
    return Team(
        str(row[0]), str(row[1] or ""), at, points, _hundredths(total), str(by_hand or ""), str(comment or ""),
        str(report or ""),
    )  # fmt: skip


def _hundredths(cell: object) -> int:
    return round(cell * 100) if isinstance(cell, int | float) else 0


def _header(criteria: Sequence[str], language: Language) -> list[str]:
    before, after = (TEAM, VARIANT, DATE), (TOTAL, BY_HAND, COMMENT, REPORT)
    return [*(one.of(language) for one in before), *criteria, *(one.of(language) for one in after)]


def _write(
    path: Path, criteria: Sequence[str], teams: Sequence[Team], faults: Counter[str], language: Language
) -> None:  # fmt: skip
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": TITLE.of(language), "author": "Oplata"})
    header = _header(criteria, language)
    page = _page(book, TITLE.of(language), header, language)
    for column, width in enumerate([*WIDTHS_BEFORE, *([CRITERION] * len(criteria)), *WIDTHS_AFTER]):
        page.set_column(column, column, width)
    page.freeze_panes(FIRST, 1)
    for line, team in enumerate(teams, FIRST):
        _row(book, page, line, team)
    _averages(book, page, FIRST + len(teams), teams, len(criteria), language)
    total = 3 + len(criteria)
    page.autofilter(HEADER_ROW, 0, FIRST + len(teams) - 1, len(header) - 1)
    bar = {"type": "data_bar", "bar_color": "#7DB8F5", "min_type": "num", "min_value": 0}
    page.conditional_format(FIRST, total, FIRST + len(teams) - 1, total, bar)
    _faults(book, faults, language)
    book.close()


def _page(book: Any, name: str, header: Sequence[str], language: Language) -> Any:
    page = book.add_worksheet(name)
    page.write_string(0, 0, name, book.add_format({"bold": True, "font_size": 16}))
    page.write_string(2, 0, TRAINING.of(language), book.add_format({"bold": True}))
    looks = book.add_format(
        {"bold": True, "font_color": "white", "bg_color": BLUE, "text_wrap": True, "valign": "vcenter"}
    )
    page.set_row(HEADER_ROW, 32)
    for column, text in enumerate(header):
        page.write_string(HEADER_ROW, column, text, looks)
    page.repeat_rows(HEADER_ROW)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(0.4, 0.4, 0.4, 0.6)
    page.set_footer("&L&F &CСтр. &P из &N &R&D &T" if language == "ru" else "&L&F &CPage &P of &N &R&D &T")
    return page


def _row(book: Any, page: Any, line: int, team: Team) -> None:
    points, bold = book.add_format({"num_format": POINTS}), book.add_format({"num_format": POINTS, "bold": True})
    page.write_string(line, 0, team.team)
    page.write_string(line, 1, team.variant)
    page.write_datetime(line, 2, team.at, book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"}))
    for column, value in enumerate(team.points, 3):
        page.write_number(line, column, value / 100, points)
    after = 3 + len(team.points)
    page.write_number(line, after, team.total / 100, bold)
    page.write_string(line, after + 1, team.by_hand)
    page.write_string(line, after + 2, team.comment, book.add_format({"text_wrap": True}))
    if team.report:
        page.write_url(line, after + 3, f"external:{team.report}", string=team.report)


def _averages(book: Any, page: Any, line: int, teams: Sequence[Team], width: int, language: Language) -> None:
    """Formulas with their results: a preview does not count."""
    look = book.add_format({"num_format": POINTS, "bold": True, "top": 1})
    for row, words, formula, counted in (
        (line, AVERAGE, "AVERAGE", statistics.mean),
        (line + 1, MEDIAN, "MEDIAN", statistics.median),
    ):
        page.write_string(row, 0, words.of(language), look)
        for column in range(3, 4 + width):
            values = [[*team.points, team.total][column - 3] / 100 for team in teams]
            name = xl_col_to_name(column)
            page.write_formula(row, column, f"={formula}({name}{FIRST + 1}:{name}{line})", look, counted(values))


def _faults(book: Any, faults: Counter[str], language: Language) -> None:
    page = _page(book, FAULTS.of(language), [CHECK.of(language), TEAMS.of(language)], language)
    page.set_column(0, 0, 60)
    page.set_column(1, 1, 14)
    page.freeze_panes(FIRST, 0)
    for line, (check, count) in enumerate(sorted(faults.items(), key=lambda one: (-one[1], one[0])), FIRST):
        page.write_string(line, 0, check)
        page.write_number(line, 1, count)
