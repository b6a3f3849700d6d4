"""«Файлы реестров»: the other side's files are taken in, compared, removed."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from common.errors import Rejected
from common.qt.reports import Reports, registers_page
from common.reporting.asks import ImportId, ImportRegister
from common.words import Words
from tests.common.qt.reports.conftest import Person, column, plain
from tests.common.qt.reports.played import MIDNIGHT, Played, register


@pytest.fixture
def page(person: Person, played: Played) -> Any:
    played.registers = [register(1), register(2, day="2026-11-18", file="OPLATA_1_202611181.csv")]
    return person.open("registers")


def load(person: Person, path: str) -> None:
    person.do("load-register")
    person.dialog().form.fields["subject"].fill("1")
    person.settle()
    person.write("path", path)
    person.press("save")


def test_each_file_says_whose_and_of_which_day(person: Person, page: Any) -> None:
    assert column(page.table, "day") == ["19.11.2026", "18.11.2026"]
    assert column(page.table, "name") == ["МегаФон", "МегаФон"]
    assert column(page.table, "total") == ["5 400,00", "5 400,00"]


def test_a_file_is_taken_in_and_shown(person: Person, played: Played, page: Any) -> None:
    load(person, "/tmp/new.csv")

    assert played.asked("import-register") == [ImportRegister(subject="1", path="/tmp/new.csv")]
    assert person.told()[-1] == "Файл «/tmp/new.csv» загружен: платежей 12 на 5 400,00 ₽, за 19.11.2026."
    assert page.chosen.id == 3


def test_what_a_person_should_look_at_is_said_with_it(person: Person, played: Played, page: Any) -> None:
    played.role.answers["import-register"] = register(3, file="new.csv", note=Words("Итогов нет", "No totals"))

    load(person, "/tmp/new.csv")

    assert person.told()[-1].endswith(", за 19.11.2026. Итогов нет.")


def test_the_same_file_again_is_said_to_be_counted_once(person: Person, played: Played, page: Any) -> None:
    load(person, "OPLATA_1_202611191.csv")

    assert "уже загружен" in person.told()[-1]
    assert len(played.registers) == 2


def test_its_day_is_asked_for_only_when_nothing_tells_it(person: Person, played: Played, page: Any) -> None:
    taken = played.role.answers["import-register"]
    played.role.answers["import-register"] = Rejected("wrong_value", "day: Ни имя файла, ни платежи")
    person.do("load-register")
    assert not person.sees("day")
    person.dialog().form.fields["subject"].fill("1")
    person.settle()
    person.write("path", "/tmp/new.csv")
    person.press("save")
    assert person.sees("day")

    played.role.answers["import-register"] = taken
    person.press("save")

    assert played.asked("import-register")[-1].day == "2026-11-20"


def test_a_file_that_cannot_be_read_is_refused_in_words(person: Person, played: Played, page: Any) -> None:
    played.role.answers["import-register"] = Rejected("unreadable_workbook", "new.xlsx")

    load(person, "/tmp/new.xlsx")

    assert "не открывается как книга Excel" in person.dialog().body.failure.words.text()


def test_comparing_begins_with_whose_file_and_which_day(person: Person, played: Played, page: Any) -> None:
    person.press("register-compare")

    assert person.dialog().form.asking.kind.value() == "comparison"
    assert person.find(QLineEdit, "subject_provider").text() == "МегаФон"
    person.press("save")
    (question,) = played.asked("report")
    assert (question.kind, question.subject, question.until) == ("comparison", "1", MIDNIGHT)
    assert person.tab.reports.isVisible()


def test_a_file_is_removed_only_after_a_question(person: Person, played: Played, page: Any) -> None:
    person.press("register-remove")
    asked = plain(person.dialog().words.text())
    person.answer(registers_page.KEEP)
    person.press("register-remove")
    person.answer(registers_page.YES)

    assert "OPLATA_1_202611191.csv" in asked
    assert played.asked("forget-import") == [ImportId(id=1)]
    assert column(page.table, "day") == ["18.11.2026"]


def test_the_list_is_searched_by_the_windows_box(person: Person, page: Any) -> None:
    person.window.commands.box.setText("20261118")

    person.qtbot.waitUntil(lambda: column(page.table, "day") == ["18.11.2026"], timeout=5_000)


def test_a_role_that_takes_no_files_has_no_such_page(person: Person) -> None:
    bare = Reports(person.desk)

    assert bare.pages.count() == 3
    assert "load-register" not in [one.name for one in bare.commands()]
    bare.deleteLater()
