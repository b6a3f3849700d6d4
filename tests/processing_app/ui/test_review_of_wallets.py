"""Dead letters of wallets stand in the same queue: seen with their story, tried again, ended from the bank's word."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from common.principal import Principal
from common.qt.desk import Desk
from common.qt.form import FormDialog
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service import asks
from processing_app.service.asks.bank_accounts import SetAccountMood
from processing_app.ui.review import ReviewQueue
from tests.processing_app.standin import OPERATOR, Centre
from tests.processing_app.ui.putting import put_up
from tests.processing_app.ui.test_review import dialog, shown
from tests.processing_app.ui.withdrawing import withdrawn


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, letter: str, calm: Callable[[], None]) -> ReviewQueue:
    """The queue with the one letter chosen."""
    made = put_up(qtbot, ReviewQueue(desk))
    made.refresh()
    calm()
    calm()
    return made


@pytest.fixture
def letter(centre: Centre, agent: Principal) -> str:
    """A withdrawal whose bank was not understood; its id."""
    mood = SetAccountMood(mood=AccountMood.GARBAGE, times=1)
    centre.service.wallets.bank_accounts.set_account_mood(OPERATOR, mood)
    return withdrawn(centre, agent)


def state(centre: Centre, letter: str) -> str:
    found: asks.Story = centre.look(centre.service.stories.story, asks.PaymentId(payment=letter))
    return found.payment.status


def test_a_letter_is_seen_with_its_reason_its_sides_and_its_steps(screen: ReviewQueue) -> None:
    assert shown(screen, "reason") == ["Ответ банка не распознан"]
    assert (shown(screen, "provider"), shown(screen, "account")) == (["Учебный банк"], ["••••0042"])
    steps = [screen.story.steps.item(row).text() for row in range(screen.story.steps.count())]
    assert any("Кошелёк отправителя проверен, деньги удержаны" in step for step in steps)
    model = screen.story.data.table.model
    fields = {model.line(row)[0].text: model.line(row)[1].text for row in range(model.total)}
    assert fields["Вид"] == "Вывод на счёт в банке"
    assert fields["Плательщик"].startswith("Иван И. (••••")
    assert "Терминал" not in fields


def test_a_letter_is_tried_again_and_the_bank_is_asked_first(
    screen: ReviewQueue, desk: Desk, centre: Centre, letter: str, calm: Callable[[], None]
) -> None:
    screen.story.act("retry")
    calm()
    centre.run()

    assert "исполняется ещё раз" in desk.messages.recent[-1].notice.words.ru
    assert state(centre, letter) == "captured"


def test_a_letter_is_ended_from_the_banks_word(
    screen: ReviewQueue, centre: Centre, letter: str, calm: Callable[[], None]
) -> None:
    screen.story.act("settle_credited")
    opened: FormDialog = dialog()
    assert any("Номер операции в банке" in label.text() for label in opened.findChildren(QLabel))
    reference, sheet = opened.form.findChild(QLineEdit), opened.form.findChild(QPlainTextEdit)
    assert isinstance(reference, QLineEdit)
    assert isinstance(sheet, QPlainTextEdit)

    reference.setText("Б-77")
    sheet.setPlainText("письмо банка")
    opened.body.press()
    calm()

    assert state(centre, letter) == "captured"
    assert QApplication.activeModalWidget() is None
