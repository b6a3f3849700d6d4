"""The queue of reviews: the reason first, many tried again with their sum on the button, settled with a reason."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from common.errors import Broken
from common.principal import Principal
from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.status import Status
from processing_app.service import asks
from processing_app.ui.review import NOTHING, ReviewQueue
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.ui.putting import put_up

Calm = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> ReviewQueue:
    return put_up(qtbot, ReviewQueue(desk))


@pytest.fixture
def dead(centre: Centre, provider: Provider, agent: Principal) -> list[str]:
    """Three payments that wait for a person."""
    ids = []
    for number in range(3):
        provider.faults = [Broken("wrong_json")]
        paid = centre.pay(agent, centre.ask(account=f"900000000{number}", inserted=48_800, amount=48_500))
        centre.run()
        ids.append(paid.payment_id)
    return ids


def shown(screen: ReviewQueue, column: str) -> list[str]:
    model = screen.table.model
    place = next(number for number, one in enumerate(model.columns) if one.name == column)
    return [model.line(row)[place].text for row in range(model.total)]


def dialog() -> FormDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())


def test_the_queue_counts_what_needs_a_person(qtbot: QtBot, dead: list[str], screen: ReviewQueue, calm: Calm) -> None:
    with qtbot.waitSignal(screen.counter) as counted:
        screen.refresh()
    calm()

    assert counted.args == [3]
    assert shown(screen, "state") == ["Требует разбора"] * 3
    assert "Требуют разбора: 3 на 1 455,00" in screen.summary.text().replace("\u00a0", " ")


def test_many_are_retried_with_their_sum_on_the_button(
    centre: Centre, agent: Principal, dead: list[str], screen: ReviewQueue, desk: Desk, calm: Calm
) -> None:
    screen.refresh()
    calm()
    screen.table.view.selectAll()
    calm()
    assert screen.bulk.text().replace("\u00a0", " ") == "Повторить 3 платежа на 1 455,00 ₽"
    desk.languages.use("en")
    assert screen.bulk.text() == "Retry 3 payments for 1,455.00 ₽"

    screen.bulk.click()
    calm()
    centre.run()
    screen.refresh()
    calm()

    assert {centre.state(one, agent).status for one in dead} == {Status.CAPTURED}
    assert screen.table.model.total == 0


def test_settling_by_hand_wants_the_providers_reference_and_a_reason(
    centre: Centre, agent: Principal, dead: list[str], screen: ReviewQueue, calm: Calm
) -> None:
    screen.refresh()
    calm()
    calm()
    screen.story.act("settle_credited")
    opened = dialog()

    opened.body.press()
    assert set(opened.form.rows) == {"reference", "reason"}
    assert len(opened.form.check()) == 2
    reference, sheet = opened.form.findChild(QLineEdit), opened.form.findChild(QPlainTextEdit)
    assert isinstance(reference, QLineEdit)
    assert isinstance(sheet, QPlainTextEdit)
    reference.setText("их-77")
    sheet.setPlainText("письмо поставщика")
    opened.body.press()
    calm()

    assert [centre.state(one, agent).status for one in dead] == [
        Status.CAPTURED, Status.AUTHORIZED, Status.AUTHORIZED,
    ]  # fmt: skip
    assert centre.state(dead[0], agent).reference == "их-77"


def test_a_note_stays_beside_the_payment(dead: list[str], screen: ReviewQueue, calm: Calm) -> None:
    screen.refresh()
    calm()
    calm()
    screen.story.act("note")
    opened = dialog()
    sheet = opened.form.findChild(QPlainTextEdit)
    assert isinstance(sheet, QPlainTextEdit)
    sheet.setPlainText("ждём письма")
    opened.body.press()
    calm()
    calm()

    assert shown(screen, "note")[0] == "ждём письма"


def test_when_nothing_waits_it_says_so(screen: ReviewQueue, desk: Desk, calm: Calm) -> None:
    screen.refresh()
    calm()

    assert screen.table.model.total == 0
    assert NOTHING.ru != NOTHING.en
    assert screen.bulk.accessibleName()


def test_a_retry_without_a_choice_says_what_to_do(screen: ReviewQueue, desk: Desk, calm: Calm) -> None:
    screen.refresh()
    calm()

    screen.bulk.click()

    assert "Выберите" in desk.messages.recent[-1].notice.words.ru


def test_a_retry_tells_the_truth_about_the_money_and_about_what_is_stopped(
    centre: Centre, provider: Provider, agent: Principal, dead: list[str], screen: ReviewQueue, desk: Desk, calm: Calm
) -> None:
    paid = centre.pay(agent, centre.ask(account="9000000009"))
    centre.run()
    ask = asks.ReversePayment(payment=paid.payment_id, reason="ошибка плательщика")
    centre.do(centre.service.repair.reverse_payment, ask)
    provider.faults = [Broken("wrong_json")]
    centre.run()
    screen.refresh()
    calm()
    reversal = next(row.task_id for row in screen.table.model.edition.rows if row.payment.reversing)
    screen.table.select(reversal)
    calm()
    screen.story.act("retry")
    calm()
    alone = desk.messages.recent[-1].notice.words.ru
    centre.do(centre.service.contracts.pause_provider, asks.ProviderId(provider_id=1))
    screen.refresh()
    calm()
    screen.table.view.selectAll()
    screen.bulk.click()
    calm()
    many = desk.messages.recent[-1].notice.words.ru

    assert "удержан" not in alone
    assert "у поставщика" in alone
    assert "Повторяем 4" in many
    assert "Сторно среди них: 1" in many
    assert "Доставка остановлена, ждут: 4" in many


def test_a_queue_that_is_not_shown_whole_says_so(
    dead: list[str], screen: ReviewQueue, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("processing_app.ui.review.MOST", 2)
    screen.refresh()
    calm()

    assert screen.table.model.total == 2
    assert screen.summary.text().endswith("· показаны первые 2")
