"""An answer that comes late is never shown, or acted on, as if it were about what stands on the screen now."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from common.errors import Broken, Unavailable
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.qt.question import Question
from processing_app.service import asks
from processing_app.ui.agents import Agents
from processing_app.ui.issued import IssuedCard
from processing_app.ui.providers import Providers
from processing_app.ui.review import ReviewQueue
from processing_app.ui.story import StoryPanel
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.ui.gate import held_back
from tests.processing_app.ui.pressing import column, opened, press, text, told

Calm = Callable[[], None]


def paid(centre: Centre, agent: Principal, account: str) -> str:
    """A payment that waits for a person."""
    payment_id: str = centre.pay(agent, centre.ask(account=account)).payment_id
    centre.run()
    return payment_id


def test_a_late_story_of_another_payment_is_not_shown(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal
) -> None:
    first, second = paid(centre, agent, "9000000001"), paid(centre, agent, "9000000002")
    panel = StoryPanel(desk, lambda: None)
    qtbot.addWidget(panel)
    panel.show()

    with (
        held_back(desk, lambda name, ask: name == "timeline" and ask.payment == first) as old,
        held_back(desk, lambda name, ask: name == "story" and ask.payment == second),
    ):
        panel.show_payment(first)
        qtbot.waitUntil(lambda: desk.background._under_way == 1)
        qtbot.wait(50)
        panel.show_payment(second)
        old.set()
        qtbot.waitUntil(lambda: desk.background._under_way == 1)
        qtbot.wait(50)
        seen = panel.payment

    assert seen is None
    qtbot.waitUntil(lambda: panel.payment is not None)
    assert panel.payment is not None
    assert panel.payment.payment_id == second


def test_a_late_test_of_another_provider_is_not_shown_under_this_one(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, calm: Calm
) -> None:
    centre.sign_provider("Теле2")
    screen = Providers(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()

    with held_back(desk, lambda name, _: name == "test-provider"):
        press(qtbot, screen, "provider-test")
        screen.table.select(2)
    calm()

    assert text(screen, "provider-name") == "Теле2"
    assert screen.card.steps.isHidden()


def test_the_provider_asked_about_is_taken_out_whatever_row_is_current_by_then(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, calm: Calm
) -> None:
    centre.sign_provider("Теле2")
    screen = Providers(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()
    screen.table.select(1)

    screen.end()
    screen.table.select(2)
    next(one for one in screen.findChildren(Question)).buttons[0].click()
    calm()

    found: asks.ProviderContracts = centre.look(centre.service.contracts.providers, Nothing())
    assert {one.name: one.active for one in found.providers} == {"МегаФон": False, "Теле2": True}


def test_the_bulk_button_never_names_a_sum_of_other_rows(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, calm: Calm
) -> None:
    for number in range(3):
        provider.faults = [Broken("wrong_json")]
        paid(centre, agent, f"900000000{number}")
    screen = ReviewQueue(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()

    with held_back(desk, lambda name, _: name == "weigh-tasks"):
        screen.table.view.selectAll()
        while_asking = screen.bulk.text()
        one = screen.table.model.index(0, 0)
        flags = QItemSelectionModel.SelectionFlag
        screen.table.view.selectionModel().select(one, flags.ClearAndSelect | flags.Rows)
    calm()

    assert while_asking == "Повторить"
    assert screen.bulk.text() == "Повторить"


def test_top_ups_of_another_agent_do_not_stand_under_this_one(
    qtbot: QtBot, desk: Desk, centre: Centre, agent: Principal, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.sign_agent(0)
    screen = Agents(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()
    screen.table.select(1)
    calm()
    before = column(screen.card.top_ups, "amount")

    def busy(operation: str, question: object) -> object:
        raise Unavailable("busy")

    monkeypatch.setattr(desk.inside, "carry_out", busy)
    screen.table.select(2)
    calm()

    assert before == ["10 000,00"]
    assert column(screen.card.top_ups, "amount") == []
    assert column(screen.card.commissions, "since") == []


def test_the_sum_of_a_top_up_follows_the_deposit(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, calm: Calm
) -> None:
    screen = Agents(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()
    screen.top_up()
    dialog = opened(FormDialog, "dialog-top-up")
    dialog.form.fields["amount"].take("1")
    calm()
    centre.pay(agent, centre.ask())
    desk.changed.emit()
    calm()

    assert text(dialog, "sum-now") == "9 902,03 ₽"
    assert text(dialog, "sum-after") == "9 903,03 ₽"
    dialog.form.saved()
    dialog.reject()
    QApplication.processEvents()
    desk.changed.emit()
    calm()


def test_a_new_password_is_asked_for_once(
    qtbot: QtBot, desk: Desk, centre: Centre, agent: Principal, calm: Calm
) -> None:
    """A second one would end the password that the terminals still use."""
    screen = Agents(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()
    issued: list[str] = []
    carry_out = desk.inside.carry_out

    def counted(operation: str, question: object) -> object:
        issued.append(operation)
        return carry_out(operation, question)  # type: ignore[arg-type]

    desk.inside.carry_out = counted  # type: ignore[method-assign]
    press(qtbot, screen, "agent-password")
    calm()
    unasked = issued.count("reissue-agent-password")
    question = next(one for one in screen.findChildren(Question))
    said = question.words.text()
    question.buttons[0].click()
    calm()

    assert unasked == 0
    assert issued.count("reissue-agent-password") == 1
    assert "сутки" in said
    opened(IssuedCard, "issued-card").accept()


def test_a_card_is_not_lost_by_the_escape_key(
    qtbot: QtBot, desk: Desk, centre: Centre, agent: Principal, calm: Calm
) -> None:
    screen = Agents(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    calm()
    press(qtbot, screen, "agent-password")
    next(one for one in screen.findChildren(Question)).buttons[0].click()
    calm()
    card = opened(IssuedCard, "issued-card")

    card.reject()

    assert card.isVisible()
    question = next(one for one in card.findChildren(Question))
    question.buttons[0].click()
    assert not card.isVisible()
    assert "Новый пароль" not in told(desk)
