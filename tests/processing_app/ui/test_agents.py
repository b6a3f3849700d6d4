"""The agents tab: sign, edit, block and take it back, top up, commissions by date."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from common.clock import moment
from common.errors import Unavailable
from common.money import Range
from common.principal import Principal
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.qt.question import Question
from processing_app.service import asks
from processing_app.ui.agents import CHOOSE, Agents
from processing_app.ui.issued import IssuedCard
from tests.processing_app.standin import Centre
from tests.processing_app.ui.pressing import column, opened, press, text, told
from tests.processing_app.ui.putting import put_up

Calm = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, calm: Calm) -> Agents:
    return put_up(qtbot, Agents(desk))


@pytest.fixture
def with_agent(agent: Principal, screen: Agents, calm: Calm) -> Agents:
    """One agent with 10 000 ₽, chosen."""
    screen.refresh()
    calm()
    return screen


def agents(centre: Centre) -> list[asks.AgentContract]:
    found: asks.AgentContracts = centre.look(centre.service.agents.agents, Nothing())
    return found.agents


def test_without_agents_the_list_says_what_to_do(qtbot: QtBot, screen: Agents, calm: Calm) -> None:
    screen.refresh()
    calm()

    assert screen.table.model.total == 0
    assert screen.commands()[2].why_not() == CHOOSE


def test_an_agent_is_signed_on_one_page_and_its_card_is_shown_once(
    qtbot: QtBot, centre: Centre, screen: Agents, calm: Calm
) -> None:
    screen.sign()
    dialog = opened(FormDialog, "dialog-sign-agent")
    dialog.form.fields["name"].fill("Ромашка")
    calm()

    dialog.body.press()
    calm()

    assert [one.name for one in agents(centre)] == ["Ромашка"]
    card = opened(IssuedCard, "issued-card")
    assert card.panel.card.number == "А-00001"
    assert card.panel.card.password
    assert column(screen.table, "name") == ["Ромашка"]
    card.close_button.click()


def test_all_mistakes_are_shown_at_once_and_nothing_is_signed(
    qtbot: QtBot, centre: Centre, screen: Agents, calm: Calm
) -> None:
    screen.sign()
    dialog = opened(FormDialog, "dialog-sign-agent")
    dialog.form.fields["password"].fill("short")
    dialog.form.fields["tariff"].fill([{"up_to": None, "basis_points": 20_000}, {"up_to": None, "basis_points": 100}])
    dialog.body.press()
    calm()

    said = {name: row.mistake for name, row in dialog.form.rows.items() if row.mistake is not None}
    assert set(said) == {"name", "password"}
    assert "Процент должен быть от 0 до 100" in str(dialog.form._said["tariff.0.basis_points"])
    assert agents(centre) == []
    dialog.form.saved()
    dialog.reject()


def test_what_a_commission_takes_is_counted_while_it_is_typed(
    qtbot: QtBot, with_agent: Agents, centre: Centre, calm: Calm
) -> None:
    press(qtbot, with_agent, "agent-commission")
    dialog = opened(FormDialog, "dialog-commission")
    dialog.form.fields["tariff"].fill([{"up_to": None, "basis_points": 250}])
    calm()

    assert "С 100,00 ₽ возьмёт 2,50 ₽" in text(dialog, "commission-preview")
    dialog.body.press()
    calm()
    assert agents(centre)[0].tariff == (Range(basis_points=250),)
    assert column(with_agent.card.commissions, "state") == ["Действует", "Прошлая"]
    assert column(with_agent.card.commissions, "of_1000") == ["25,00", "10,00"]


def test_a_later_commission_waits_for_its_day(with_agent: Agents, centre: Centre, calm: Calm) -> None:
    later = moment(centre.clock.now_ms()) + timedelta(days=2)
    centre.do(
        centre.service.agents.set_commission,
        asks.SetCommission(agent_id=1, tariff=(Range(basis_points=300),), since=later),
    )

    with_agent.card.reload()
    calm()

    assert column(with_agent.card.commissions, "state") == ["Вступит", "Действует"]


def test_a_top_up_shows_was_plus_after_and_is_booked_by_the_button_alone(
    qtbot: QtBot, desk: Desk, with_agent: Agents, centre: Centre, calm: Calm
) -> None:
    press(qtbot, with_agent, "agent-top-up")
    dialog = opened(FormDialog, "dialog-top-up")
    line = dialog.form.fields["amount"].stops()[0]
    qtbot.keyClicks(line, "1500,50")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    calm()
    figures = [text(dialog, name) for name in ("sum-now", "sum-plus", "sum-after")]
    before = agents(centre)[0].balance

    dialog.body.press()
    dialog.body.press()
    calm()

    assert figures == ["10 000,00 ₽", "1 500,50 ₽", "11 500,50 ₽"]
    assert before == 1_000_000
    assert agents(centre)[0].balance == 1_150_050
    assert "теперь на нём 11\u00a0500,50\u00a0₽" in told(desk)
    assert text(with_agent, "agent-balance") == "11 500,50 ₽"
    assert column(with_agent.card.top_ups, "amount") == ["1 500,50", "10 000,00"]


def test_a_top_up_of_nothing_adds_nothing(qtbot: QtBot, with_agent: Agents, centre: Centre, calm: Calm) -> None:
    with_agent.top_up()
    dialog = opened(FormDialog, "dialog-top-up")
    dialog.form.fields["amount"].take("-5")
    calm()
    dialog.body.press()
    calm()

    assert text(dialog, "sum-after") == "—"
    assert dialog.isVisible()
    assert agents(centre)[0].balance == 1_000_000
    dialog.form.saved()
    dialog.reject()


def test_an_agent_is_blocked_and_that_is_taken_back(
    qtbot: QtBot, desk: Desk, with_agent: Agents, centre: Centre, calm: Calm
) -> None:
    press(qtbot, with_agent, "agent-block")
    calm()
    blocked = (agents(centre)[0].blocked, column(with_agent.table, "state"))

    desk.undo.undo()
    calm()

    assert blocked[0] is True
    assert blocked[1][0].startswith("Заблокирован с")
    assert (agents(centre)[0].blocked, column(with_agent.table, "state")) == (False, ["Работает"])


def test_an_edit_is_taken_back_too(qtbot: QtBot, desk: Desk, with_agent: Agents, centre: Centre, calm: Calm) -> None:
    with_agent.edit()
    dialog = opened(FormDialog, "dialog-edit-agent")
    dialog.form.fields["name"].fill("Лютик")
    dialog.form.fields["threshold"].fill(5_000)
    dialog.body.press()
    calm()
    changed = (agents(centre)[0].name, agents(centre)[0].threshold)

    desk.undo.undo()
    calm()

    assert changed == ("Лютик", 5_000)
    assert (agents(centre)[0].name, agents(centre)[0].threshold) == ("Агент", 0)


def test_a_new_password_comes_as_a_card(qtbot: QtBot, with_agent: Agents, calm: Calm) -> None:
    press(qtbot, with_agent, "agent-password")
    next(one for one in with_agent.findChildren(Question)).buttons[0].click()
    calm()

    card: Card = opened(IssuedCard, "issued-card").panel.card
    assert card.login == "agent-1"
    opened(IssuedCard, "issued-card").accept()


def test_a_low_deposit_says_for_how_long_and_counts_on_the_tab(
    qtbot: QtBot, with_agent: Agents, centre: Centre, agent: Principal, calm: Calm
) -> None:
    centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, threshold=1_000_000))
    centre.pay(agent, centre.ask())
    counted: list[int] = []
    with_agent.counter.connect(counted.append)

    with_agent.refresh()
    calm()

    assert column(with_agent.table, "state") == ["Хватит примерно на 4 дн"]
    assert counted[-1] == 1


def test_old_rows_stay_when_the_database_is_busy(
    qtbot: QtBot, with_agent: Agents, desk: Desk, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(operation: str, question: object) -> object:
        raise Unavailable("busy")

    monkeypatch.setattr(desk.inside, "carry_out", busy)
    with_agent.refresh()
    calm()

    assert column(with_agent.table, "name") == ["Агент"]
    assert with_agent.table.view.stale


def test_an_undo_does_not_write_over_a_newer_change(
    qtbot: QtBot, desk: Desk, with_agent: Agents, centre: Centre, calm: Calm
) -> None:
    with_agent.edit()
    dialog = opened(FormDialog, "dialog-edit-agent")
    dialog.form.fields["threshold"].fill(5_000)
    dialog.body.press()
    calm()
    centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, name="Лютик"))

    desk.undo.undo()
    calm()

    assert (agents(centre)[0].name, agents(centre)[0].threshold) == ("Лютик", 5_000)
    assert "с тех пор изменили" in told(desk)


def test_an_edit_is_taken_back_and_done_again(
    qtbot: QtBot, desk: Desk, with_agent: Agents, centre: Centre, calm: Calm
) -> None:
    with_agent.edit()
    dialog = opened(FormDialog, "dialog-edit-agent")
    dialog.form.fields["threshold"].fill(5_000)
    dialog.body.press()
    calm()

    desk.undo.undo()
    calm()
    before = agents(centre)[0].threshold
    desk.undo.redo()
    calm()

    assert (before, agents(centre)[0].threshold) == (0, 5_000)
