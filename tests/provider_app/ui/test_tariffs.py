"""Tariffs at the window: prices for what comes, and who has which."""

from PySide6.QtWidgets import QPushButton

from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Person


def test_a_price_is_changed_for_what_comes_and_can_be_taken_back(person: Person, running: Running) -> None:
    screen = person.open("tariffs")
    screen.table.select("mobile")
    person.do("edit-tariff")
    dialog = person.dialog()
    services = dialog.form.fields["services"]
    services.strips[0].fields[5].line.setText("3,15")

    dialog.body.press()
    person.until(lambda: running.rows("SELECT price FROM services WHERE code = 'call'") == [(315,)])
    person.until(lambda: not person.dialogs())
    person.desk.undo.undo()

    person.until(lambda: running.rows("SELECT price FROM services WHERE code = 'call'") == [(250,)])


def test_all_mistakes_of_a_tariff_stand_beside_their_fields(person: Person, running: Running) -> None:
    person.open("tariffs")
    person.do("new-tariff")
    dialog = person.dialog()
    for name, text in {"code": "Тариф", "name_ru": "Новый", "numbers": "123"}.items():
        dialog.form.fields[name].line.setText(text)
    row = dialog.form.fields["services"].strips[0]
    for place, text in enumerate(("SMS", "Сообщение", "", "штука")):
        row.fields[place].line.setText(text)

    dialog.body.press()
    person.calm()

    said = set(dialog.form._said)
    assert {"code", "numbers", "services.0.code", "services.0.price"} <= said
    assert running.rows("SELECT count(*) FROM tariffs") == [(2,)]


def test_a_new_tariff_is_there_at_once(person: Person, running: Running) -> None:
    screen = person.open("tariffs")
    person.do("new-tariff")
    dialog = person.dialog()
    for name, text in {"code": "office", "name_ru": "Офис", "numbers": "8XXXXX"}.items():
        dialog.form.fields[name].line.setText(text)
    row = dialog.form.fields["services"].strips[0]
    for place, text in enumerate(("fax", "Факс", "", "лист", "", "7")):
        row.fields[place].line.setText(text)

    dialog.body.press()
    person.until(lambda: screen.table.model.total == 3)

    assert screen.table.select("office")
    assert running.rows("SELECT label_en, price FROM services WHERE tariff = 'office'") == [("Факс", 700)]


def test_a_tariff_leads_to_its_subscribers(person: Person, running: Running) -> None:
    running.signed(full_name="Домашний Дмитрий", tariff="home")
    running.signed(full_name="Мобильный Михаил")
    screen = person.open("tariffs")
    screen.table.select("home")
    person.calm()
    words = person.find(QPushButton, "show-tariff-subscribers").text()

    person.press("show-tariff-subscribers")

    opened = person.window.screen_shown
    person.until(lambda: opened.table.model.total == 1)
    assert words == "Показать абонентов: 1"
    assert opened.table.model.row(0).full_name == "Домашний Дмитрий"
