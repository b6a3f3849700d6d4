"""The dialog that settles a withdrawal: the bank is asked behind it, and what it says stays on the screen."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.form import CheckField, FormDialog
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service import asks
from processing_app.service.asks.bank_accounts import SetAccountMood
from processing_app.ui.review import ReviewQueue
from tests.processing_app.standin import OPERATOR
from tests.processing_app.ui.putting import put_up
from tests.processing_app.ui.wallets.hands import Calm, form
from tests.processing_app.ui.wallets.town import WalletTown
from tests.wallets.centre import ACCOUNT

SUM = 30_000
WHY = "Письмо банка № 5"


def mood(town: WalletTown, kind: AccountMood, times: int = 0) -> None:
    ask = SetAccountMood(mood=kind, account=ACCOUNT, times=times)
    town.parts.bank_accounts.set_account_mood(OPERATOR, ask)


@pytest.fixture
def withdrawn(town: WalletTown) -> str:
    """A withdrawal that the bank has done, and whose answer nobody could read."""
    mood(town, AccountMood.GARBAGE, times=1)
    payment_id = str(town.ivan.withdraw(SUM).body["payment_id"])
    town.run()
    return payment_id


@pytest.fixture
def review(qtbot: QtBot, desk: Desk, withdrawn: str, calm: Calm) -> ReviewQueue:
    """The queue, with the story of what was set aside last."""
    made = put_up(qtbot, ReviewQueue(desk))
    made.refresh()
    calm()
    (task_id,) = (row.task_id for row in made.table.model.edition.rows if row.payment.payment_id == withdrawn)
    made.table.select(task_id)
    calm()
    return made


def decided(review: ReviewQueue, action: str, calm: Calm) -> FormDialog:
    """The dialog after its button was pressed with a reason."""
    review.story.act(action)
    dialog = form(action)
    sheet = dialog.form.findChild(QPlainTextEdit)
    assert isinstance(sheet, QPlainTextEdit)
    sheet.setPlainText(WHY)
    dialog.body.press()
    calm()
    return dialog


def held(town: WalletTown, payment_id: str) -> bool:
    found: asks.Story = town.look(town.service.stories.story, asks.PaymentId(payment=payment_id))
    return found.payment.status == "authorized"


def test_what_the_bank_has_paid_is_not_returned_and_the_dialog_says_why(
    town: WalletTown, review: ReviewQueue, withdrawn: str, desk: Desk, calm: Calm
) -> None:
    dialog = decided(review, "settle_returned", calm)

    assert "Банк этот вывод зачислил" in dialog.body.failure.words.text()
    assert held(town, withdrawn)
    desk.languages.use("en")
    assert "The bank has paid this withdrawal" in dialog.body.failure.words.text()
    dialog.reject()


def test_a_silent_bank_is_spoken_for_by_a_tick_and_a_second_person_is_called(
    town: WalletTown, review: ReviewQueue, withdrawn: str, calm: Calm
) -> None:
    mood(town, AccountMood.SILENT)
    dialog = decided(review, "settle_returned", calm)
    assert "Банк не ответил" in dialog.body.failure.words.text()
    assert held(town, withdrawn)
    box = dialog.form.fields["without_bank"]
    assert isinstance(box, CheckField)
    assert not box.box.isChecked()

    box.box.setChecked(True)
    dialog.body.press()
    calm()

    assert not held(town, withdrawn)
    alarms: asks.Alarms = town.look(town.service.repair.alarms, asks.AskTasks())
    (called,) = [
        one for one in alarms.alarms if one.about == f"payment:{withdrawn}" and one.code == "settled_without_bank"
    ]
    assert "Вывод завершён вручную" in called.text
    mood(town, AccountMood.OK)


def test_the_tick_is_there_for_withdrawals_alone(
    town: WalletTown, review: ReviewQueue, withdrawn: str, calm: Calm
) -> None:
    assert set(decided(review, "settle_credited", calm).form.rows) == {"reference", "without_bank", "reason"}
    form("settle_credited").reject()
    review.story.act("note")
    assert set(form("note").form.rows) == {"reason"}
    form("note").reject()
