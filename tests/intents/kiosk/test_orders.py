"""An order as kiosks meet it at the centre: found by its code, reserved, paid once, refused with words."""

from typing import Any

import msgspec
import pytest

from common import ids
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.principal import Principal
from common.protocol import processing
from common.protocol.processing import CheckNumber, NumberFound, ReleaseNumber
from common.status import Status
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.kiosk_code import UNTIL_DECIDED
from processing_app.service import asks
from processing_app.service.asks.intents import FindIntents, IntentId
from processing_app.service.kiosk.orders import WRONG_CODES
from tests.intents.kiosk.shops import FEE, MINUTE, POS, SUM, TERMS, Shops
from tests.processing_app.standin import Centre

COMMISSION = SUM // 100
"""What the centre takes from an agent on such a payment."""


@pytest.fixture
def agent(centre: Centre) -> Principal:
    return centre.sign_agent()


def check(centre: Centre, agent: Principal, code: str, payment_id: str = "") -> NumberFound:
    ask = CheckNumber(
        payment_id=payment_id or ids.uuid7(centre.clock.now_ms()), terminal="T1", provider_id=0, account=code,
        directory_version=centre.look(
            centre.service.directory.providers, processing.AskDirectory(terminal="T1")
        ).version,
    )  # fmt: skip
    return centre.service.payments.check(agent, ask)


def pay(centre: Centre, agent: Principal, order: Intent, payment_id: str = "", **changed: Any) -> str:
    ask = centre.ask(0, account=order.kiosk_code, inserted=SUM, agent_fee=0, amount=SUM, **changed)
    ask = msgspec.structs.replace(ask, payment_id=payment_id or ask.payment_id)
    centre.pay(agent, ask)
    return ask.payment_id


def refused(centre: Centre, agent: Principal, code: str, payment_id: str = "") -> str:
    with pytest.raises(OplataError) as no:
        check(centre, agent, code, payment_id)
    return no.value.code


def release(centre: Centre, agent: Principal, order: Intent, payment_id: str) -> None:
    ask = ReleaseNumber(payment_id=payment_id, terminal="T1", provider_id=0, account=order.kiosk_code)
    centre.do(centre.service.orders.release, ask, agent)


def test_orders_stand_in_the_directory_while_some_pos_takes_cash(centre: Centre) -> None:
    def listed() -> list[int]:
        found = centre.look(centre.service.directory.providers, processing.AskDirectory(terminal="T1"))
        return [one.provider_id for one in found.providers]

    centre.sign_provider()
    assert listed() == [1]

    shops = Shops(centre)
    assert listed() == [0, 1]
    shops.commit(msgspec.structs.replace(TERMS, methods=("card",)))
    assert listed() == [1]
    shops.commit(TERMS)
    assert listed() == [0, 1]
    version = centre.look(centre.service.directory.providers, processing.AskDirectory(terminal="T1")).version
    shops.commit(msgspec.structs.replace(TERMS, levy=7))
    assert centre.look(centre.service.directory.providers, processing.AskDirectory(terminal="T1")).version == version
    shops.commit(msgspec.structs.replace(POS, active=False))
    assert listed() == [1]


def test_the_check_names_the_exact_sum_and_reserves_the_order(centre: Centre, shops: Shops, agent: Principal) -> None:
    order = shops.order()

    found = check(centre, agent, order.kiosk_code)

    assert (found.amount, found.subscriber) == (SUM, "Кружки · order 17")
    kept = shops.state(order).reservation
    assert kept is not None
    assert (kept.kiosk_payment, kept.until) == (found.payment_id, centre.clock.now_ms() + 10 * MINUTE)
    assert check(centre, agent, order.kiosk_code, found.payment_id) == found
    assert shops.story(order).count("KioskReserved") == 1


