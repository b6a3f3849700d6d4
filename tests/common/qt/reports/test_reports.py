"""«Отчёты»: what is in the list, what stands beside it, and what can be done."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from common.errors import Broken, Rejected
from common.qt.reports import reports_page
from common.reporting.asks import OrderReport, ReportId, ReportState
from common.reporting.order import Kept
from common.words import Words
from tests.common.qt.reports.conftest import PaymentsTab, Person, column
from tests.common.qt.reports.opened import opened
from tests.common.qt.reports.played import COMPARISON, FILES, MIDNIGHT, NOW, Played, finding, report

FULL = Words("На диске нет места: отчёт не записан.", "The disk is full: the report was not written.")


def compared(number: int) -> object:
    """A comparison that found three differences."""
    return report(
        number, kind="comparison", title=COMPARISON.title, agrees=False, counts={"sum_differs": 2, "missing_there": 1}
    )


def test_each_report_says_where_it_is(person: Person, played: Played) -> None:
    played.reports = [
        report(1), report(2, ReportState.FAILED, problem=FULL), report(3, ReportState.CANCELLED),
        report(4, ReportState.RUNNING, percent=40), report(5, ReportState.WAITING, place=1),
        report(6, rows=0, empty=True, figures=[]),
    ]  # fmt: skip

    page = person.open("reports")

    assert column(page.table, "state") == [
        "готов 21:40, операций нет", "ждёт, 2-й в очереди", "готовится 40 %", "отменён", "не вышел", "готов 21:40",
    ]  # fmt: skip
    assert person.tab.pages.tabText(0) == "Отчёты (2)"


def test_an_empty_list_says_what_to_do_and_its_button_does_it(person: Person) -> None:
    person.open("reports")

    person.press("empty-button")

    assert person.dialog().objectName() == "order-report-dialog"


def test_the_percent_is_followed_until_the_report_is_ready(person: Person, played: Played) -> None:
    played.reports = [report(1, ReportState.RUNNING, percent=10)]
    page = person.open("reports")
    assert (person.text("report-state"), page.card.progress.value()) == ("готовится 10 %", 10)
    assert person.sees("report-cancel")
    assert not person.sees("report-open")

    played.reports = [report(1, ReportState.RUNNING, percent=60)]
    person.qtbot.waitUntil(lambda: page.card.progress.value() == 60, timeout=5_000)
    played.reports = [report(1)]
    person.qtbot.waitUntil(lambda: person.text("report-state") == "готов 21:40", timeout=5_000)

    assert not person.sees("report-progress")
    assert person.sees("report-open")
    assert person.tab.pages.tabText(0) == "Отчёты"


def test_a_ready_report_shows_its_figures_and_its_files_with_their_checksums(person: Person, played: Played) -> None:
    played.reports = [report(1)]
    person.open("reports")

    person.press("file-copy-0")

    assert person.text("report-title") == "Реестр платежей: МегаФон"
    assert person.text("report-agreement") == "сходится"
    assert [person.text(f"figure-{place}") for place in (0, 1)] == ["12", "5 400,00 ₽"]
    assert person.text("file-name-0") == FILES[0].name
    assert person.text("file-sum-0").startswith("24 КБ, SHA-256 9f2c")
    assert QGuiApplication.clipboard().text() == FILES[0].sha256


def test_its_workbook_and_its_folder_are_opened(person: Person, played: Played, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    played.reports = [report(1, folder=str(tmp_path), files=[Kept("a.xlsx", 1, "00")])]
    person.open("reports")

    with opened() as files:
        person.press("report-open")
        person.press("report-folder")
        person.press("file-open-0")
        person.do("open-report")

    assert files.paths == [tmp_path / "a.xlsx", tmp_path, tmp_path / "a.xlsx", tmp_path / "a.xlsx"]


def test_a_file_that_somebody_removed_is_said_to_be_gone(person: Person, played: Played) -> None:
    played.reports = [report(1)]
    person.open("reports")

    person.press("report-open")

    assert "больше нет на месте" in person.told()[-1]


def test_a_failed_one_says_why_and_can_be_made_again_for_the_same_days(person: Person, played: Played) -> None:
    played.reports = [report(1, ReportState.FAILED, problem=FULL, language="en")]
    person.open("reports")
    assert person.text("report-problem") == FULL.ru

    person.press("report-again")
    person.press("save")

    (question,) = played.asked("report")
    assert (question.kind, question.subject, question.language) == ("register", "1", "en")
    assert (question.since, question.until) == (MIDNIGHT - (MIDNIGHT - question.since), MIDNIGHT)
    assert not question.wait


def test_one_that_waits_is_cancelled_at_once(person: Person, played: Played) -> None:
    played.reports = [report(1, ReportState.WAITING)]
    person.open("reports")

    person.press("report-cancel")

    assert played.asked("cancel-report") == [ReportId(id=1)]
    assert person.text("report-state") == "отменён"
    assert "больше не готовится" in person.told()[-1]


def test_a_report_is_removed_only_after_a_question(person: Person, played: Played) -> None:
    played.reports = [report(1), report(2)]
    person.open("reports")

    person.press("report-forget")
    person.answer(reports_page.KEEP)
    assert played.asked("forget-report") == []
    person.press("report-forget")
    person.answer(reports_page.REMOVE)

    assert played.asked("forget-report") == [ReportId(id=2)]
    assert person.text("report-title") == "Реестр платежей: МегаФон"
    assert [one.id for one in played.reports] == [1]


def test_search_and_filters_are_asked_of_the_service(person: Person, played: Played) -> None:
    played.reports = [report(1), report(2, ReportState.FAILED, problem=FULL, name="Эр-Телеком")]
    page = person.open("reports")

    page.filters.choose("state", ReportState.FAILED)
    person.settle()
    assert column(page.table, "name") == ["Эр-Телеком"]
    page.filters.choose("state", None)
    person.window.commands.box.setText("мега")
    person.qtbot.waitUntil(lambda: column(page.table, "name") == ["МегаФон"], timeout=5_000)

    last = played.asked("reports")[-1]
    assert (last.text, last.state) == ("мега", "")


def test_a_comparison_shows_its_differences_with_reason_action_and_the_way_to_the_payment(
    person: Person, played: Played
) -> None:
    played.reports = [compared(1)]  # type: ignore[list-item]
    played.findings = [finding(1), finding(2), finding(3, "missing_there", "")]
    page = person.open("reports")
    assert person.text("report-state") == "готов 21:40, расхождения"

    page.card.pages.setCurrentIndex(1)
    person.settle()

    assert page.card.pages.tabText(1) == "Расхождения (3)"
    assert column(page.card.differences.table, "difference") == ["−15,00"] * 3
    assert person.text("finding-why") == "Поставщик снял свою комиссию. Напишите поставщику в течение 2 часов."
    person.press("finding-payment")
    assert isinstance(person.window.screen_shown, PaymentsTab)
    assert person.window.screen_shown.shown == "p1"


def test_differences_are_narrowed_by_kind_and_one_without_a_payment_of_ours_leads_nowhere(
    person: Person, played: Played
) -> None:
    played.reports = [compared(2)]  # type: ignore[list-item]
    played.findings = [finding(1), finding(3, "missing_there", "")]
    page = person.open("reports")
    page.card.pages.setCurrentIndex(1)
    person.settle()

    page.card.differences.filters.choose("kind", "missing_there")
    person.settle()

    assert played.asked("findings")[-1].kind == "missing_there"
    assert page.card.differences.table.model.total == 1
    assert not person.sees("finding-payment")


def test_other_reports_have_no_differences(person: Person, played: Played) -> None:
    played.reports = [report(1)]

    page = person.open("reports")

    assert not page.card.pages.tabBar().isVisible()


def test_sending_one_that_is_not_ready_says_why_not(person: Person, played: Played) -> None:
    played.reports = [report(1, ReportState.RUNNING)]
    person.open("reports")

    person.do("send-report")

    assert person.dialogs() == []
    assert person.told()[-1] == reports_page.NOT_READY.ru


def test_a_refusal_is_told_in_words_and_the_list_stays(person: Person, played: Played) -> None:
    played.reports = [report(1, ReportState.WAITING)]
    page = person.open("reports")
    played.role.answers["cancel-report"] = Rejected("report_ended", "1")

    person.press("report-cancel")

    assert "уже закончен" in person.told()[-1]
    assert page.table.model.total == 1


def test_a_list_that_cannot_be_had_says_so_and_keeps_what_it_had(person: Person, played: Played) -> None:
    played.reports = [report(1)]
    page = person.open("reports")
    played.role.answers["reports"] = Broken("window_trouble", "x")

    person.look_again()

    assert page.table.states.old.isVisible()
    assert page.table.model.total == 1


def test_enter_opens_the_details_and_esc_goes_back_to_the_row(person: Person, played: Played) -> None:
    played.reports = [report(1)]
    page = person.open("reports")
    with person.qtbot.waitActive(person.window):
        person.window.activateWindow()
    page.table.view.setFocus()

    person.qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    inside = person.window.focusWidget()
    person.qtbot.keyClick(inside, Qt.Key.Key_Escape)

    assert isinstance(inside, QPushButton)
    assert person.window.focusWidget() is page.table.view


def test_an_order_is_compared_by_value(played: Played) -> None:
    """The played role keeps questions as they were asked."""
    question = OrderReport(kind="totals", since=NOW, until=NOW)

    assert msgspec.json.decode(msgspec.json.encode(question), type=OrderReport) == question
