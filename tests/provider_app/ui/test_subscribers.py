"""The list of subscribers and one of them beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from common.errors import Unavailable
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Behind, Person


def test_an_empty_list_says_what_to_do_next(person: Person) -> None:
    screen = person.open("subscribers")

    words = [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]
    assert "Пока ни одного абонента. Договор занимает минуту." in words
    person.do("edit-subscriber")
    assert person.told()[-1] == "Сначала выберите абонента в списке."


def test_a_subscriber_and_the_story(person: Person, running: Running) -> None:
    centre, one = running.centre(name="ПЦ «Учебный»"), running.signed(full_name="Петрова Анна")
    running.clock.advance(60)
    centre.credit(centre.question(one.number, 10_000))
    running.clock.advance(60)
    one.use(3)

    screen = person.open("subscribers")
    person.until(lambda: screen.details.table.model.total == 3)

    rows = [screen.details.table.model.row(number) for number in range(3)]
    assert [(row.kind, row.amount, row.balance) for row in rows] == [
        ("use", -750, 9_250),
        ("credit", 10_000, 10_000),
        ("signed", 0, 0),
    ]
    assert screen.details.heading.text() == "Петрова Анна, договор 000001"
    assert person.find(QLabel, "subscriber-balance").text() == "92,50\u00a0₽"


def test_another_subscriber_has_another_story(person: Person, running: Running) -> None:
    running.signed(full_name="Первый Пётр")
    busy = running.signed(full_name="Вторая Вера")
    centre = running.centre()
    running.clock.advance(60)
    centre.credit(centre.question(busy.number, 10_000))
    screen = person.open("subscribers")
    person.until(lambda: screen.details.table.model.total == 2)

    person.qtbot.keyClick(screen.table.view, Qt.Key.Key_Down)
    person.calm()

    person.until(lambda: screen.details.table.model.total == 1)
    assert screen.details.heading.text().startswith("Первый Пётр")


def test_a_passport_is_seen_only_while_the_button_is_held(person: Person, running: Running) -> None:
    running.signed(passport="4506 123456")
    person.open("subscribers")
    shown, button = person.find(QLabel, "subscriber-passport"), person.find(QToolButton, "show-passport")
    before = shown.text()

    person.qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    person.until(lambda: shown.text() == "4506 123456")
    person.qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)

    assert before == shown.text() == "45 06 ••••56"


def test_blocking_asks_first_and_can_be_undone(person: Person, running: Running) -> None:
    one = running.signed()
    person.open("subscribers")

    person.do("block-subscriber")
    person.answer("Оставить")
    person.do("block-subscriber")
    person.answer("Заблокировать")
    blocked = running.rows("SELECT blocked FROM subscribers")
    person.do("block-subscriber")
    refusal = person.told()[-1]
    person.desk.undo.undo()
    person.calm()

    assert blocked == [(1,)]
    assert refusal == "Этот абонент уже заблокирован."
    assert running.rows("SELECT blocked FROM subscribers") == [(0,)]
    assert person.window.screen_shown.table.current().number == one.number


def test_a_correction_can_be_undone(person: Person, running: Running) -> None:
    running.signed(full_name="Иванов Иван")
    screen = person.open("subscribers")

    person.do("edit-subscriber")
    dialog = person.dialog()
    dialog.form.fields["full_name"].line.setText("Иванов Пётр")
    dialog.body.press()
    person.until(lambda: screen.details.heading.text().startswith("Иванов Пётр"))
    person.desk.undo.undo()

    person.until(lambda: screen.details.heading.text().startswith("Иванов Иван"))
    assert running.rows("SELECT full_name FROM subscribers") == [("Иванов Иван",)]


def test_a_search_and_a_filter_narrow_the_list(person: Person, running: Running) -> None:
    for name in ("Ёлкина Анна", "Петров Пётр"):
        running.signed(full_name=name)
    running.signed(full_name="Домашний Дмитрий", tariff="home")
    screen = person.open("subscribers")

    screen.search("ёлкина")
    person.until(lambda: screen.table.model.total == 1)
    found = screen.table.model.row(0).full_name
    screen.search("никого")
    person.until(lambda: screen.table.model.total == 0)
    screen.table.clear()
    screen.show_about("tariff:home")
    person.until(lambda: screen.table.model.total == 1)

    assert found == "Ёлкина Анна"
    assert screen.table.model.row(0).full_name == "Домашний Дмитрий"


def test_a_new_subscriber_is_seen_within_a_second(person: Person, running: Running) -> None:
    screen = person.open("subscribers")

    running.signed()

    person.qtbot.waitUntil(lambda: screen.table.model.total == 1, timeout=1_000)


def test_what_could_not_be_refreshed_stays_with_its_time(person: Person, running: Running, role: Behind) -> None:
    running.signed(full_name="Старый Семён")
    screen = person.open("subscribers")
    role.broken["subscribers"] = Unavailable("busy", "locked")

    screen.refresh()
    person.calm()

    words = [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]
    assert any(text.startswith("Не удалось обновить. Показаны данные на") for text in words)
    assert screen.table.current().full_name == "Старый Семён"


def test_a_new_card_is_issued_after_a_question(person: Person, running: Running) -> None:
    one = running.signed()
    person.open("subscribers")

    person.do("new-card")
    person.answer("Выдать карточку")

    card = person.dialog().panel.card
    assert card.number == one.number
    assert card.password != one.card.password
