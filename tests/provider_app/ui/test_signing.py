"""Signing a subscriber at the window: one page, every mistake at once, the card once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from common.errors import Unavailable
from common.qt.cards import CardPanel
from common.qt.form import RadioField
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Behind, Person

GOOD = {"full_name": "Новиков Илья", "passport": "4506123456", "email": "novikov@example.org"}


def begun(person: Person, **typed: str) -> object:
    """The page, opened from the list and filled in by the keyboard."""
    person.open("subscribers")
    person.do("new-subscriber")
    dialog = person.dialog()
    for name, text in (GOOD | typed).items():
        line = dialog.form.fields[name].line
        line.setFocus()
        line.setText("")
        line.insert(text)
    person.calm()
    return dialog


def sign(person: Person, dialog: object) -> None:
    person.qtbot.mouseClick(dialog.body.save_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    person.calm()


def test_a_contract_takes_four_fields_and_gives_the_number_that_was_shown(person: Person, running: Running) -> None:
    dialog = begun(person)
    shown = dialog.form.way.buttons[0].text()  # type: ignore[attr-defined]

    sign(person, dialog)

    card = person.dialog().findChild(CardPanel).card
    assert "+7 9" in shown
    assert card.number in "".join(sign for sign in shown if sign.isdecimal())[1:]
    assert any(one.text() == "Договор 000001 заключён" for one in person.dialog().findChildren(QLabel))
    assert card.password
    assert running.rows("SELECT full_name, passport FROM subscribers") == [("Новиков Илья", "45 06 123456")]
    assert person.window.screen_shown.table.current().number == card.number


def test_all_mistakes_stand_beside_their_fields_at_once(person: Person, running: Running) -> None:
    dialog = begun(person, full_name="Новиков", passport="450612345", email="нет")

    sign(person, dialog)

    rows = dialog.form.rows  # type: ignore[attr-defined]
    assert rows["full_name"].mistake.ru == "Впишите хотя бы фамилию и имя."
    assert rows["passport"].mistake.ru == "В паспорте 10 цифр: 4 серии и 6 номера. Сейчас 9."
    assert rows["email"].mistake.ru.startswith("E-mail пишется так")
    assert dialog.form.summary.hasFocus()  # type: ignore[attr-defined]
    assert running.rows("SELECT count(*) FROM subscribers") == [(0,)]


def test_the_same_passport_is_told_with_a_way_to_its_contract(person: Person, running: Running) -> None:
    first = running.signed(passport="4506 123456", full_name="Ёлкина Анна")
    dialog = begun(person)
    dialog.form.fields["email"].line.setFocus()  # type: ignore[attr-defined]

    person.until(dialog.form.notice.isVisible)  # type: ignore[attr-defined]

    notice = person.find(QFrame, "same-passport")
    assert any("Ёлкина Анна" in one.text() for one in notice.findChildren(QLabel))
    dialog.form.saved()  # type: ignore[attr-defined]
    person.press("open-same")
    person.until(lambda: not person.dialogs())
    assert person.window.screen_shown.table.current().number == first.number


def test_a_number_may_be_chosen_and_a_taken_one_is_told(person: Person, running: Running) -> None:
    running.signed(number="9120000001")
    dialog = begun(person)
    way = dialog.form.fields["way"]  # type: ignore[attr-defined]
    assert isinstance(way, RadioField)
    way.buttons[1].click()
    person.calm()
    number = dialog.form.fields["number"].line  # type: ignore[attr-defined]
    person.qtbot.keyClicks(number, "+7 912 000-00-01")
    person.until(lambda: "Свободны" in dialog.form.rows["number"].hint.text())  # type: ignore[attr-defined]

    sign(person, dialog)
    told = dialog.form.rows["number"].mistake  # type: ignore[attr-defined]
    number.clear()
    person.qtbot.keyClicks(number, "8 912 000 00 02")
    sign(person, dialog)

    assert "+7 912 000-00-01 уже выдан" in told.ru
    assert person.dialog().findChild(CardPanel).card.number == "9120000002"


def test_a_page_nobody_typed_into_is_left_without_a_question(person: Person) -> None:
    person.open("subscribers")
    person.do("new-subscriber")
    dialog = person.dialog()
    person.until(lambda: dialog.form.tariff.value() == "mobile")

    dialog.reject()

    person.until(lambda: not person.dialogs())


def test_pressing_twice_signs_once(person: Person, running: Running, role: Behind) -> None:
    dialog = begun(person)

    dialog.body.press()  # type: ignore[attr-defined]
    dialog.body.press()  # type: ignore[attr-defined]
    person.calm()

    assert role.asked.count("sign-subscriber") == 1
    assert running.rows("SELECT count(*) FROM subscribers") == [(1,)]


def test_a_failure_keeps_what_was_typed_and_says_what_to_do(person: Person, role: Behind) -> None:
    role.broken["sign-subscriber"] = Unavailable("busy", "locked")
    dialog = begun(person)

    sign(person, dialog)

    assert dialog.body.failure.isVisible()  # type: ignore[attr-defined]
    assert dialog.form.values()["full_name"] == "Новиков Илья"  # type: ignore[attr-defined]
    del role.broken["sign-subscriber"]
    sign(person, dialog)
    assert person.dialog().findChild(CardPanel) is not None


def test_the_language_may_change_under_a_half_filled_form(person: Person) -> None:
    dialog = begun(person)
    before = {one.text() for one in dialog.findChildren(QLabel) if one.isVisible()}  # type: ignore[attr-defined]

    person.window.desk.use_language("en")
    person.calm()

    after = {one.text() for one in dialog.findChildren(QLabel) if one.isVisible()}  # type: ignore[attr-defined]
    assert dialog.form.values()["full_name"] == "Новиков Илья"  # type: ignore[attr-defined]
    assert "Full name *" in after
    assert not {text for text in before & after if text.strip() and text != "E-mail *"}
