"""The payments tab: filters with counters, pages, the story of the chosen one, and decisions made beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from common.errors import Broken, Rejected, Unavailable
from common.principal import Principal
from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.status import Status
from processing_app.service import asks
from processing_app.ui.payments import NOTHING, Payments
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.ui.putting import put_up

Calm = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Payments:
    return put_up(qtbot, Payments(desk))


def pay(centre: Centre, provider: Provider, agent: Principal, *faults: Any, **changed: Any) -> str:
    provider.faults = list(faults)
    paid = centre.pay(agent, centre.ask(**changed))
    centre.run()
    return paid.payment_id


def shown(screen: Payments, column: str) -> list[str]:
    """The texts of a column, as far as they are here."""
    model = screen.table.model
    place = next(number for number, one in enumerate(model.columns) if one.name == column)
    return [model.line(row)[place].text for row in range(model.total)]


def press(qtbot: QtBot, root: QWidget, name: str) -> None:
    button = root.findChild(QPushButton, name) or root.findChild(QToolButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, LEFT)


def test_payments_are_listed_with_their_states_and_sums(
    centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    pay(centre, provider, agent)
    pay(centre, provider, agent, Unavailable("no_answer"))

    screen.refresh()
    calm()

    assert shown(screen, "state") == ["Ждёт повтора (1 из 5, через 0:40)", "Зачислен"]
    assert shown(screen, "provider") == ["МегаФон", "МегаФон"]
    assert "Всего 2 · внесено 200,00" in screen.totals.text().replace("\u00a0", " ")


def test_a_countdown_goes_on_without_asking_again(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    pay(centre, provider, agent, Unavailable("no_answer"))
    screen.refresh()
    calm()

    centre.clock.advance(10)

    qtbot.waitUntil(lambda: shown(screen, "state") == ["Ждёт повтора (1 из 5, через 0:30)"], timeout=3000)
    qtbot.waitUntil(lambda: "0:30" in screen.story.state.text(), timeout=3000)


def test_a_state_is_chosen_by_its_chip_which_counts_it(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    pay(centre, provider, agent)
    pay(centre, provider, agent, Rejected("unknown_account", "1"))
    screen.refresh()
    calm()
    chip = screen.findChild(QToolButton, "filter-state-rejected")
    assert isinstance(chip, QToolButton)
    assert chip.text().endswith("1")

    qtbot.mouseClick(chip, LEFT)
    calm()

    assert shown(screen, "state") == ["Отклонён"]
    assert "Всего 1 " in screen.totals.text()


def test_search_finds_by_code_and_esc_drops_it(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    for _ in range(3):
        pay(centre, provider, agent)
    screen.refresh()
    calm()
    code = shown(screen, "code")[1]

    screen.search(code.lower())
    calm()
    assert shown(screen, "code") == [code]

    qtbot.keyClick(screen.table.view, Qt.Key.Key_Escape)
    calm()
    assert len(shown(screen, "code")) == 3


def test_an_old_payment_is_found_from_another_tab_whatever_its_day(
    centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    old = pay(centre, provider, agent)
    centre.clock.advance(3 * 86_400)
    pay(centre, provider, agent)
    screen.refresh()
    calm()
    assert len(shown(screen, "code")) == 1

    screen.show_about(old)
    calm()

    assert screen.story.payment is not None
    assert screen.story.payment.payment_id == old


def test_before_the_first_payment_the_list_says_how_to_begin(screen: Payments, calm: Calm) -> None:
    screen.filters.choose("period", None)
    screen.refresh()
    calm()

    said = [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]
    assert NOTHING.ru in said


def test_the_story_of_the_chosen_payment_is_told_beside_it(
    centre: Centre, provider: Provider, agent: Principal, screen: Payments, desk: Desk, calm: Calm
) -> None:
    pay(centre, provider, agent, inserted=50_000, amount=48_500, agent_fee=1_500)
    screen.refresh()
    calm()
    calm()

    steps = [screen.story.steps.item(row).text() for row in range(screen.story.steps.count())]
    assert "Принят: внесено 500,00" in steps[0]
    assert "Зачислен" in steps[1]
    assert "поставщика" in screen.story.where.text()

    desk.languages.use("en")

    assert "Credited" in screen.story.steps.item(1).text()
    assert "at the provider" in screen.story.where.text()


def test_a_waiting_payment_is_tried_again_by_a_press(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    payment_id = pay(centre, provider, agent, Unavailable("no_answer"))
    screen.refresh()
    calm()
    calm()

    press(qtbot, screen.story, "story-retry")
    calm()
    centre.run()
    screen.refresh()
    calm()
    calm()

    assert centre.state(payment_id, agent).status is Status.CAPTURED
    steps = [screen.story.steps.item(row).text() for row in range(screen.story.steps.count())]
    assert any("Повторить сейчас" in step for step in steps)
    assert shown(screen, "state") == ["Зачислен"]


def test_what_cannot_be_done_says_why(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Payments, desk: Desk, calm: Calm
) -> None:
    pay(centre, provider, agent)
    screen.refresh()
    calm()
    calm()

    press(qtbot, screen.story, "story-retry")

    assert "завершён" in desk.messages.recent[-1].notice.words.ru


def open_dialog(qtbot: QtBot) -> FormDialog:
    """The dialog that stands open."""
    qtbot.waitUntil(lambda: any(isinstance(one, FormDialog) for one in QApplication.topLevelWidgets()))
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_reversal_asks_for_a_reason_and_keeps_it_in_the_story(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm
) -> None:
    payment_id = pay(centre, provider, agent)
    screen.refresh()
    calm()
    calm()
    screen.story.act("reverse")
    dialog = open_dialog(qtbot)

    dialog.body.press()
    assert dialog.isVisible()
    sheet = dialog.findChild(QPlainTextEdit)
    assert isinstance(sheet, QPlainTextEdit)
    sheet.setPlainText("ошибка плательщика")
    dialog.body.press()
    calm()
    centre.run()
    screen.refresh()
    calm()
    calm()

    assert shown(screen, "state") == ["Сторнирован"]
    story = centre.look(centre.service.stories.story, asks.PaymentId(payment=payment_id))
    assert [one.reason for one in story.decisions] == ["ошибка плательщика"]
    steps = [screen.story.steps.item(row).text() for row in range(screen.story.steps.count())]
    assert any("ошибка плательщика" in step for step in steps)


def test_old_rows_stay_with_their_time_when_they_cannot_be_refreshed(
    centre: Centre, provider: Provider, agent: Principal, screen: Payments, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay(centre, provider, agent)
    screen.refresh()
    calm()

    def busy(operation: str, question: object) -> object:
        raise Broken("database_damaged", "x") if operation == "payments" else Unavailable("busy", operation)

    monkeypatch.setattr(screen.desk.inside, "carry_out", busy)
    screen.refresh()
    calm()

    assert shown(screen, "state") == ["Зачислен"]
    said = [one.text() for one in screen.table.findChildren(QLabel) if one.isVisible()]
    assert any("Показаны данные на" in one for one in said)
