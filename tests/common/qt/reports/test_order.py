"""«Сформировать отчёт»: whom it is about by a few letters, for which days, and who gets it."""

from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QPushButton

from common.errors import Rejected
from common.qt.reports import Wanted, order
from common.qt.reports.period_field import PeriodField
from common.reporting.asks import Imports, MailWish, ReportRow, ReportState
from common.words import Words
from tests.common.qt.reports.conftest import Person, plain
from tests.common.qt.reports.played import MIDNIGHT, TOTALS, Played, register, report

FULL = Words("Диск полон.", "The disk is full.")
PRESETS = [
    ("today", date(2026, 11, 20), date(2026, 11, 21)),
    ("yesterday", date(2026, 11, 19), date(2026, 11, 20)),
    ("week", date(2026, 11, 14), date(2026, 11, 21)),
    ("month", date(2026, 11, 1), date(2026, 11, 21)),
    ("last_month", date(2026, 10, 1), date(2026, 11, 1)),
]


def here(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


@pytest.fixture
def form(person: Person) -> Any:
    person.do("order-report")
    return person.dialog().form


def test_a_register_of_yesterday_is_ordered_and_shown_in_the_list(person: Person, played: Played, form: Any) -> None:
    person.write("subject_provider", "мега")
    form.asking.subjects["provider"].settle()
    person.settle()
    person.press("save")

    (question,) = played.asked("report")
    assert (question.kind, question.subject, question.language, question.csv) == ("register", "1", "ru", False)
    assert (question.since, question.until) == (here(date(2026, 11, 19)), MIDNIGHT)
    assert (question.mail, question.wait) == (None, False)
    assert person.dialogs() == []
    assert person.tab.reports.chosen is not None
    assert person.tab.reports.chosen.state is ReportState.WAITING


def test_of_several_that_fit_one_is_chosen_from_the_list(person: Person, form: Any) -> None:
    field = form.asking.subjects["provider"]

    person.write("subject_provider", "е")
    offered = [field.completer.model().index(row, 0).data() for row in range(field.completer.model().rowCount())]
    field.completer.activated[str].emit("Эр-Телеком")

    assert offered == ["МегаФон", "Эр-Телеком"]
    assert field.value() == "2"


def test_nobody_of_the_list_is_a_mistake_and_all_mistakes_stand_together(person: Person, form: Any) -> None:
    form.period.fill("own")
    form.period.first.setDate(QDate(2026, 11, 10))
    form.period.last.setDate(QDate(2026, 11, 1))
    person.write("subject_provider", "Билайн")

    person.press("save")

    said = [one.words.ru for one in form.summary.mistakes]
    assert said == [
        "«Билайн» нет в списке. Выберите из того, что предлагает список.", "Последний день раньше первого.",
    ]  # fmt: skip


def test_the_only_one_there_is_is_chosen_by_itself_and_nobody_is_asked_to_save_it(person: Person) -> None:
    order(person.desk, person.window, Wanted("agent-statement"))
    person.settle()

    assert person.dialog().form.asking.subjects["agent"].value() == "7"
    person.press("cancel")
    assert person.dialogs() == []


@pytest.mark.parametrize(("preset", "first", "after"), PRESETS)
def test_usual_periods_begin_and_end_at_midnight_here(form: Any, preset: str, first: date, after: date) -> None:
    form.period.fill(preset)

    assert form.period.value() == (here(first), here(after))


def test_ones_own_period_begins_with_the_days_that_were_shown(person: Person, form: Any) -> None:
    period: PeriodField = form.period
    period.fill("week")
    assert person.text("period-days") == "14.11.2026 – 20.11.2026"

    period.fill("own")
    person.settle()

    assert period.first.isVisible()
    assert period.value() == (here(date(2026, 11, 14)), here(date(2026, 11, 21)))
    period.last.setDate(QDate(2028, 1, 1))
    assert "Не больше года" in str(period.unreadable())


def test_what_a_kind_does_not_have_is_not_asked(person: Person, form: Any) -> None:
    form.asking.kind.fill(TOTALS.name)
    person.settle()

    assert not person.sees("subject_provider")
    assert not person.sees("csv")
    assert not person.sees("empty_too")
    person.write("recipients", "a@b.example")
    assert person.sees("empty_too")


def test_the_usual_address_is_offered_and_written_in_only_when_asked(person: Person, played: Played, form: Any) -> None:
    form.asking.subjects["provider"].fill("1")
    person.settle()
    link = person.find(QPushButton, "usual-address")
    assert plain(link.text()) == "Вписать обычный адрес: books@megafon.example"
    assert form.values()["recipients"] == []

    person.press("usual-address")
    person.write("recipients", "books@megafon.example; chief@megafon.example, books@megafon.example")
    form.fields["empty_too"].fill(True)
    person.press("save")

    wish = MailWish(recipients=["books@megafon.example", "chief@megafon.example"], empty_too=True)
    assert played.asked("report")[0].mail == wish


def test_the_language_of_a_report_is_not_that_of_the_window(person: Person, played: Played, form: Any) -> None:
    form.asking.subjects["provider"].fill("1")
    form.asking.language.fill("en")
    person.settle()

    person.press("save")

    assert played.asked("report")[0].language == "en"
    assert person.desk.languages.current == "ru"


def test_a_refusal_stays_in_the_form_with_what_was_typed(person: Person, played: Played, form: Any) -> None:
    played.role.answers["report"] = Rejected("too_many_reports", "200")
    form.asking.subjects["provider"].fill("1")
    person.settle()

    person.press("save")

    assert "уже 200" in person.dialog().body.failure.words.text()
    assert person.find(QLineEdit, "subject_provider").text() == "МегаФон"


def test_what_was_typed_is_offered_again_after_a_crash(person: Person, form: Any) -> None:
    form.asking.subjects["provider"].fill("2")
    person.settle()
    form.period.fill("last_month")
    person.write("recipients", "a@b.example")
    form.draft.keep()
    person.dialog().hide()

    person.do("order-report")
    again = person.dialog().form
    person.press("draft-return")

    assert again.asking.subjects["provider"].value() == "2"
    assert again.period.preset == "last_month"
    assert again.values()["recipients"] == ["a@b.example"]


def test_another_tab_opens_it_filled_in_and_the_report_is_shown_in_its_own(person: Person, played: Played) -> None:
    person.window.show_tab("payments")

    order(person.desk, person.window, Wanted("agent-statement", "7", "month"))
    person.settle()
    assert person.find(QLineEdit, "subject_agent").text() == "ООО «Киоск»"
    assert not person.dialog().form.dirty
    person.press("save")

    assert person.window.screen_shown is person.tab
    assert person.tab.reports.chosen is not None
    assert person.tab.reports.chosen.kind == "agent-statement"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (report(1), "Готово: «Реестр платежей: МегаФон»."),
        (report(1, ReportState.FAILED, problem=FULL), "Не вышло: «Реестр платежей: МегаФон». Диск полон."),
    ],
)
def test_how_it_ended_is_told_on_whatever_tab_is_open(
    person: Person, played: Played, form: Any, after: ReportRow, told: str
) -> None:
    form.asking.subjects["provider"].fill("1")
    person.settle()
    person.press("save")
    person.window.show_tab("payments")

    played.reports = [after]

    person.qtbot.waitUntil(lambda: person.told()[-1] == told, timeout=5_000)


def test_a_comparison_says_for_which_days_there_are_files_and_takes_one_more(person: Person, played: Played) -> None:
    played.registers = [register(1, day="2026-11-19")]
    order(person.desk, person.window, Wanted("comparison", "1", (here(date(2026, 11, 18)), here(date(2026, 11, 20)))))
    person.settle()
    assert person.text("registers-hint") == "Файлы реестров: есть за 19.11, нет за 18.11."

    person.press("load-here")
    person.write("path", "/tmp/OPLATA_1_202611181.csv")
    played.role.answers["imports"] = Imports(imports=[register(1), register(2, day="2026-11-18")], found=2)
    person.press("save")

    assert person.text("registers-hint") == "Файлы реестров есть за все эти дни."
    person.dialog().form.period.fill("today")
    assert person.text("registers-hint").startswith("Файлов реестров за эти дни нет")
    person.dialog().form.asking.kind.fill("register")
    person.settle()
    assert not person.sees("registers-hint")
