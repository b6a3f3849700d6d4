"""An order at a real terminal, through the centre, to its shop: notes, two kiosks at once, lost replies, late cash."""

import pytest

from agent_terminal.service import messages
from common.errors import Unavailable
from common.protocol import processing
from processing_app.core.intent import Intent, IntentStatus
from tests.agent_terminal.stand import NUMBER, Stand
from tests.faults.town import LOST, Town
from tests.intents.kiosk.shops import FEE, MINUTE, SUM, Shops

HUNDRED, FIVE_HUNDRED = 10_000, 50_000


@pytest.fixture
def shops(town: Town) -> Shops:
    made = Shops(town.centre)
    town.pass_time(31 * 60, step=60)
    return made


def checked(kiosk: Stand, order: Intent) -> messages.Screen:
    kiosk.do("touch")
    kiosk.do("provider", provider_id=0)
    return kiosk.do("fields", account=order.kiosk_code)


def with_cash(kiosk: Stand, order: Intent, *notes: int) -> messages.Screen:
    checked(kiosk, order)
    kiosk.do("confirm")
    kiosk.insert(*notes)
    return kiosk.screen()


def money_agrees(town: Town) -> None:
    for terminal in town.terminals:
        terminal.demand_money_adds_up()
    balances = Shops.balances_of(town.centre)
    assert balances.get("provider:0:settlement", 0) == 0


def test_an_order_of_255_is_paid_with_300_and_the_rest_goes_to_a_phone(town: Town, shops: Shops) -> None:
    kiosk, _ = town.terminals
    order = shops.order()

    assert checked(kiosk, order).data["minimum"] == SUM
    kiosk.do("confirm")
    kiosk.insert(HUNDRED, HUNDRED, HUNDRED)
    assert kiosk.do("pay").screen == "K6r"
    kiosk.do("other_number")
    kiosk.to_cash(1, NUMBER)
    kiosk.do("pay")
    town.pass_time(5)

    assert shops.state(order).status is IntentStatus.PAID
    assert shops.balances()["pos:TEST:settlement"] == SUM - FEE
    assert list(town.provider.credited.values()) == [30_000 - SUM]
    assert town.states() == {"captured": 2}
    assert kiosk.screen().screen == "K8"
    money_agrees(town)


def test_of_two_kiosks_at_one_order_one_takes_cash(town: Town, shops: Shops) -> None:
    first, second = town.terminals
    order = shops.order()
    checked(first, order)

    told = checked(second, order)

    assert (told.screen, told.data["code"]) == ("K9", "order_being_paid")
    first.do("cancel")
    assert second.do("back").screen == "K3"
    assert second.do("fields", account=order.kiosk_code).screen == "K5"
    second.do("confirm")
    second.insert(FIVE_HUNDRED)
    second.do("pay")
    second.do("cancel")
    town.pass_time(5)
    assert shops.state(order).status is IntentStatus.PAID
    assert [slip.amount for slip in second.slips()] == [FIVE_HUNDRED - SUM]
    money_agrees(town)


def test_codes_that_somebody_guesses_take_no_cash(town: Town, shops: Shops) -> None:
    kiosk, _ = town.terminals
    order = shops.order()
    kiosk.do("touch")
    kiosk.do("provider", provider_id=0)

    slipped = order.kiosk_code[:-1] + str((int(order.kiosk_code[-1]) + 1) % 10)
    told = kiosk.do("fields", account=slipped)

    assert (told.screen, told.data["code"]) == ("K9", "mistyped_code")
    assert "опечатка" in told.data["words"]["ru"]


def test_the_due_date_passes_while_the_notes_go_in(town: Town, shops: Shops) -> None:
    kiosk, _ = town.terminals
    order = shops.order(lives_ms=MINUTE)
    with_cash(kiosk, order, HUNDRED, HUNDRED)
    for _ in range(80):
        town.pass_time(1)
        kiosk.do("touch")
        shops.time_decides()

    kiosk.insert(HUNDRED)
    kiosk.do("pay")
    kiosk.do("cancel")
    town.pass_time(5)

    assert shops.state(order).status is IntentStatus.PAID
    money_agrees(town)


@pytest.mark.parametrize("fault", [LOST, Unavailable("no_connection", "cut"), Unavailable("busy")])
def test_a_lost_reply_pays_the_order_once(town: Town, shops: Shops, fault: Unavailable) -> None:
    kiosk, _ = town.terminals
    town.lines[0].faults = [fault, LOST]
    town.lines[0].doubled = 1
    order = shops.order()
    with_cash(kiosk, order, HUNDRED, HUNDRED, HUNDRED)
    kiosk.do("pay")
    kiosk.do("cancel")

    town.pass_time(30)

    assert town.states() == {"captured": 1}
    assert shops.story(order).count("PaymentCaptured") == 1
    assert shops.balances()["pos:TEST:settlement"] == SUM - FEE
    money_agrees(town)


def test_an_order_that_was_cancelled_after_the_cash_leaves_it_the_payers(town: Town, shops: Shops) -> None:
    """The terminal was cut off so long that its reservation ended."""
    kiosk, _ = town.terminals
    order = shops.order()
    with_cash(kiosk, order, HUNDRED, HUNDRED, HUNDRED)
    town.lines[0].faults = [Unavailable("no_connection", "cut")] * 100
    kiosk.do("pay")
    kiosk.do("cancel")
    town.pass_time(11 * 60, step=10)
    shops.time_decides()
    shops.cancel(order)
    town.lines[0].faults = []

    town.pass_time(120)

    assert town.states() == {"cancelled": 1}
    assert sorted(slip.amount for slip in kiosk.slips()) == [30_000 - SUM, SUM]
    assert "TEST" not in "".join(shops.balances())
    money_agrees(town)


def test_a_payer_who_gives_up_leaves_the_order_free_at_once(town: Town, shops: Shops) -> None:
    kiosk, other = town.terminals
    order = shops.order()
    with_cash(kiosk, order, HUNDRED)

    kiosk.do("stop")
    kiosk.do("cancel")

    assert shops.state(order).reservation is not None
    kiosk.do("done")
    assert shops.state(order).reservation is None
    assert checked(other, order).screen == "K5"
    assert [slip.amount for slip in kiosk.slips()] == [HUNDRED]


def test_terminals_learn_of_orders_from_the_directory(town: Town, shops: Shops) -> None:
    kiosk, _ = town.terminals
    shown = kiosk.do("touch").data["providers"]

    assert [one["name"]["en"] for one in shown] == ["Pay an order by its code", "megafon"]
    assert town.lines[0].minutes(processing.PROVIDERS, 0)
