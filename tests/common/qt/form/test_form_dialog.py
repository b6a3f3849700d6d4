"""A form's dialog: saved once, refused in words, never lost by a slip."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.protocol.mistake import Mistake, Mistakes
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, FormPage, MoneyField, TextField
from common.qt.question import Question
from common.words import Words
from tests.common.qt import audit
from tests.common.qt.form.signing import of_every_kind, signing
from tests.common.qt.seen import seen

TITLE, VERB = Words("Новый агент", "New agent"), Words("Подключить", "Connect")
NAME = Words("Название", "Name")


class Service:
    """Keeps what it is asked and answers when the test lets it."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.saves: list[dict[str, Any]] = []
        self.looks: list[dict[str, Any]] = []
        self.found: list[Mistake] = []
        self.done: Callable[..., object] = print
        self.failed: Callable[..., object] = print

    def save(self, values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        self.saves.append(values)
        self.done, self.failed = done, failed

    def look(self, values: dict[str, Any], told: Callable[..., object], failed: Callable[..., object]) -> None:
        self.looks.append(values)
        told(Mistakes(mistakes=self.found))


@pytest.fixture
def service(qtbot: QtBot) -> Service:
    made = Service()
    seen(qtbot, made.window)
    return made


def opened(qtbot: QtBot, desk: Desk, service: Service, *, money: bool = False, check: bool = False) -> FormDialog:
    form = Form(desk, "agent")
    form.add(TextField("name", NAME, required=True))
    form.add(MoneyField("amount", Words("Сумма", "Sum")) if money else TextField("login", Words("Логин", "Login")))
    look = service.look if check else None
    dialog = FormDialog(desk, TITLE, form, VERB, service.save, check=look, parent=service.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def question(dialog: QDialog) -> Question:
    found = [one for one in dialog.findChildren(Question) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def answer(dialog: QDialog, words: str) -> None:
    asked = question(dialog)
    next(one for one in asked.buttons if one.text() == words).click()


def test_it_opens_over_its_window_without_waiting_and_with_the_cursor_in_it(
    qtbot: QtBot, desk: Desk, service: Service
) -> None:
    dialog = opened(qtbot, desk, service)

    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert dialog.form.fields["name"].stops()[0].hasFocus()


def test_save_is_never_dead_it_says_what_is_missing(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)

    dialog.body.save_button.click()

    assert service.saves == []
    assert dialog.body.save_button.isEnabled()
    assert dialog.form.summary.hasFocus()


def test_the_fields_and_the_service_say_their_mistakes_together(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service, check=True)
    service.found = [
        Mistake(field="login", words=Words("Такой логин занят.", "This login is taken.")),
        Mistake(field="name", words=Words("Пусто.", "Empty.")),
    ]

    dialog.body.save_button.click()

    assert dialog.form.summary.heading.text() == "Исправьте 2 поля"
    assert dialog.form.rows["name"].mistake == Words("Заполните «Название».", "Fill in “Name”.")
    assert dialog.form.rows["login"].mistake == service.found[0].words
    assert service.saves == []


def test_what_the_service_says_of_the_field_with_the_cursor_stays(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service, check=True)
    service.found = [Mistake(field="login", words=Words("Такой логин занят.", "This login is taken."))]
    dialog.form.fields["name"].fill("Агент")
    dialog.form.fields["login"].fill("agent-1")
    dialog.form.go_to("login")

    qtbot.keyClick(dialog.form.fields["login"].stops()[0], Qt.Key.Key_Return)

    assert dialog.form.summary.hasFocus()
    assert dialog.form.rows["login"].mistake == service.found[0].words
    assert dialog.form.summary.heading.text() == "Исправьте 1 поле"


def test_while_saving_the_second_press_does_nothing(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service, check=True)
    dialog.form.fields["name"].fill("Агент")

    dialog.body.save_button.click()
    dialog.body.save_button.click()
    qtbot.keyClick(dialog.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert len(service.saves) == len(service.looks) == 1
    assert dialog.body.save_button.text() == "Сохраняем…"
    assert dialog.body.save_button.isEnabled()


def test_what_was_saved_closes_the_dialog_and_is_handed_on(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)
    answers: list[object] = []
    dialog.saved.connect(answers.append)
    dialog.form.fields["name"].fill("Агент")
    dialog.body.save_button.click()

    service.done("issued")

    assert answers == ["issued"]
    assert not dialog.isVisible()


def test_a_failure_is_told_in_words_with_its_details_folded(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)
    dialog.form.fields["name"].fill("Агент")
    dialog.body.save_button.click()

    service.failed(Unavailable("no_answer", "5 s"))

    failure = dialog.body.failure
    assert failure.isVisible()
    assert not failure.details.isVisible()
    assert dialog.body.save_button.text() == "Подключить"
    assert dialog.form.fields["name"].kept() == "Агент"

    failure.details_button.click()
    failure.copy_button.click()

    assert failure.details.toPlainText() == "no_answer: 5 s"
    assert "no_answer" in QGuiApplication.clipboard().text()
    assert failure.copy_button.text() == "Скопировано"


def test_mistakes_found_while_saving_stand_beside_their_fields(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)
    dialog.form.fields["name"].fill("Агент")
    dialog.body.save_button.click()

    service.failed([Mistake(field="login", words=Words("Занят.", "Taken."))])

    assert dialog.form.rows["login"].mistake == Words("Занят.", "Taken.")
    assert dialog.form.isEnabled()


def test_enter_never_sends_a_form_with_money_but_ctrl_enter_does(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service, money=True)
    dialog.form.fill({"name": "Агент", "amount": 1000})
    line = dialog.form.fields["amount"].stops()[0]
    line.setFocus()

    qtbot.keyClick(line, Qt.Key.Key_Return)
    after_enter = len(service.saves)
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert after_enter == 0
    assert service.saves == [{"name": "Агент", "amount": 1000}]


def test_enter_saves_where_no_money_is_typed(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)
    dialog.form.fields["name"].fill("Агент")

    qtbot.keyClick(dialog.form.fields["name"].stops()[0], Qt.Key.Key_Return)

    assert len(service.saves) == 1


def test_an_untouched_form_closes_without_a_question(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("choice", "stays", "saves"), [("Вернуться", True, 0), ("Не сохранять", False, 0), ("Сохранить", True, 1)]
)
def test_leaving_typed_work_asks_first(
    qtbot: QtBot, desk: Desk, service: Service, choice: str, stays: bool, saves: int
) -> None:
    dialog = opened(qtbot, desk, service)
    dialog.form.fields["name"].fill("Агент")

    dialog.close()
    assert dialog.isVisible()
    answer(dialog, choice)

    assert dialog.isVisible() is stays
    assert len(service.saves) == saves


def test_the_harmless_answer_is_the_default(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)
    dialog.form.fields["name"].fill("Агент")
    dialog.reject()

    asked = question(dialog)

    assert [one.text() for one in asked.buttons if one.isDefault()] == ["Вернуться"]
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_work_that_is_not_wanted_is_not_offered_again(qtbot: QtBot, desk: Desk, service: Service) -> None:
    dialog = opened(qtbot, desk, service)
    dialog.form.fields["name"].fill("Агент")
    assert dialog.form.draft is not None
    dialog.form.draft.keep()
    dialog.reject()

    answer(dialog, "Не сохранять")

    assert desk.keep.text("draft/agent") == ""


def test_an_answer_that_comes_after_the_dialog_is_gone_harms_nobody(qtbot: QtBot, desk: Desk, service: Service) -> None:
    form = Form(desk, "agent")
    form.add(TextField("name", NAME))
    dialog = FormDialog(desk, TITLE, form, VERB, service.save)
    dialog.open()
    dialog.body.save_button.click()

    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()

    service.done("late")


def test_a_page_asks_before_it_is_left(qtbot: QtBot, desk: Desk, service: Service) -> None:
    form = Form(desk, "page")
    form.add(TextField("name", NAME))
    page = FormPage(desk, TITLE, form, VERB, service.save)
    seen(qtbot, page)
    left: list[str] = []

    page.leave(lambda: left.append("clean"))
    form.fields["name"].fill("Агент")
    page.leave(lambda: left.append("dirty"))
    asked = next(one for one in page.findChildren(Question) if one.isVisible())
    before = list(left)
    next(one for one in asked.buttons if one.text() == "Не сохранять").click()

    assert before == ["clean"]
    assert left == ["clean", "dirty"]


@pytest.mark.parametrize("percent", [100, 130])
def test_a_dialog_with_all_its_mistakes_fits_the_screen_and_its_buttons_fit_their_words(
    qtbot: QtBot, desk: Desk, service: Service, percent: int
) -> None:
    desk.theme.zoom(percent)
    dialog = FormDialog(desk, TITLE, signing(desk), VERB, service.save, parent=service.window)
    dialog.open()
    before = dialog.height()

    dialog.body.save_button.click()
    qtbot.waitUntil(lambda: dialog.height() > before)

    assert audit.misfits(dialog) == []
    assert dialog.width() <= 1024
    assert dialog.height() <= 768
    desk.theme.zoom(100)
    dialog.form.saved()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_in_a_dialog_is_without_a_name(qtbot: QtBot, desk: Desk, service: Service, language: str) -> None:
    desk.languages.use("en" if language == "en" else "ru")
    dialog = FormDialog(desk, TITLE, of_every_kind(desk), VERB, service.save, parent=service.window)
    dialog.open()
    dialog.body.save_button.click()
    dialog.body.failure.show_error(Unavailable("no_answer", "5 s"))
    dialog.body.failure.details_button.click()

    assert audit.unnamed(dialog) == []
    dialog.form.saved()