def test_cash_pays_the_order_once_and_the_shop_has_it_less_its_fee(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    order = shops.order()
    found = check(centre, agent, order.kiosk_code)

    payment_id = pay(centre, agent, order, found.payment_id)
    centre.run()
    centre.run()

    assert centre.state(payment_id, agent).status is Status.CAPTURED
    assert centre.state(payment_id, agent).reference == f"{order.id}.1"
    assert shops.state(order).status is IntentStatus.PAID
    assert shops.story(order)[-3:] == ["PaymentStarted", "CashAuthorized", "PaymentCaptured"]
    balances = shops.balances()
    assert balances["pos:TEST:settlement"] == SUM - FEE
    assert balances["processing:commission"] == FEE + COMMISSION
    assert balances["provider:0:settlement"] == 0
    assert balances["agent:1:deposit"] == 1_000_000 - SUM - COMMISSION


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        ("cancel", "order_cancelled"),
        ("begins_by_card", "order_being_paid"),
        ("paid", "order_paid"),
        ("overdue", "order_overdue"),
        ("overdue_unnoticed", "order_overdue"),
    ],
)
def test_an_order_that_is_not_to_be_paid_is_refused_before_and_after_cash(
    centre: Centre, shops: Shops, agent: Principal, happens: str, code: str
) -> None:
    order = shops.order()
    if happens in ("cancel", "begins_by_card"):
        getattr(shops, happens)(order)
    elif happens == "paid":
        shops.begins_by_card(order)
        shops.paid_by_card(order)
    else:
        centre.clock.advance(3_601)
        if happens == "overdue":
            shops.time_decides()

    assert refused(centre, agent, order.kiosk_code) == code
    payment_id = pay(centre, agent, order)
    centre.run()

    state = centre.state(payment_id, agent)
    assert (state.status, state.reason) == (Status.CANCELLED, code)
    assert shops.balances()["agent:1:deposit"] == 1_000_000


@pytest.mark.parametrize("amount", [SUM - 1, SUM + 1, 100])
def test_another_sum_is_a_fatal_no_and_the_order_is_free_again(
    centre: Centre, shops: Shops, agent: Principal, amount: int
) -> None:
    order = shops.order()
    found = check(centre, agent, order.kiosk_code)

    ask = centre.ask(0, account=order.kiosk_code, inserted=amount, agent_fee=0, amount=amount)
    centre.pay(agent, msgspec.structs.replace(ask, payment_id=found.payment_id))
    assert shops.state(order).reservation is not None
    centre.run()

    assert centre.state(found.payment_id, agent).reason == "order_sum_differs"
    assert shops.state(order).reservation is None
    assert pay(centre, agent, order)
    centre.run()
    assert shops.state(order).status is IntentStatus.PAID


def test_another_kiosk_is_told_that_the_order_is_being_paid(centre: Centre, shops: Shops, agent: Principal) -> None:
    order, other = shops.order(), centre.sign_agent()
    found = check(centre, agent, order.kiosk_code)

    assert refused(centre, other, order.kiosk_code) == "order_being_paid"
    release(centre, other, order, ids.uuid7(centre.clock.now_ms()))
    assert refused(centre, other, order.kiosk_code) == "order_being_paid"
    release(centre, agent, order, found.payment_id)
    assert check(centre, other, order.kiosk_code).amount == SUM


def test_a_reservation_ends_by_itself(centre: Centre, shops: Shops, agent: Principal) -> None:
    order, other = shops.order(), centre.sign_agent()
    check(centre, agent, order.kiosk_code)

    centre.clock.advance(10 * 60 + 1)

    assert check(centre, other, order.kiosk_code).amount == SUM


