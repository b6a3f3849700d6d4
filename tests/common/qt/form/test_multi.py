"""A field of rows: each row is a small form of its own, and each mistake is found at its address."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.form import Form, FormField, MoneyField, MultiField, NumberField, TextField
from common.words import Words
from tests.common.qt.seen import seen

ABOVE, SHARE = Words("Больше", "Above"), Words("Процент", "Per cent")


def columns() -> Sequence[FormField]:
    return (MoneyField("above", ABOVE, minimum=0, required=True), NumberField("share", SHARE, decimals=2))


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> Form:
    made = Form(desk, "tariff")
    made.add(MultiField("ranges", Words("Диапазоны", "Ranges"), columns=columns, required=True))
    made.add(TextField("note", Words("Примечание", "Note")))
    seen(qtbot, made)
    return made


def ranges(form: Form) -> MultiField:
    field = form.fields["ranges"]
    assert isinstance(field, MultiField)
    return field


def test_rows_are_read_in_their_order(form: Form) -> None:
    form.fill({"ranges": [{"above": 0, "share": 300}, {"above": 10_000, "share": 150}]})

    assert form.values()["ranges"] == [{"above": 0, "share": 300}, {"above": 10_000, "share": 150}]
    assert not form.dirty


def test_a_new_row_takes_the_cursor_and_a_removed_one_gives_it_on(form: Form) -> None:
    ranges(form).add_button.click()
    ranges(form).add_button.click()
    second = ranges(form).strips[1].fields[0].stops()[0]
    at_second = QApplication.focusWidget()

    ranges(form).strips[0].remover.click()

    assert at_second is second
    assert QApplication.focusWidget() is second
    assert len(form.values()["ranges"]) == 1
    assert second.accessibleName() == "Диапазоны, строка 1: Больше, обязательно"


def test_a_list_that_must_not_be_empty_says_so(form: Form) -> None:
    assert [one.field for one in form.check()] == ["ranges"]


def test_a_mistake_in_a_row_stands_under_its_editor(form: Form) -> None:
    form.fill({"ranges": [{"above": 0}, {}]})

    form.mistakes(form.check())

    assert [one.field for one in form.check()] == ["ranges.1.above"]
    assert ranges(form).strips[1].rows[0].mistake is not None
    assert ranges(form).strips[0].rows[0].mistake is None


def test_the_service_points_at_a_row_too_and_a_change_there_ends_it(form: Form) -> None:
    form.fill({"ranges": [{"above": 0, "share": 1}, {"above": 0, "share": 2}]})
    form.mistakes([Mistake(field="ranges.1.share", words=Words("Слишком мало.", "Too little."))])
    form.go_to("ranges.1.share")
    focused = QApplication.focusWidget()

    ranges(form).strips[1].fields[1].fill(200)

    assert focused is ranges(form).strips[1].fields[1].stops()[0]
    assert ranges(form).strips[1].rows[1].mistake is None
    assert not form.summary.isVisible()


def test_the_names_of_rows_survive_a_change_of_language(form: Form, desk: Desk) -> None:
    form.fill({"ranges": [{"above": 0}]})

    desk.languages.use("en")

    strip = ranges(form).strips[0]
    assert strip.fields[0].stops()[0].accessibleName() == "Ranges, row 1: Above, required"
    assert strip.remover.accessibleName() == "Remove row 1"


def test_new_rows_keep_the_order_of_the_tab_key(form: Form) -> None:
    ranges(form).add_button.click()
    ranges(form).add_button.click()

    stops = [*ranges(form).stops(), form.fields["note"].stops()[0]]
    walked = [stops[0]]
    now = stops[0].nextInFocusChain()
    while now is not None and now is not stops[0]:
        walked += [now] if now in stops else []
        now = now.nextInFocusChain()

    assert walked == stops
