"""A form tells all its mistakes at once, leads to each, and speaks both languages while it is being filled in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.form import Form
from common.qt.form.summary import correct
from common.words import Words
from tests.common.qt.form.signing import of_every_kind, signing
from tests.common.qt.seen import seen


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> Iterator[Form]:
    made = of_every_kind(desk)
    seen(qtbot, made)
    yield made
    made.close()


def test_everything_that_is_missing_is_said_at_once(form: Form) -> None:
    form.mistakes(form.check())

    assert form.summary.isVisible()
    assert form.summary.heading.text() == "Исправьте 4 поля"
    assert [name for name, row in form.rows.items() if row.mistake] == ["full_name", "passport", "email", "tariff"]
    assert form.rows["email"].mistake == Words("Заполните «E-mail».", "Fill in “E-mail address”.")
    assert form.fields["email"].stops()[0].property("mistaken") is True


def test_the_focus_goes_to_the_summary_and_from_there_to_the_field(form: Form) -> None:
    form.mistakes(form.check())
    at_first = QApplication.focusWidget()
    form.summary.lines.linkActivated.emit("email")

    assert at_first is form.summary
    assert QApplication.focusWidget() is form.fields["email"].stops()[0]


def test_what_the_service_says_stands_beside_its_field(form: Form) -> None:
    said = Words("Такой адрес уже есть.", "This address is taken.")

    form.mistakes([Mistake(field="email", words=said), Mistake(field="", words=Words("Связи нет.", "No connection."))])

    assert form.rows["email"].mistake == said
    assert "Связи нет." in form.summary.lines.text()
    assert 'href="email"' in form.summary.lines.text()
    assert form.fields["email"].stops()[0].accessibleDescription() == "Такой адрес уже есть."


def test_a_corrected_field_leaves_the_summary(form: Form) -> None:
    form.mistakes(form.check())

    form.fields["email"].fill("ivan@example.org")

    assert form.rows["email"].mistake is None
    assert form.summary.heading.text() == "Исправьте 3 поля"


def test_words_of_a_stranger_cannot_draw_in_the_summary(form: Form) -> None:
    form.mistakes([Mistake(field="email", words=Words("<b>x</b>", "<b>x</b>"))])

    assert "&lt;b&gt;" in form.summary.lines.text()


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 поле"), (2, "2 поля"), (5, "5 полей"), (11, "11 полей"), (21, "21 поле"), (22, "22 поля")],
)
def test_fields_are_counted_as_people_count(count: int, words: str) -> None:
    assert correct(count).ru == f"Исправьте {words}"


def test_switching_the_language_changes_every_word_and_no_input(form: Form, desk: Desk) -> None:
    form.fields["full_name"].fill("Иванов Иван")
    form.fields["amount"].take("1500,5")
    form.mistakes(form.check())
    russian = texts(form)

    desk.languages.use("en")

    english = texts(form)
    alike = {text for text in russian if text in english} - {"%", "₽", ""}
    assert not alike
    assert form.summary.heading.text() == "Correct 3 fields"
    assert form.fields["full_name"].kept() == "Иванов Иван"
    assert form.values()["amount"] == 150_050
    assert form.dirty


def texts(form: Form) -> list[str]:
    """What is seen of labels, buttons and boxes."""
    found: list[str] = []
    for widget in form.findChildren(QWidget):
        text = getattr(widget, "text", None)
        if (
            callable(text)
            and widget.isVisible()
            and not widget.inherits("QLineEdit")
            and not widget.inherits("QDateEdit")
        ):
            found.append(str(text()))
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_field_has_a_name_and_says_what_it_is(form: Form, desk: Desk, language: str) -> None:
    desk.languages.use("en" if language == "en" else "ru")
    form.mistakes(form.check())

    stops = [stop for field in form.fields.values() for stop in field.stops()]
    for stop in [*stops, form.summary, form.summary.lines]:
        interface = QAccessible.queryAccessibleInterface(stop)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name).strip()
    assert all(stop.whatsThis() for stop in stops)


def test_the_tab_key_goes_as_the_eye_does(form: Form, qtbot: QtBot) -> None:
    stops = [stop for name, field in form.fields.items() for stop in field.stops() if name != "number"]
    stops[0].setFocus()
    walked = [QApplication.focusWidget()]

    for _ in stops[1:]:
        qtbot.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())

    assert walked == stops


def test_a_hidden_field_is_not_asked_for(form: Form) -> None:
    form.show_field("passport", seen=False)

    assert "passport" not in {one.field for one in form.check()}


def test_what_was_saved_is_no_longer_dirty(form: Form) -> None:
    clean = form.dirty
    form.fields["full_name"].fill("Иванов Иван")
    typed = form.dirty

    form.saved()

    assert (clean, typed, form.dirty) == (False, True, False)


def test_russian_fits_at_130_per_cent(qtbot: QtBot, desk: Desk) -> None:
    desk.theme.zoom(130)
    made = signing(desk)
    qtbot.addWidget(made)

    made.resize(900, 600)
    made.show()
    made.mistakes(made.check())

    assert made.minimumSizeHint().width() <= 900
    for row in made.rows.values():
        for stop in row.field.stops():
            assert stop.width() >= stop.minimumSizeHint().width()
            assert stop.height() >= stop.minimumSizeHint().height()
    desk.theme.zoom(100)