def test_nobody_else_pays_or_cancels_an_order_while_a_kiosk_has_it(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    order = shops.order()
    check(centre, agent, order.kiosk_code)

    for other in (shops.begins_by_card, shops.cancel):
        with pytest.raises(Rejected, match="kiosk"):
            other(order)


def test_the_due_date_does_not_come_between_the_check_and_the_cash(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    order = shops.order(lives_ms=2 * MINUTE)
    found = check(centre, agent, order.kiosk_code)
    centre.clock.advance(5 * 60)
    shops.time_decides()
    assert shops.state(order).status is IntentStatus.UNPAID

    pay(centre, agent, order, found.payment_id)
    centre.clock.advance(3 * 24 * 3600)
    shops.time_decides()
    assert refused(centre, agent, order.kiosk_code) in ("order_being_paid", "order_overdue")
    centre.run()

    assert centre.state(found.payment_id, agent).status is Status.CAPTURED
    assert shops.state(order).status is IntentStatus.PAID


def test_a_released_order_whose_due_date_has_passed_is_overdue_at_once(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    order = shops.order(lives_ms=2 * MINUTE)
    found = check(centre, agent, order.kiosk_code)
    centre.clock.advance(5 * 60)

    release(centre, agent, order, found.payment_id)

    assert shops.state(order).status is IntentStatus.OVERDUE


def test_an_order_whose_cash_is_inside_is_not_released(centre: Centre, shops: Shops, agent: Principal) -> None:
    order = shops.order()
    found = check(centre, agent, order.kiosk_code)
    pay(centre, agent, order, found.payment_id)

    release(centre, agent, order, found.payment_id)

    kept = shops.state(order).reservation
    assert kept is not None
    assert kept.until == UNTIL_DECIDED
    stories = centre.program.platform.parts.stories
    (row,) = centre.look(stories.intents, FindIntents()).intents
    assert (row.intent, row.wake_at) == (order.id, None), "no clock decides about it"
    assert centre.look(stories.intent, IntentId(intent=order.id)).row == row


def test_cash_of_a_kiosk_that_was_cut_off_pays_an_order_that_is_still_free(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    order = shops.order()
    found = check(centre, agent, order.kiosk_code)
    centre.clock.advance(30 * 60)
    shops.time_decides()
    assert shops.state(order).reservation is None

    pay(centre, agent, order, found.payment_id)
    centre.run()

    assert shops.state(order).status is IntentStatus.PAID


def test_of_two_kiosks_with_cash_for_one_order_one_pays_it(centre: Centre, shops: Shops, agent: Principal) -> None:
    order, other = shops.order(), centre.sign_agent()

    first, second = pay(centre, agent, order), pay(centre, other, order)
    centre.run()

    assert centre.state(first, agent).status is Status.CAPTURED
    assert centre.state(second, other).status is Status.CANCELLED
    assert shops.balances()["pos:TEST:settlement"] == SUM - FEE


def test_a_slip_of_a_finger_and_a_code_of_nobody_are_told_apart(centre: Centre, shops: Shops, agent: Principal) -> None:
    code = shops.order().kiosk_code
    slipped = code[:-1] + str((int(code[-1]) + 1) % 10)

    assert refused(centre, agent, slipped) == "mistyped_code"
    assert refused(centre, agent, "100000009") == "unknown_code"


def test_ten_thousand_guesses_end_at_the_quota_and_honest_agents_feel_nothing(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, name="Агент", checks_per_minute=60_000))
    honest, order = centre.sign_agent(), shops.order()

    answers = [refused(centre, agent, str(100_000_000 + number)) for number in range(10_000)]

    assert answers.count("unknown_code") <= WRONG_CODES
    assert set(answers) == {"mistyped_code", "unknown_code", "too_many_codes"}
    assert refused(centre, agent, order.kiosk_code) == "too_many_codes"
    assert check(centre, honest, order.kiosk_code).amount == SUM
    centre.clock.advance(3_600)
    assert refused(centre, agent, "100000009") == "unknown_code"


def test_right_codes_cost_no_guesses(centre: Centre, shops: Shops, agent: Principal) -> None:
    for _ in range(3 * WRONG_CODES):
        assert check(centre, agent, shops.order().kiosk_code).amount == SUM


def test_a_stopped_order_waits_for_a_person_and_its_cash_with_it(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    order = shops.order()
    found = check(centre, agent, order.kiosk_code)
    shops.stop(order)

    with pytest.raises(Unavailable, match="intent_stopped"):
        check(centre, agent, order.kiosk_code)
    pay(centre, agent, order, found.payment_id)
    centre.run()
    assert centre.state(found.payment_id, agent).needs_review

    shops.revive(order)
    (dead,) = centre.dead()
    centre.do(centre.service.repair.retry_task, asks.TaskId(dead.task_id))
    centre.run()
    assert shops.state(order).status is IntentStatus.PAID


def test_cash_of_a_stopped_order_is_given_up_only_after_its_repair(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    """Else the order would wait for that cash for ever, and nobody could pay or cancel it."""
    order = shops.order()
    found = check(centre, agent, order.kiosk_code)
    pay(centre, agent, order, found.payment_id)
    shops.stop(order)
    centre.run()
    (dead,) = centre.dead()
    give_up = asks.SettleTask(task_id=dead.task_id, outcome="returned", reason="the payer has his cash")

    with pytest.raises(Broken, match="intent_stopped"):
        centre.do(centre.service.repair.settle_task, give_up)
    shops.revive(order)
    centre.do(centre.service.repair.settle_task, give_up)

    assert centre.state(found.payment_id, agent).status is Status.CANCELLED
    assert (shops.state(order).reservation, shops.state(order).status) == (None, IntentStatus.UNPAID)
