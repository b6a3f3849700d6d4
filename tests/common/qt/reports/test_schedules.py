"""«По расписанию»: what is made by itself is made, changed, paused and ended, and each of these is taken back."""

from typing import Any

import pytest

from common.errors import Rejected
from common.protocol.mistake import Mistake
from common.words import Words
from tests.common.qt.reports.conftest import Person, column
from tests.common.qt.reports.played import Played, schedule

LATE = Mistake(field="at", words=Words("Время от 00:00 до 23:59", "A time from 00:00 to 23:59"))
ADDRESS = Mistake(field="mail.recipients.0", words=Words("Это не адрес: x", "Not an address: x"))


@pytest.fixture
def page(person: Person, played: Played) -> Any:
    played.schedules = [schedule(1)]
    return person.open("schedules")


def undo(person: Person) -> None:
    person.desk.undo.undo()
    person.settle()


def redo(person: Person) -> None:
    person.desk.undo.redo()
    person.settle()


def test_the_list_says_when_in_words_and_to_whom(person: Person, page: Any) -> None:
    assert column(page.table, "words") == ["по рабочим дням в 06:00, за прошлый день"]
    assert column(page.table, "due") == ["21.11.2026 21:40:00"]
    assert column(page.table, "recipients") == ["books@megafon.example"]


def test_a_new_one_is_set_as_typed_and_can_be_taken_back(person: Person, played: Played, page: Any) -> None:
    person.do("new-schedule")
    form = person.dialog().form
    form.asking.subjects["provider"].fill("2")
    form.every.fill("weekly")
    form.weekday.fill(5)
    person.settle()
    person.write("at", "07:30")
    form.fields["working_days"].fill(True)
    person.write("recipients", "a@b.example")
    person.press("save")

    (question,) = played.asked("set-schedule")
    assert (question.id, question.subject, question.every, question.day) == (0, "2", "weekly", 5)
    assert (question.at, question.working_days, question.mail.recipients) == ("07:30", True, ["a@b.example"])
    assert page.chosen.id == 2
    undo(person)
    assert [one.id for one in played.schedules] == [1]
    redo(person)
    assert [one.subject for one in played.schedules] == ["1", "2"]
    undo(person)
    assert [one.id for one in played.schedules] == [1]


def test_only_the_day_that_matters_is_asked(person: Person, page: Any) -> None:
    person.do("new-schedule")
    form = person.dialog().form
    assert not person.sees("weekday")

    form.every.fill("monthly")

    assert person.sees("monthday")
    assert not person.sees("weekday")


def test_a_field_says_its_mistake_as_it_is_left_and_loses_it_when_typed_in(
    person: Person, played: Played, page: Any
) -> None:
    played.wrong = [LATE, ADDRESS]
    person.do("new-schedule")
    form = person.dialog().form
    person.write("at", "25:00")

    form.rows["at"].left.emit()
    person.settle()

    assert form.rows["at"].mistake == LATE.words
    assert form.rows["recipients"].mistake is None, "not typed yet"
    played.wrong = []
    person.write("at", "06:10")
    assert form.rows["at"].mistake is None


def test_saving_shows_every_mistake_of_the_service_at_its_field(person: Person, played: Played, page: Any) -> None:
    played.wrong = [LATE, ADDRESS]
    person.do("new-schedule")
    form = person.dialog().form
    form.asking.subjects["provider"].fill("1")
    person.settle()

    person.press("save")

    assert form.rows["at"].mistake == LATE.words
    assert form.rows["recipients"].mistake == ADDRESS.words
    assert played.asked("set-schedule") == []


def test_an_edit_shows_what_there_is_and_is_taken_back_over_its_own_edition(
    person: Person, played: Played, page: Any
) -> None:
    person.press("schedule-edit")
    form = person.dialog().form
    assert (form.values()["at"], form.asking.subjects["provider"].value()) == ("06:00", "1")
    assert not form.dirty
    person.write("at", "09:00")
    person.press("save")
    assert played.schedules[0].at == "09:00"

    undo(person)

    first, back = played.asked("set-schedule")
    assert (first.at, first.edition, back.at) == ("09:00", "e1", "06:00")
    assert played.schedules[0].at == "06:00"


def test_it_is_paused_and_resumed(person: Person, played: Played, page: Any) -> None:
    person.press("schedule-pause")
    assert column(page.table, "state") == ["на паузе"]
    assert column(page.table, "due") == [""]
    assert not person.sees("schedule-pause")

    person.press("schedule-resume")

    assert column(page.table, "state") == ["работает"]
    assert [one.active for one in played.asked("set-schedule")] == [False, True]


def test_an_ended_one_comes_back_with_the_same_terms(person: Person, played: Played, page: Any) -> None:
    person.press("schedule-end")
    assert played.schedules == []
    assert "Готовые отчёты остались" in person.told()[-1]

    undo(person)

    assert [(one.kind, one.at, one.mail) for one in played.schedules] == [("register", "06:00", schedule(1).mail)]
    redo(person)
    assert played.schedules == []


def test_what_could_not_be_taken_back_is_offered_no_more(person: Person, played: Played, page: Any) -> None:
    person.press("schedule-pause")
    played.role.answers["set-schedule"] = Rejected("changed_meanwhile", "1")

    undo(person)

    assert "изменили" in person.told()[-1]
    assert not person.desk.undo.stack.canUndo()


def test_without_schedules_the_page_says_what_they_are_for(person: Person) -> None:
    page = person.open("schedules")

    assert "отчёт делается сам" in page.table.states.overlay.text.text()
    person.press("empty-button")
    assert person.dialog().objectName() == "schedule-dialog"
