"""The reconciliation tab: compare a day, see only what differs, with its reason, and act on it."""

import re
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from common.clock import moment
from common.errors import Unavailable
from common.principal import Principal
from common.protocol.processing import Pay, TellRegister, ToldRow, ToldState
from common.qt.desk import Desk
from processing_app.ui.reconciliation import CHOOSE, Reconciliation
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.ui.gate import held_back
from tests.processing_app.ui.pressing import column, press, text, told
from tests.processing_app.ui.putting import put_up

Calm = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Reconciliation:
    return put_up(qtbot, Reconciliation(desk))


def paid(centre: Centre, agent: Principal) -> Pay:
    ask = centre.ask()
    centre.pay(agent, ask)
    centre.run()
    return ask


def tell(centre: Centre, agent: Principal, ask: Pay, state: ToldState = ToldState.CAPTURED) -> None:
    row = ToldRow(
        payment_id=ask.payment_id, provider_id=ask.provider_id, account=ask.account, inserted=ask.inserted,
        agent_fee=ask.agent_fee, amount=ask.amount, state=state, at=ask.accepted_at,
        changed=moment(centre.clock.now_ms()),
    )  # fmt: skip
    centre.do(centre.service.registers.tell, TellRegister(terminal="T1", rows=[row]), agent)


def compare(qtbot: QtBot, screen: Reconciliation) -> None:
    """Press the button and wait for the end."""
    press(qtbot, screen, "reconcile")
    qtbot.waitUntil(lambda: screen.seen is not None and screen.head.button.isEnabled(), timeout=10_000)


def test_before_the_first_comparison_the_list_says_what_to_do(screen: Reconciliation, calm: Calm) -> None:
    screen.refresh()
    calm()

    assert screen.table.model.total == 0
    assert screen.commands()[1].why_not() == CHOOSE


def test_registers_that_agree_are_said_to_match(
    qtbot: QtBot, centre: Centre, agent: Principal, screen: Reconciliation
) -> None:
    ask = paid(centre, agent)
    centre.clock.advance(120)
    tell(centre, agent, ask)

    compare(qtbot, screen)

    assert text(screen, "reconciliation-verdict") == "Сходится. Одинаковых платежей: 1, в пути: 0"
    sums = [text(screen, f"total-{name}-credited") for name in ("agent", "centre", "provider")]
    assert sums == ["97,00 ₽"] * 3
    assert screen.table.model.total == 0


def test_a_lost_answer_is_shown_with_its_reason_and_retried_from_its_row(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, screen: Reconciliation, calm: Calm
) -> None:
    provider.faults = [Provider.lost]
    ask = paid(centre, agent)
    centre.clock.advance(120)
    tell(centre, agent, ask, ToldState.SENT)

    compare(qtbot, screen)
    row = column(screen.table, "kind_shown"), column(screen.table, "centre"), column(screen.table, "at_provider")
    why = text(screen, "difference-why")
    press(qtbot, screen, "difference-retry")
    calm()
    centre.run()
    compare(qtbot, screen)

    assert row == (["Разные состояния"], ["Отправлен"], ["Зачислен"])
    assert why.startswith("Ответ потерян, у поставщика зачислено")
    assert "ещё раз" in told(desk)
    assert text(screen, "reconciliation-verdict").startswith("Сходится")
    assert column(screen.table, "kind_shown") == ["В пути"]


def test_what_the_provider_lost_stands_beside_what_the_others_say(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Reconciliation
) -> None:
    ask = paid(centre, agent)
    provider.booked.clear()
    centre.clock.advance(120)
    tell(centre, agent, ask)

    compare(qtbot, screen)

    assert text(screen, "reconciliation-verdict") == "Расхождений: 1. Одинаковых платежей: 0, в пути: 0"
    assert [text(screen, f"{name}-state") for name in ("agent", "centre", "provider")] == [
        "Зачислен", "Зачислен", "нет",
    ]  # fmt: skip
    assert text(screen, "agent-amount") == "97,00 ₽"
    assert text(screen, "difference-what") == "Разобрать"


