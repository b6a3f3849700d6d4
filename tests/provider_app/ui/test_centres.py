"""Contracts with centres: the card once, the four steps, the field editor."""

from typing import Any

from PySide6.QtWidgets import QLabel

from common.protocol.connection import StepName
from tests.provider_app.running import Running, Subscriber
from tests.provider_app.ui.conftest import Person


def editor(person: Person) -> tuple[Any, Any]:
    """The form of the chosen contract and its field editor."""
    person.do("edit-contract")
    dialog = person.dialog()
    return dialog, dialog.form.fields["fields"]


def step(person: Person, name: StepName) -> str:
    return person.find(QLabel, f"step-{name}").text()


def test_signing_gives_a_card_whose_connection_can_be_tested_at_once(person: Person, running: Running) -> None:
    running.signed()
    person.open("centres")
    person.do("new-contract")
    dialog = person.dialog()
    dialog.form.fields["name"].line.setText("ПЦ «Учебный»")

    dialog.body.press()
    person.until(lambda: person.dialog().objectName() == "issued-dialog")
    person.press("test-issued")

    person.until(lambda: step(person, StepName.NUMBER).startswith("да"))
    assert all(step(person, name).startswith("да") for name in StepName)
    assert running.rows("SELECT name, minimum, maximum FROM contracts") == [("ПЦ «Учебный»", 100, 1_500_000)]


def test_the_usual_field_is_there_to_be_seen_and_changed(person: Person, running: Running) -> None:
    person.open("centres")
    person.do("new-contract")
    dialog = person.dialog()
    fields = dialog.form.fields["fields"]

    person.until(lambda: fields.list.count() == 1)

    assert not dialog.form.dirty
    assert fields.list.item(0).text() == "Номер договора"
    assert fields.rows["regex"].isEnabled()
    fields.parts["regex"].line.setText("9[b-a]c")
    assert fields.value()[0].regex == "9[b-a]c"
    dialog.form.saved()


def test_all_mistakes_of_a_contract_are_told_at_once(person: Person, running: Running) -> None:
    running.centre(name="Первый")
    person.open("centres")
    person.do("new-contract")
    dialog = person.dialog()
    dialog.form.fields["name"].line.setText("Первый")
    dialog.form.fields["maximum"].line.setText("0,50")
    fields = dialog.form.fields["fields"]
    person.until(lambda: fields.list.count() == 1)
    fields.remove()
    fields.add()

    dialog.body.press()
    person.calm()

    said = dialog.form._said
    assert said["name"].ru == "Договор с центром с таким названием уже есть."
    assert said["maximum"].ru == "Максимум меньше минимума."
    assert {"fields.0.label", "fields.0.regex", "fields.0.example"} <= set(said)


def test_the_connection_without_a_password_says_why_it_stops(person: Person, running: Running) -> None:
    running.centre()
    screen = person.open("centres")

    person.do("check-connection")
    person.until(lambda: step(person, StepName.LOGIN).startswith("не проверялся"))

    assert "один раз" in step(person, StepName.LOGIN)
    assert step(person, StepName.PORT).startswith("да")
    assert screen.details.steps.isVisible()


def test_a_wrong_rule_is_pointed_at_while_typing(person: Person, running: Running) -> None:
    running.centre()
    person.open("centres")
    dialog, fields = editor(person)

    fields.parts["regex"].line.setText("9[b-a]c")
    person.until(fields.caret.isVisible)

    assert fields.caret.text().splitlines() == ["9[b-a]c", "  ▲"]
    assert "знак 3" in fields.rows["regex"].mistake.ru
    assert fields.list.item(0).text().startswith("▲")
    fields.parts["regex"].line.setText(r"9\d{9}")
    person.until(lambda: not fields.caret.isVisible())
    dialog.form.saved()


def test_a_rule_that_rejects_its_own_example_is_not_saved(person: Person, running: Running) -> None:
    running.centre()
    before = running.rows("SELECT fields FROM contracts")
    person.open("centres")
    dialog, fields = editor(person)
    fields.parts["regex"].line.setText(r"8\d{9}")

    dialog.body.press()
    person.until(lambda: fields.rows["example"].mistake is not None)

    assert "не подходит под собственное правило" in fields.rows["example"].mistake.ru
    assert running.rows("SELECT fields FROM contracts") == before
    dialog.form.saved()


