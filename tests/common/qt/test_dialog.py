"""Questions before something is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.dialog import ask_reason, confirm
from common.qt.question import Question
from common.words import Words
from tests.common.qt.seen import seen

END, KEEP = Words("Расторгнуть", "End it"), Words("Оставить", "Keep it")
ASKED = Words("Договор 000417 будет расторгнут. Деньги останутся на счёте.", "Contract 000417 ends. The money stays.")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    seen(qtbot, made)
    return made


def asked(desk: Desk, window: QWidget, did: list[str]) -> Question:
    return confirm(desk, window, ASKED, END, KEEP, lambda: did.append("ended"))


def test_enter_does_no_harm(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    did: list[str] = []
    question = asked(desk, window, did)
    qtbot.waitExposed(question)

    qtbot.keyClick(question, Qt.Key.Key_Return)

    assert did == []
    assert not window.findChildren(Question) or not window.findChildren(Question)[0].isVisible()


def test_escape_does_no_harm(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    did: list[str] = []

    qtbot.keyClick(asked(desk, window, did), Qt.Key.Key_Escape)

    assert did == []


def test_the_buttons_are_verbs_and_only_the_verb_does_it(desk: Desk, window: QWidget) -> None:
    did: list[str] = []
    question = asked(desk, window, did)
    names = [one.text() for one in question.buttons]
    modality = question.windowModality()

    question.buttons[0].click()

    assert names == ["Расторгнуть", "Оставить"]
    assert modality is Qt.WindowModality.WindowModal
    assert did == ["ended"]


def test_an_open_question_changes_its_language(desk: Desk, window: QWidget) -> None:
    question = asked(desk, window, [])

    desk.languages.use("en")

    assert question.words.text() == ASKED.en
    assert [one.text() for one in question.buttons] == ["End it", "Keep it"]
    question.reject()


def test_a_reason_may_not_be_empty(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    reasons: list[str] = []
    dialog = ask_reason(desk, window, END, ASKED, END, reasons.append)
    field = dialog.form.fields["reason"]

    dialog.body.save_button.click()
    refused = dialog.form.rows["reason"].mistake
    field.fill("   ")
    dialog.body.save_button.click()
    field.fill("  клиент попросил ")
    dialog.body.save_button.click()

    assert refused == Words("Заполните «Причина (увидят в истории)».", "Fill in “Reason (kept in the history)”.")
    assert reasons == ["клиент попросил"]


def test_a_reason_is_given_up_without_a_question(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    reasons: list[str] = []
    dialog = ask_reason(desk, window, END, ASKED, END, reasons.append)
    dialog.form.fields["reason"].fill("передумал")

    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()

    assert reasons == []
    assert desk.keep.text("draft/reason") == ""
