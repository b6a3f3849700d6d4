"""What is done is done to whom one sees, and what is seen is of whom it says, however late or badly answers come."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from common.clock import VirtualClock, moment
from common.errors import Unavailable
from common.qt.cards import CardPanel
from common.qt.question import Question
from provider_app.service import messages
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Behind, Person
from tests.provider_app.ui.test_signing import begun, sign

TROUBLE = Unavailable("busy", "locked")


def three(running: Running) -> None:
    for number, name in (("9120000001", "Первый Пётр"), ("9120000002", "Второй Влас"), ("9120000003", "Третий Тихон")):
        running.signed(number=number, full_name=name)


def test_of_several_selected_rows_the_one_that_is_shown_is_edited(person: Person, running: Running) -> None:
    three(running)
    screen = person.open("subscribers")
    screen.table.select("9120000003")

    person.qtbot.keyClick(screen.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    person.calm()
    person.do("edit-subscriber")

    assert screen.details.heading.text().startswith("Второй Влас")
    assert person.dialog().form.values()["full_name"] == "Второй Влас"


def test_somebody_shown_who_is_not_in_the_list_is_the_one_who_is_blocked(person: Person, running: Running) -> None:
    three(running)
    screen = person.open("subscribers")
    screen.search("Третий")
    person.until(lambda: screen.table.model.total == 1)

    screen.go_to("9120000001")
    person.until(lambda: screen.details.heading.text().startswith("Первый"))
    person.do("block-subscriber")
    person.answer("Заблокировать")

    assert running.rows("SELECT number FROM subscribers WHERE blocked = 1") == [("9120000001",)]
    person.until(lambda: person.find(QLabel, "subscriber-state").text() == "Заблокирован")


def test_a_story_that_cannot_be_had_leaves_nobody_elses_in_its_place(
    person: Person, running: Running, role: Behind
) -> None:
    three(running)
    screen = person.open("subscribers")
    screen.table.select("9120000003")
    person.calm()
    assert screen.details.table.model.total == 1
    role.broken["timeline"] = TROUBLE

    screen.table.select("9120000001")
    person.calm()

    assert screen.details.table.model.total == 0
    words = [one.text() for one in screen.details.table.findChildren(QLabel) if one.isVisible()]
    assert any("Не удалось загрузить" in text for text in words)


def test_a_file_of_one_story_is_not_filled_from_another(person: Person, running: Running) -> None:
    three(running)
    screen = person.open("subscribers")
    screen.table.select("9120000003")
    person.calm()
    rows: list[Any] = []
    fetch, query = screen.details.table.source()

    screen.table.select("9120000001")
    fetch(query, lambda page: rows.extend(page.rows), lambda _: None)
    person.calm()

    assert [row.reference for row in rows] == ["3"]


def test_a_card_that_was_issued_is_shown_even_when_nothing_else_can_be(
    person: Person, running: Running, role: Behind
) -> None:
    role.broken["show-subscriber"] = TROUBLE

    sign(person, begun(person))

    card = person.dialog().findChild(CardPanel).card
    assert card.password
    assert running.rows("SELECT number FROM subscribers") == [(card.number,)]


def test_a_card_is_not_lost_by_a_key(person: Person, running: Running) -> None:
    sign(person, begun(person))
    shown = person.dialog()

    person.qtbot.keyClick(shown, Qt.Key.Key_Escape)
    person.calm()
    question = next(one for one in person.dialogs() if isinstance(one, Question))
    person.qtbot.keyClick(question, Qt.Key.Key_Escape)
    person.calm()

    assert shown.isVisible()
    person.press("close-card", shown)
    assert not person.dialogs()


def test_a_connection_test_is_shown_under_the_contract_that_was_tested(person: Person, running: Running) -> None:
    first, _ = running.centre(name="Первый"), running.centre(name="Второй")
    screen = person.open("centres")
    screen.table.select(first.contract)
    person.calm()

    screen.details.test()
    screen.table.select(first.contract + 1)
    person.calm()

    assert screen.details.steps.isHidden()


def test_a_test_of_an_issued_card_that_could_not_be_made_is_told_in_its_dialog(
    person: Person, running: Running, role: Behind
) -> None:
    running.centre(name="Первый")
    person.open("centres")
    person.do("new-password")
    person.answer("Выдать новый пароль")
    role.broken["check-connection"] = TROUBLE

    person.press("test-issued")

    assert person.dialog().panel.failure.isVisible()
    assert not [one for one in person.dialog().findChildren(QLabel) if one.text() == "проверяем…"
                and one.isVisible()]  # fmt: skip


def test_a_contract_is_in_force_until_its_last_day_has_ended_for_the_service(
    person: Person, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    moscow = timezone(timedelta(hours=3))
    monkeypatch.setattr("common.qt.wording.local", lambda at: at.astimezone(moscow))
    running.centre(name="Первый", valid_until=moment(running.clock.now_ms()).date())
    screen = person.open("centres")
    one, clock = screen.table.current(), person.desk.clock
    assert isinstance(clock, VirtualClock)

    clock.advance(5 * 3600)
    past_midnight_here = screen._state(one).words.ru
    clock.advance(3 * 3600)

    assert (past_midnight_here, screen._state(one).words.ru) == ("Работает", "Срок истёк")


def test_totals_are_of_the_list_that_is_shown_and_not_of_a_file_of_everything(person: Person, running: Running) -> None:
    centre, one = running.centre(), running.signed()
    centre.credit(centre.question(one.number, 10_000))
    one.use(1)
    for tab, before in (("operations", "Зачислено 0,00"), ("uses", "Всего по списку: 0,00")):
        screen = person.open(tab)
        person.filters(screen).choose("period", "yesterday")
        person.until(lambda shown=screen.table.model: shown.total == 0)  # type: ignore[misc]

        fetch, everything = screen.table.source(everything=True)
        fetch(everything, lambda _: None, lambda _: None)
        person.calm()

        assert screen.total.text().startswith(before)


def test_balances_and_prices_have_no_sum(person: Person, running: Running) -> None:
    one, centre = running.signed(), running.centre()
    centre.credit(centre.question(one.number, 10_000))
    centre.credit(centre.question(one.number, 500))
    screen = person.open("operations")
    person.until(lambda: screen.table.model.total == 2)

    screen.table.view.selectAll()

    assert "Σ Сумма" in screen.table.summary_text
    assert "Остаток" not in screen.table.summary_text


def test_today_ends_at_midnight_even_when_nothing_happens(person: Person, running: Running) -> None:
    centre, one = running.centre(), running.signed()
    centre.credit(centre.question(one.number, 10_000))
    screen = person.open("overview")
    person.until(lambda: person.find(QLabel, "figure-operations").text() == "100,00\u00a0₽")

    clock = person.desk.clock
    assert isinstance(clock, VirtualClock)
    clock.advance(24 * 3600)
    screen._look.timeout.emit()
    person.calm()

    assert person.find(QLabel, "figure-operations").text() == "0,00\u00a0₽"
    assert person.find(QPushButton, "open-operations").isVisible()


def test_an_edit_is_not_taken_back_over_a_newer_one_of_somebody_else(person: Person, running: Running) -> None:
    one = running.signed(full_name="Первый Пётр")
    screen = person.open("subscribers")
    screen.table.select(one.number)
    person.calm()
    person.do("edit-subscriber")
    dialog = person.dialog()
    dialog.form.fields["full_name"].line.setText("Второй Влас")
    dialog.body.press()
    person.calm()
    running.operate("edit-subscriber", messages.EditSubscriber(number=one.number, full_name="Третий Тихон"))

    person.desk.undo.undo()
    person.calm()

    assert running.rows("SELECT full_name FROM subscribers") == [("Третий Тихон",)]
    assert "с тех пор изменили" in person.told()[-1]
    assert not any(text.startswith("Отменено") for text in person.told())


def test_a_form_opened_before_a_newer_price_does_not_write_over_it(person: Person, running: Running) -> None:
    screen = person.open("tariffs")
    screen.table.select("mobile")
    person.do("edit-tariff")
    dialog = person.dialog()
    running.operate("edit-tariff", messages.EditTariff(code="mobile", name_ru="Новое имя"))
    dialog.form.fields["name_ru"].line.setText("Другое имя")

    dialog.body.press()
    person.calm()

    assert running.rows("SELECT name_ru FROM tariffs WHERE code = 'mobile'") == [("Новое имя",)]
    assert dialog.body.failure.isVisible()
    dialog.form.saved()


def test_terms_of_a_centre_are_taken_back_and_forth_but_not_over_newer_ones(person: Person, running: Running) -> None:
    centre = running.centre(name="Первый")
    person.open("centres")
    person.do("edit-contract")
    dialog = person.dialog()
    dialog.form.fields["maximum"].line.setText("500,00")
    dialog.body.press()
    person.calm()

    seen = []
    for way in (person.desk.undo.undo, person.desk.undo.redo):
        way()
        person.calm()
        seen += running.rows("SELECT maximum FROM contracts")
    running.operate("edit-contract", messages.EditContract(contract=centre.contract, minimum=200))
    person.desk.undo.undo()
    person.calm()

    assert seen == [(1_500_000,), (50_000,)]
    assert running.rows("SELECT minimum, maximum FROM contracts") == [(200, 50_000)]
