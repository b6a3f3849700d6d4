"""«Отчёты»: what is in the list, what stands beside it, and what can be done."""

from common.reporting.asks import ReportState
from common.words import Words
from tests.common.qt.reports.conftest import Person, column
from tests.common.qt.reports.played import Played, report


def test_each_report_says_where_it_is(person: Person, played: Played) -> None:
    played.reports = [
        report(1), report(2, ReportState.FAILED, problem=Words("Нет места на диске.", "The disk is full.")),
        report(3, ReportState.CANCELLED), report(4, ReportState.RUNNING, percent=40),
        report(5, ReportState.WAITING, place=1), report(6, rows=0, figures=[]),
    ]  # fmt: skip

    page = person.open("reports")

    assert column(page.table, "state") == [
        "готов 21:40, операций нет", "ждёт, 2-й в очереди", "готовится 40 %", "отменён", "не вышел", "готов 21:40",
    ]  # fmt: skip
    assert person.tab.pages.tabText(0) == "Отчёты (2)"