def test_a_trial_shows_what_the_payer_will_see(person: Person, running: Running) -> None:
    running.centre()
    person.open("centres")
    dialog, fields = editor(person)
    fields.parts["regex"].line.setText(r"9\d{9}")
    fields.parts["mask"].line.setText("(___) ___-__-__")
    fields.parts["error_ru"].line.setText("Номер начинается с 9")

    fields.trial.setText("8123456")
    person.until(lambda: "✖" in fields.verdict.text())
    refused = fields.preview.typed.text(), fields.preview.refusal.text()
    fields.trial.setText("9123456789")
    person.until(lambda: "✓" in fields.verdict.text())

    assert refused == ("(812) 345-6_-__", "Номер начинается с 9")
    assert fields.preview.typed.text() == "(912) 345-67-89"
    dialog.form.saved()


def test_edited_terms_are_in_force_and_can_be_taken_back(person: Person, running: Running) -> None:
    running.centre(name="Старое имя")
    screen = person.open("centres")
    dialog, fields = editor(person)
    dialog.form.fields["name"].line.setText("Новое имя")
    fields.add()
    for name, text in {"name": "plan", "label_ru": "План", "regex": "[a-c]", "example": "b"}.items():
        fields.parts[name].line.setText(text)

    dialog.body.press()
    person.until(lambda: screen.table.current() and screen.table.current().name == "Новое имя")
    changed = screen.table.current()
    person.desk.undo.undo()

    person.until(lambda: screen.table.current().name == "Старое имя")
    assert [field.name for field in changed.fields] == ["account", "plan"]
    assert changed.fields[1].label.en == "План"
    assert [field.name for field in screen.table.current().fields] == ["account"]


def test_fields_are_added_moved_and_removed(person: Person, running: Running) -> None:
    running.centre()
    person.open("centres")
    dialog, fields = editor(person)

    fields.add()
    fields.parts["name"].line.setText("plan")
    fields.up()
    order = [field.name for field in fields.value()]
    fields.remove()

    assert order == ["plan", "account"]
    assert [field.name for field in fields.value()] == ["account"]
    dialog.form.saved()


def test_a_contract_is_paused_after_a_question_and_the_pause_undone(person: Person, running: Running) -> None:
    running.centre()
    screen = person.open("centres")

    person.do("pause-contract")
    person.answer("Приостановить")
    person.until(lambda: screen.table.current().blocked)
    person.desk.undo.undo()

    person.until(lambda: not screen.table.current().blocked)


def test_a_contract_shows_how_its_centre_calls(person: Person, running: Running) -> None:
    centre, subscriber = running.centre(), running.signed()
    screen = person.open("centres")
    never = person.find(QLabel, "centre-last-call").text()
    centre.check(subscriber.number)
    centre.credit(centre.question(subscriber.number, 500))
    screen.refresh()
    person.calm()

    assert never == "ещё не обращался"
    assert person.find(QLabel, "centre-today").text() == "2, отказов 0, зачислено 5,00\u00a0₽"


def test_a_new_password_opens_the_door_and_the_old_one_still_does(person: Person, running: Running) -> None:
    centre = running.centre()
    subscriber = running.signed()
    person.open("centres")

    person.do("new-password")
    person.answer("Выдать новый пароль")

    card = person.dialog().panel.card
    new = running.peer(card.login, card.password)
    assert isinstance(Subscriber(running, subscriber.card).balance, int)
    assert new.url == running.instance.place.url
    assert card.password != centre.card.password
    assert centre.check(subscriber.number).account == subscriber.number


def test_an_empty_list_leads_to_the_first_contract(person: Person) -> None:
    screen = person.open("centres")
    words = [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]

    screen.show_about("new")
    person.calm()

    assert "Без договора с процессингом вас не увидят терминалы." in words
    assert person.dialog().objectName() == "contract-dialog"