def test_a_provider_that_cannot_be_asked_is_named(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Reconciliation
) -> None:
    paid(centre, agent)
    provider.down = Unavailable("no_connection", "127.0.0.1:1")

    compare(qtbot, screen)
    press(qtbot, screen, "reconciliation-more")

    assert "Без реестра поставщика «МегаФон»" in text(screen, "reconciliation-notes")
    assert "не рассказали свой реестр целиком: Агент · T1" in text(screen, "reconciliation-notes")
    assert column(screen.table, "kind_shown") == ["Нет реестра поставщика"]


def test_earlier_comparisons_can_be_opened_again(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, screen: Reconciliation, calm: Calm
) -> None:
    ask = paid(centre, agent)
    provider.booked.clear()
    centre.clock.advance(120)
    tell(centre, agent, ask)
    compare(qtbot, screen)
    provider._book("credit", ask.payment_id, ask.account, ask.amount)
    compare(qtbot, screen)
    screen.refresh()
    calm()
    now = screen.table.model.total

    screen.head.earlier.activated.emit(1)
    calm()

    assert screen.head.earlier.count() == 2
    assert (now, screen.table.model.total) == (0, 1)


def test_a_second_comparison_at_once_is_refused_in_words(
    qtbot: QtBot, desk: Desk, centre: Centre, agent: Principal, screen: Reconciliation, calm: Calm
) -> None:
    centre.service.reconciliation._under_way[99] = (screen.title, 1)

    press(qtbot, screen, "reconcile")
    calm()

    assert "сверка уже идёт" in told(desk)
    assert screen.head.button.isEnabled()
    centre.service.reconciliation._under_way.clear()


def test_both_languages_are_spoken_at_once(
    qtbot: QtBot, desk: Desk, centre: Centre, agent: Principal, screen: Reconciliation
) -> None:
    paid(centre, agent)
    compare(qtbot, screen)

    desk.languages.use("en")

    assert text(screen, "reconciliation-verdict") == "It matches. Agreed: 1, in path: 0"
    assert screen.head.provider.itemText(0) == "All providers"
    assert "matches" in screen.head.earlier.itemText(0) or screen.head.earlier.count() == 0


def test_a_comparison_without_differences_does_not_say_that_there_was_none(
    qtbot: QtBot, centre: Centre, agent: Principal, screen: Reconciliation, calm: Calm
) -> None:
    screen.refresh()
    calm()
    never = screen.table.states.overlay.text.text()
    paid(centre, agent)

    compare(qtbot, screen)

    assert never.startswith("Сверки ещё не было")
    assert screen.table.states.overlay.text.text() == "Расхождений нет."


def test_the_rows_of_an_earlier_comparison_are_not_shown_under_a_new_one(
    qtbot: QtBot, desk: Desk, centre: Centre, provider: Provider, agent: Principal, screen: Reconciliation, calm: Calm
) -> None:
    ask = paid(centre, agent)
    provider.booked.clear()
    centre.clock.advance(120)
    tell(centre, agent, ask)
    compare(qtbot, screen)
    before = screen.table.model.total

    with held_back(desk, lambda name, _: name == "reconciliation"):
        press(qtbot, screen, "reconcile")
        qtbot.waitUntil(lambda: screen.seen is None)
        meanwhile = (screen.table.model.total, screen.card.difference)
    qtbot.waitUntil(lambda: screen.seen is not None, timeout=10_000)

    assert before == 1
    assert meanwhile == (0, None)
    assert screen.table.model.total == 1


def test_what_is_wrong_with_a_comparison_is_said_in_one_language(
    qtbot: QtBot, desk: Desk, centre: Centre, agent: Principal, screen: Reconciliation, calm: Calm
) -> None:
    screen.head.until.setDate(screen.head.since.date().addDays(-3))
    press(qtbot, screen, "reconcile")
    calm()
    period = desk.messages.recent[-1].notice.words
    centre.service.reconciliation._under_way[99] = (screen.title, 1)
    screen.head.until.setDate(screen.head.since.date())
    press(qtbot, screen, "reconcile")
    calm()
    busy = desk.messages.recent[-1].notice.words
    centre.service.reconciliation._under_way.clear()

    assert period.ru == "Ничего не сохранено. Конец периода раньше начала."
    assert period.en == "Nothing was saved. The period ends before it begins."
    assert "сверка уже идёт" in busy.ru
    assert not re.search("[a-z]", busy.ru)
    assert not re.search("[а-я]", busy.en)
