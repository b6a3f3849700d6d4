"""Fields: what can be typed and pasted into each, what it means, and what is said about the rest."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.form import (
    CheckField,
    ChoiceField,
    DayField,
    Form,
    FormField,
    LongTextField,
    MoneyField,
    NumberField,
    PassportField,
    PasswordField,
    RadioField,
    TextField,
)
from common.words import Words
from tests.common.qt.form.signing import TARIFFS, of_every_kind
from tests.common.qt.seen import seen


def shown(qtbot: QtBot, desk: Desk, *fields: FormField) -> Form:
    form = Form(desk, "test")
    for field in fields:
        form.add(field)
    seen(qtbot, form)
    return form


def named(name: str) -> Words:
    return Words(f"Поле {name}", f"Field {name}")


@pytest.mark.parametrize(
    ("typed", "amount", "understood"),
    [
        ("1500", 150_000, "1\u00a0500,00"),
        ("1500,5", 150_050, "1\u00a0500,50"),
        ("1 500,50", 150_050, "1\u00a0500,50"),
        ("1500.50", 150_050, "1\u00a0500,50"),
    ],
)
def test_a_sum_is_typed_as_people_type_it(qtbot: QtBot, desk: Desk, typed: str, amount: int, understood: str) -> None:
    money = MoneyField("amount", named("amount"))
    shown(qtbot, desk, money, TextField("next", named("next")))

    money.line.setFocus()
    qtbot.keyClicks(money.line, typed)
    qtbot.keyClick(money.line, Qt.Key.Key_Tab)

    assert money.value() == amount
    assert money.line.text() == understood
    assert money.line.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_sum_is_pasted_with_its_grouping_and_sign(qtbot: QtBot, desk: Desk) -> None:
    money = MoneyField("amount", named("amount"))
    shown(qtbot, desk, money)
    QGuiApplication.clipboard().setText("1\u00a0455,00\u00a0₽\n")

    money.line.paste()

    assert money.value() == 145_500


def test_a_sum_out_of_its_bounds_is_told_both_bounds(qtbot: QtBot, desk: Desk) -> None:
    money = MoneyField("amount", named("amount"), minimum=5000, maximum=1_500_000)
    shown(qtbot, desk, money)

    money.fill(1_500_001)

    assert money.mistake() == Words(
        "Можно от 50,00\u00a0₽ до 15\u00a0000,00\u00a0₽.", "From 50.00\u00a0₽ to 15,000.00\u00a0₽."
    )


def test_a_number_goes_by_steps_and_stays_within_bounds(qtbot: QtBot, desk: Desk) -> None:
    share = NumberField("share", named("share"), decimals=2, step=50, maximum=100)
    shown(qtbot, desk, share)

    for _ in range(3):
        qtbot.keyClick(share.line, Qt.Key.Key_Up)

    assert share.value() == 100
    assert share.line.text() == "1"


def test_a_passport_parts_its_groups_while_typing_and_is_checked_when_left(qtbot: QtBot, desk: Desk) -> None:
    passport = PassportField("passport", Words("Паспорт", "Passport"))
    form = shown(qtbot, desk, passport, TextField("next", named("next")))
    passport.line.setFocus()

    qtbot.keyClicks(passport.line, "450612345")
    while_typing = form.rows["passport"].mistake
    qtbot.keyClick(passport.line, Qt.Key.Key_Tab)

    assert passport.line.text() == "45 06 12345"
    assert while_typing is None
    mistake = form.rows["passport"].mistake
    assert mistake is not None
    assert mistake.ru == "В паспорте 10 цифр: 4 серии и 6 номера. Сейчас 9."


def test_the_words_go_as_soon_as_the_passport_is_whole(qtbot: QtBot, desk: Desk) -> None:
    passport = PassportField("passport", Words("Паспорт", "Passport"))
    form = shown(qtbot, desk, passport, TextField("next", named("next")))
    passport.line.setFocus()
    qtbot.keyClicks(passport.line, "450612345")
    qtbot.keyClick(passport.line, Qt.Key.Key_Tab)

    passport.line.setFocus()
    passport.line.end(False)
    qtbot.keyClick(passport.line, Qt.Key.Key_6)

    assert form.rows["passport"].mistake is None
    assert passport.value() == "4506123456"


def test_a_letter_put_into_the_middle_of_a_passport_keeps_the_cursor(qtbot: QtBot, desk: Desk) -> None:
    passport = PassportField("passport", Words("Паспорт", "Passport"))
    shown(qtbot, desk, passport)
    passport.fill("456123456")

    passport.line.setCursorPosition(2)
    qtbot.keyClick(passport.line, Qt.Key.Key_0)

    assert passport.line.text() == "45 06 123456"
    assert passport.line.cursorPosition() == 4


def test_a_password_is_readable_only_while_the_button_is_held(qtbot: QtBot, desk: Desk) -> None:
    password = PasswordField("password", named("password"))
    shown(qtbot, desk, password)

    qtbot.mousePress(password.show_button, Qt.MouseButton.LeftButton)
    held = password.line.echoMode()
    qtbot.mouseRelease(password.show_button, Qt.MouseButton.LeftButton)

    assert held is QLineEdit.EchoMode.Normal
    assert password.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_password_keeps_the_spaces_that_belong_to_it(qtbot: QtBot, desk: Desk) -> None:
    password = PasswordField("password", named("password"))
    shown(qtbot, desk, password)

    password.fill(" two words ")

    assert password.value() == " two words "


def test_nothing_is_chosen_until_somebody_chooses(qtbot: QtBot, desk: Desk) -> None:
    tariff = ChoiceField("tariff", named("tariff"), options=TARIFFS, required=True)
    shown(qtbot, desk, tariff)

    before = (tariff.value(), tariff.mistake())
    tariff.box.setCurrentIndex(1)

    assert before == (None, Words("Заполните «Поле tariff».", "Fill in “Field tariff”."))
    assert tariff.value() == "more"


def test_new_options_keep_what_was_chosen(qtbot: QtBot, desk: Desk) -> None:
    tariff = ChoiceField("tariff", named("tariff"), options=TARIFFS)
    shown(qtbot, desk, tariff)
    tariff.fill("more")

    tariff.set_options([("new", Words("Новый", "New")), *TARIFFS])

    assert tariff.value() == "more"
    assert tariff.box.currentText() == "Выгодный"


def test_the_wheel_does_not_change_a_choice_that_is_only_passed_by(qtbot: QtBot, desk: Desk) -> None:
    tariff = ChoiceField("tariff", named("tariff"), options=TARIFFS)
    shown(qtbot, desk, TextField("first", named("first")), tariff)
    tariff.fill("base")

    down, nowhere = QPoint(0, -120), QPoint()
    place = QPointF(5, 5)
    wheel = QWheelEvent(
        place, place, nowhere, down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(tariff.box, wheel)

    assert tariff.value() == "base"


def test_a_few_options_are_seen_at_once(qtbot: QtBot, desk: Desk) -> None:
    number = RadioField("number", Words("Номер", "Number"), options=TARIFFS)
    shown(qtbot, desk, number)

    number.buttons[1].click()

    assert number.value() == "more"
    assert number.buttons[0].accessibleName() == "Номер: Базовый"


def test_a_day_begins_with_today_and_may_be_none(qtbot: QtBot, desk: Desk) -> None:
    begins, ends = DayField("begins", named("begins")), DayField("ends", named("ends"), empty=True)
    shown(qtbot, desk, begins, ends)

    empty = ends.value()
    ends.fill(date(2026, 11, 20))

    assert isinstance(begins.value(), date)
    assert empty is None
    assert ends.editor.text() == "20.11.2026"


def test_a_day_is_typed_anew_after_everything_was_chosen(qtbot: QtBot, desk: Desk) -> None:
    since = DayField("since", named("since"))
    shown(qtbot, desk, since)
    since.fill(date(2026, 11, 21))
    since.editor.setFocus()

    qtbot.keyClick(since.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(since.editor, "22122026")

    assert since.value() == date(2026, 12, 22)


def test_yes_and_no(qtbot: QtBot, desk: Desk) -> None:
    blocked = CheckField("blocked", named("blocked"))
    shown(qtbot, desk, blocked)

    blocked.box.click()

    assert blocked.value() is True
    assert blocked.box.text() == "Поле blocked"


def test_tab_leaves_a_longer_text(qtbot: QtBot, desk: Desk) -> None:
    note, after = LongTextField("note", named("note")), TextField("after", named("after"))
    shown(qtbot, desk, note, after)
    note.sheet.setFocus()

    qtbot.keyClicks(note.sheet, "one line")
    qtbot.keyClick(note.sheet, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is after.line
    assert note.value() == "one line"


def test_every_kind_of_field_gives_back_what_it_kept(qtbot: QtBot, desk: Desk) -> None:
    one, other = of_every_kind(desk), of_every_kind(desk)
    qtbot.addWidget(one)
    qtbot.addWidget(other)
    one.fill(
        {
            "full_name": "Иванов Иван", "passport": "4506123456", "email": "a@b.ru", "tariff": "more",
            "amount": 150_050, "share": 150, "phone": "9123456789", "note": "две\nстроки", "blocked": True,
            "from_day": date(2026, 1, 31), "number": "own",
        }
    )  # fmt: skip

    for name, field in one.fields.items():
        other.fields[name].take(field.kept())

    assert other.values() == one.values()
    assert other.values()["phone"] == "9123456789"
