"""The tab of intents: one with its story and any earlier state, refunds, disputes, repair by one and by two."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.form import FormDialog
from processing_app.service.asks import repairs as asks
from processing_app.ui.intents.screen import Intents
from tests.intents.centre import OPERATOR
from tests.processing_app.ui.market import LARGE, Market
from tests.processing_app.ui.pressing import column, opened, press, text, told
from tests.processing_app.ui.putting import put_up
from tests.processing_app.ui.shops_desk import Calm, desk, market  # noqa: F401 - fixtures


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Intents:  # noqa: F811 - the fixture above
    return put_up(qtbot, Intents(desk))


def look(screen: Intents, calm: Calm, name: str) -> None:
    """Open the tab on one intent."""
    screen.refresh()
    calm()
    screen.show_about(name)
    screen.filters.choose("status", None)
    calm()
    assert text(screen, "intent-id") == name


def fill(dialog_name: str, calm: Calm, /, **values: Any) -> FormDialog:
    """Fill in a dialog and press its button."""
    dialog = opened(FormDialog, dialog_name)
    for field, value in values.items():
        dialog.form.fields[field].fill(value)
    dialog.body.press()
    calm()
    return dialog


def mend(qtbot: QtBot, screen: Intents, calm: Calm) -> None:
    """Turn to the page of repair; what came onto it is shown in the next turn of the loop."""
    press(qtbot, screen, "intent-mend")
    calm()
    QApplication.processEvents()


def test_lists_count_what_is_where_and_what_is_stopped(screen: Intents, market: Market, calm: Calm) -> None:  # noqa: F811
    market.unpaid()
    stopped = market.stopped()
    counted: list[int] = []
    screen.counter.connect(counted.append)
    screen.refresh()
    calm()
    calm()

    screen.filters.choose("status", "stopped")
    calm()

    assert counted[-1] == 1
    assert column(screen.table, "intent") == [stopped]
    assert column(screen.table, "state") == ["Остановлено"]


def test_any_event_shows_how_it_was(screen: Intents, market: Market, calm: Calm) -> None:  # noqa: F811
    look(screen, calm, market.bought())
    now = text(screen, "fact-then-captured"), text(screen, "then-title")
    screen.panel.events.table.view.go_to(0)
    calm()

    assert now[0] == "255,00 ₽"
    assert now[1].startswith("Как сейчас")
    assert text(screen, "then-title") == "Как было после события 1 из 5"
    assert text(screen, "fact-then-captured") == "0,00 ₽"
    assert text(screen, "fact-then-status") == "Ждёт оплаты"


def test_events_tell_who_did_them_and_what_they_moved(screen: Intents, market: Market, calm: Calm) -> None:  # noqa: F811
    look(screen, calm, market.refunded())

    who, said = column(screen.panel.events.table, "who"), column(screen.panel.events.table, "what")
    assert who[0] == "Магазин TEST"
    assert who[1].startswith("Плательщик ")
    assert "№ 1: Возврат 5,00 ₽ плательщику начат" in said
    assert "кружка треснула" in column(screen.panel.events.table, "more")
    assert "pos:TEST:settlement" in column(screen.panel.postings.table, "source")


def test_a_part_is_refunded_and_not_more_than_is_left(
    screen: Intents,
    desk: Desk,  # noqa: F811
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    name = market.bought()
    look(screen, calm, name)
    screen.panel.act("refund")
    dialog = fill("dialog-refund", calm, amount=30_000, reason="кружка треснула")
    refused = dialog.form.rows["amount"].mistake
    fill("dialog-refund", calm, amount=500)
    market.run()
    look(screen, calm, name)

    assert refused is not None
    assert refused.ru == "Не больше 255,00\u00a0₽"
    assert told(desk) == f"Намерение {name}: вернуть — принято."
    assert column(screen.panel.money.table, "refunded") == ["5,00", ""]
    assert market.story(name).state.payments[0].refunded_amount == 500


def test_a_hold_is_captured_in_part(screen: Intents, market: Market, calm: Calm) -> None:  # noqa: F811
    name = market.held()
    look(screen, calm, name)
    screen.panel.act("capture")
    fill("dialog-capture", calm, amount=20_000, reason="доставки не было")
    market.run()

    assert market.story(name).state.payments[0].captured_amount == 20_000


def test_a_dispute_is_won_and_opened_again(screen: Intents, market: Market, calm: Calm) -> None:  # noqa: F811
    name = market.disputed()
    look(screen, calm, name)
    screen.panel.act("reject-chargeback")
    fill("dialog-reject-chargeback", calm, reason="магазин прислал чек")
    look(screen, calm, name)
    won = column(screen.panel.money.table, "state")
    screen.panel.act("reopen-chargeback")
    fill("dialog-reopen-chargeback", calm, reason="банк не согласен")

    assert won == ["Списан", "Выигран"]
    assert market.story(name).state.chargebacks[0].stage == "pre_arbitration"


def test_what_is_not_legal_says_why(screen: Intents, desk: Desk, market: Market, calm: Calm) -> None:  # noqa: F811
    look(screen, calm, market.unpaid())
    screen.panel.act("refund")
    first = told(desk)
    screen.panel.act("give-back")

    assert first == "Нет списанного платежа."
    assert told(desk) == "Ни один платёж не держит деньги."


def test_an_open_one_gets_a_code_for_kiosks_and_is_cancelled(
    screen: Intents,
    desk: Desk,  # noqa: F811
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    name = market.unpaid()
    look(screen, calm, name)
    screen.panel.act("issue-code")
    fill("dialog-issue-code", calm, reason="плательщик просит наличными")
    code = market.story(name).row.kiosk_code
    named = told(desk)
    screen.panel.act("cancel")
    fill("dialog-cancel", calm, reason="передумал")

    assert len(code) == 9
    assert code in named
    assert market.story(name).row.status == "cancelled"


def test_a_stopped_one_is_fulfilled_by_the_banks_own_reference(
    qtbot: QtBot,
    screen: Intents,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    name = market.stopped()
    look(screen, calm, name)
    mend(qtbot, screen, calm)
    why, bank = text(screen, "fact-stop-why"), text(screen, "fact-stop-bank")
    press(qtbot, screen, "repair-fulfil")
    fill("dialog-repair-fulfil", calm, reason="банк подтвердил по телефону")
    market.run()

    assert why.startswith("банк simulated должен был заблокировать деньги")
    assert bank.startswith("Банк списал 255,00")
    assert market.story(name).row.status == "paid"


def test_a_stopped_one_is_revived_and_asks_its_bank_again(
    qtbot: QtBot,
    screen: Intents,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    name = market.stopped()
    look(screen, calm, name)
    mend(qtbot, screen, calm)
    press(qtbot, screen, "repair-revive")
    fill("dialog-repair-revive", calm, reason="банк починили")
    market.run()

    assert (market.story(name).row.stopped, market.story(name).row.status) == ("", "paid")


def test_a_large_one_waits_for_another_person_who_approves_it_at_this_window(
    qtbot: QtBot,
    screen: Intents,
    desk: Desk,  # noqa: F811
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    operators = market.service.platform.repairs.operators
    boris: asks.OperatorAdded = market.do(operators.add_operator, asks.AddOperator(name="Борис", login="boris"))
    market.clock.advance(1)
    name = market.stopped(LARGE)
    look(screen, calm, name)
    mend(qtbot, screen, calm)
    press(qtbot, screen, "repair-fail")
    fill("dialog-repair-fail", calm, reason="банк отрицает платёж")
    waits = told(desk)
    calm()
    QApplication.processEvents()
    number = market.look(market.service.platform.repairs.four_eyes.proposals, asks.AskProposals()).proposals[0].id
    press(qtbot, screen, f"approve-{number}")
    wrong = fill("dialog-approve", calm, login="boris", password="guess")
    refused = not wrong.body.failure.isHidden()
    fill("dialog-approve", calm, password=boris.password)
    market.run()

    assert "ждёт второго оператора" in waits
    assert refused
    assert market.story(name).row.stopped == ""
    assert market.story(name).state.payments[0].status == "failed"
    assert [one.principal for one in market.story(name).decisions][-1] == "operator:boris"


def test_a_proposal_is_refused_with_a_reason(
    qtbot: QtBot,
    screen: Intents,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    name = market.stopped(LARGE)
    market.service.platform.repairs.console.fail_intent(OPERATOR, asks.FailIntent(intent_id=name, reason="ошибка"))
    screen.refresh()
    calm()
    press(qtbot, screen, "waiting-proposals")
    calm()
    QApplication.processEvents()
    number = market.look(market.service.platform.repairs.four_eyes.proposals, asks.AskProposals()).proposals[0].id
    press(qtbot, screen, f"refuse-{number}")
    fill("reason-dialog", calm, reason="банк деньги взял")

    left = market.look(market.service.platform.repairs.four_eyes.proposals, asks.AskProposals(waiting=False)).proposals
    assert left[0].state == "refused"
    assert left[0].note == "банк деньги взял"


def test_the_form_of_an_event_asks_only_what_that_event_has(
    qtbot: QtBot,
    screen: Intents,
    market: Market,  # noqa: F811
    calm: Calm,
) -> None:
    name = market.stopped()
    look(screen, calm, name)
    mend(qtbot, screen, calm)
    press(qtbot, screen, "repair-add")
    dialog = opened(FormDialog, "dialog-repair-add")
    dialog.form.fields["kind"].fill("PaymentFailed")
    seen = [field for field, row in dialog.form.rows.items() if dialog.form.lines.isRowVisible(row)]
    fill("dialog-repair-add", calm, failure="authorization_failed:rejected_by_issuer", reason="банк отказал")
    market.run()

    assert seen == ["kind", "payment_id", "failure", "reason"]
    assert market.story(name).state.payments[0].status == "failed"
