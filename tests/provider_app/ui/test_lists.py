"""The long lists: what was done, newest first, with totals, filters and searches."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from common import ids
from tests.provider_app.running import Running, code
from tests.provider_app.ui.conftest import Person


@pytest.fixture
def lived(running: Running) -> str:
    """A day: two credits, one reversed, three uses, a refused check; the id of the first payment."""
    centre, one = running.centre(name="ПЦ «Учебный»"), running.signed(number="9120000001")
    first = centre.question(one.number, 10_000)
    centre.check(one.number, payment_id=first.payment_id)
    centre.credit(first)
    running.clock.advance(60)
    again = centre.credit(centre.question(one.number, 500))
    running.clock.advance(60)
    centre.reverse(again.payment_id, reason="не туда")
    for quantity in (1, 2, 3):
        running.clock.advance(60)
        one.use(quantity)
    code(lambda: centre.check("9000000001"))
    return first.payment_id


def test_operations_with_their_sums(person: Person, lived: str) -> None:
    screen = person.open("operations")
    person.until(lambda: screen.table.model.total == 3)

    assert [screen.table.model.row(n).kind for n in range(3)] == ["reverse", "credit", "credit"]
    assert screen.total.text() == "Зачислено 105,00\u00a0₽, сторнировано 5,00\u00a0₽, отмен 0"
    person.window.desk.use_language("en")
    assert screen.total.text() == "Credited 105.00\u00a0₽, reversed 5.00\u00a0₽, voids 0"


def test_an_operation_is_found_by_its_code_and_copied(person: Person, lived: str) -> None:
    screen = person.open("operations")

    screen.search(ids.payment_code(lived))
    person.until(lambda: screen.table.model.total == 1)
    screen.table.select(screen.table.model.row(0).reference)
    screen.table.copy()

    copied = QGuiApplication.clipboard().text()
    assert ids.payment_code(lived) in copied
    assert "100,00" in copied
    assert "\u00a0" not in copied


def test_operations_are_filtered_by_kind_and_day(person: Person, lived: str) -> None:
    screen = person.open("operations")
    filters = person.filters(screen)

    filters.choose("kind", "reverse")
    person.until(lambda: screen.table.model.total == 1)
    filters.choose("kind", None)
    filters.choose("period", "today")
    person.until(lambda: screen.table.model.total == 3)
    filters.choose("period", "yesterday")
    person.until(lambda: screen.table.model.total == 0)

    words = [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]
    assert "Нет операций с такими условиями" in words


def test_services_provided(person: Person, lived: str) -> None:
    screen = person.open("uses")
    person.until(lambda: screen.table.model.total == 3)

    row = screen.table.model.row(0)
    assert (row.label.ru, row.quantity, row.cost) == ("Позвонить", 3, 750)
    assert screen.total.text() == "Всего по списку: 15,00\u00a0₽"


def test_checks_are_apart_and_tell_their_answers(person: Person, lived: str) -> None:
    screen = person.open("checks")
    person.until(lambda: screen.table.model.total == 2)

    filters = person.filters(screen)
    filters.choose("found", False)
    person.until(lambda: screen.table.model.total == 1)

    assert screen.table.model.row(0).result == "unknown_account"


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("operations", "Зачислений ещё не было. Внесите деньги на терминале."),
        ("uses", "Услуг ещё не оказывали. Нажмите «Позвонить» в окне потребителя."),
        ("checks", "Номеров ещё не проверяли. Введите номер на терминале."),
    ],
)
def test_an_empty_list_says_what_to_do(person: Person, tab: str, words: str) -> None:
    screen = person.open(tab)

    assert words in [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]
