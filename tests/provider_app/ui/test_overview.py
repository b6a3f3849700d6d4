"""The first page: the steps to a first payment, the day's figures, and what happens when they cannot be had."""

from PySide6.QtWidgets import QLabel, QPushButton

from common.errors import Unavailable
from tests.provider_app.running import Running, code
from tests.provider_app.ui.conftest import Behind, Person


def left_to_do(person: Person) -> list[str]:
    """The steps that still have their button."""
    buttons = person.window.screen_shown.findChildren(QPushButton)
    return [one.objectName() for one in buttons if one.objectName().startswith("begin-") and one.isVisible()]


def test_a_new_provider_is_led_step_by_step(person: Person, running: Running) -> None:
    person.open("overview")
    at_first = left_to_do(person)

    person.press("begin-describe")
    dialog = person.dialog()
    dialog.form.fields["name_ru"].line.setText("МегаФон")
    dialog.body.press()
    person.until(lambda: "begin-describe" not in left_to_do(person))
    person.until(lambda: person.window.windowTitle() == "МегаФон — поставщик")

    assert at_first == [
        "begin-describe",
        "begin-subscriber",
        "begin-centre",
        "begin-checked",
        "begin-credited",
    ]
    person.press("again-describe")
    again = person.dialog()
    assert again.form.fields["name_ru"].value() == "МегаФон", "a slip in the name can be corrected"
    again.reject()
    person.press("begin-subscriber")
    assert person.dialog().objectName() == "sign-dialog"
    assert person.window.screen_shown.name == "subscribers"
    assert running.rows("SELECT name_ru FROM provider") == [("МегаФон",)]


def test_the_tiles_are_the_days_figures_and_open_their_lists(person: Person, running: Running) -> None:
    centre, one = running.centre(), running.signed()
    centre.check(one.number)
    centre.credit(centre.question(one.number, 123_456))
    one.use(2)
    code(lambda: one.use(999_999))
    code(lambda: centre.check("!"))

    person.open("overview")

    def shown(name: str) -> str:
        return person.find(QLabel, name).text()

    person.until(lambda: shown("figure-operations") == "1\u00a0234,56\u00a0₽")
    assert (shown("figure-subscribers"), shown("figure-uses"), shown("figure-checks")) == ("1", "5,00\u00a0₽", "1")
    assert shown("hint-checks") == "отказов на проверках: 1"
    assert left_to_do(person) == ["begin-describe"]
    person.press("open-checks")
    assert person.window.screen_shown.name == "checks"


def test_old_figures_stay_with_their_time(person: Person, running: Running, role: Behind) -> None:
    running.signed()
    screen = person.open("overview")
    person.until(lambda: person.find(QLabel, "figure-subscribers").text() == "1")
    role.broken["overview"] = Unavailable("busy", "locked")

    screen.refresh()
    person.calm()

    assert screen.stale.isVisible()
    assert screen.stale.text().startswith("Не удалось обновить. Показаны данные на")
    assert person.find(QLabel, "figure-subscribers").text() == "1"
    del role.broken["overview"]
    screen.refresh()
    person.calm()
    assert not screen.stale.isVisible()


def test_figures_speak_the_language_that_is_on(person: Person, running: Running) -> None:
    centre, one = running.centre(), running.signed()
    centre.credit(centre.question(one.number, 123_456))
    person.open("overview")
    person.until(lambda: "1" in person.find(QLabel, "figure-operations").text())

    person.window.desk.use_language("en")

    assert person.find(QLabel, "figure-operations").text() == "1,234.56\u00a0₽"
    assert person.find(QLabel, "hint-operations").text() == "credits: 1"
