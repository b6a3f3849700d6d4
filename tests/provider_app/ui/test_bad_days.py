"""Bad days at the window: the server stopped, the storage full, a centre's form refused; nothing typed is lost."""

from PySide6.QtWidgets import QLabel

from common.errors import Unavailable
from common.protocol.connection import StepName
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Behind, Person


def test_a_refused_edit_keeps_the_form_and_says_what_to_do(person: Person, running: Running, role: Behind) -> None:
    running.centre(name="Центр")
    person.open("centres")
    person.do("edit-contract")
    dialog = person.dialog()
    dialog.form.fields["name"].line.setText("Другое имя")
    role.broken["edit-contract"] = Unavailable("storage_full", "disk")

    dialog.body.press()
    person.calm()

    assert dialog.body.failure.isVisible()
    assert dialog.form.values()["name"] == "Другое имя"
    assert running.rows("SELECT name FROM contracts") == [("Центр",)]
    dialog.form.saved()


def test_a_test_that_could_not_be_made_is_told(person: Person, running: Running, role: Behind) -> None:
    running.centre()
    screen = person.open("centres")
    role.broken["check-connection"] = Unavailable("busy", "locked")

    person.do("check-connection")

    assert not screen.details.steps.isVisible()
    assert person.told()[-1] == "Сервер занят. Ничего не сделано. Повторите позже."


def test_a_password_typed_for_one_contract_is_not_used_for_another(person: Person, running: Running) -> None:
    first, _ = running.centre(name="Первый"), running.centre(name="Второй")
    screen = person.open("centres")
    screen.table.select(first.contract)
    screen.details.password.setText(first.card.password)
    person.do("check-connection")
    person.until(lambda: person.find(QLabel, f"step-{StepName.LOGIN}").text().startswith("да"))

    screen.table.select(first.contract + 1)
    person.calm()

    assert screen.details.password.text() == ""
    assert not screen.details.steps.isVisible()


def test_half_typed_work_is_offered_back_without_the_passport(person: Person, running: Running) -> None:
    person.open("subscribers")
    person.do("new-subscriber")
    dialog = person.dialog()
    dialog.form.fields["full_name"].line.setText("Недописанный Никита")
    dialog.form.fields["passport"].line.setText("45 06 123456")
    dialog.form.draft.keep()
    dialog.hide()

    person.do("new-subscriber")
    again = person.dialog()
    again.form.draft.bring_back()

    assert again.form.values()["full_name"] == "Недописанный Никита"
    assert not again.form.values()["passport"]
    assert "4506" not in str(person.desk.keep.text("draft/sign-subscriber"))
