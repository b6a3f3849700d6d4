"""A kiosk's payment of an order in the centre's own delivery: once through any death, given back, told in lists."""

import pytest

from common import ids
from common.clock import moment
from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.provider import Outcome
from common.status import Status
from processing_app.core.events import PaymentAuthorized, RefundRequested
from processing_app.core.intent import IntentStatus
from processing_app.service import asks
from processing_app.store import kiosk_codes, log
from tests.intents.kiosk.shops import FEE, SUM, Shops
from tests.intents.kiosk.test_orders import COMMISSION, check, pay
from tests.processing_app.standin import Centre

WHOLE = 1_000_000


@pytest.fixture
def agent(centre: Centre) -> Principal:
    return centre.sign_agent()


def terms(centre: Centre, payment_id: str) -> PaymentAuthorized:
    event = centre.database.read(lambda db: log.load(db, log.intent(payment_id)))[0].event
    assert isinstance(event, PaymentAuthorized)
    return event


def paid(centre: Centre, shops: Shops, agent: Principal) -> tuple[str, str]:
    """An order paid at a kiosk: the order's id, the kiosk's payment."""
    order = shops.order()
    payment_id = pay(centre, agent, order, check(centre, agent, order.kiosk_code).payment_id)
    centre.run()
    return order.id, payment_id


def reversed_by_operator(centre: Centre, payment_id: str) -> None:
    centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason="brought back"))
    centre.run()


@pytest.mark.parametrize("asks_first", [False, True])
def test_a_death_between_the_two_commits_credits_the_order_once(
    centre: Centre, shops: Shops, agent: Principal, asks_first: bool
) -> None:
    """The order is paid, and the delivery dies before the kiosk's payment is captured."""
    order = shops.order()
    payment_id = pay(centre, agent, order)
    adapter = centre.program.providers.of(0).adapter
    reference = adapter.credit(terms(centre, payment_id))
    if asks_first:
        known = adapter.status(payment_id)
        assert (known.status, known.amount, known.reference) == (Outcome.CREDITED, SUM, reference)

    assert adapter.credit(terms(centre, payment_id)) == reference
    centre.run()

    assert centre.state(payment_id, agent).status is Status.CAPTURED
    assert shops.story(order).count("PaymentStarted") == 1
    assert shops.balances()["pos:TEST:settlement"] == SUM - FEE


def test_what_was_not_credited_is_not_known_and_may_be_given_up(centre: Centre, shops: Shops, agent: Principal) -> None:
    order = shops.order()
    payment_id = pay(centre, agent, order)
    adapter = centre.program.providers.of(0).adapter

    assert adapter.status(payment_id).status is Outcome.UNKNOWN
    assert adapter.void(payment_id).status is Outcome.VOIDED
    centre.run()
    assert adapter.void(payment_id).status is Outcome.CREDITED
    assert adapter.status(ids.uuid7(centre.clock.now_ms())).status is Outcome.UNKNOWN


def test_a_reversal_gives_the_whole_sum_back_to_the_agent_once(centre: Centre, shops: Shops, agent: Principal) -> None:
    """The fee stays taken of the shop, which has other money; the agent gives the payer his cash."""
    paid(centre, shops, agent)
    order_id, payment_id = paid(centre, shops, agent)

    reversed_by_operator(centre, payment_id)

    assert centre.state(payment_id, agent).status is Status.REFUNDED
    balances = shops.balances()
    assert balances["agent:1:deposit"] == WHOLE - SUM - COMMISSION
    assert balances["pos:TEST:settlement"] == SUM - 2 * FEE
    assert balances["provider:0:settlement"] == 0
    adapter = centre.program.providers.of(0).adapter
    assert adapter.status(payment_id).status is Outcome.REVERSED
    events = [one.event for one in centre.database.read(lambda db: log.load(db, log.intent(order_id)))]
    assert [type(one).__name__ for one in events][-3:] == ["RefundStarted", "RefundSucceeded", "PaymentRefunded"]
    reversal_id = events[-3].external_id  # type: ignore[attr-defined]
    assert adapter.reverse(terms(centre, payment_id), reversal_id, "") == f"{order_id}.1"
    assert shops.balances() == balances
    with pytest.raises(Rejected, match="spent"):
        adapter.reverse(terms(centre, payment_id), ids.uuid7(centre.clock.now_ms()), "")


def test_a_shop_that_has_spent_the_money_is_not_reversed(centre: Centre, shops: Shops, agent: Principal) -> None:
    """After its fee the shop has less than the payer paid."""
    _, payment_id = paid(centre, shops, agent)

    reversed_by_operator(centre, payment_id)

    state = centre.state(payment_id, agent)
    assert (state.status, state.reason) == (Status.CAPTURED, "spent")
    assert shops.balances()["pos:TEST:settlement"] == SUM - FEE


def test_what_was_never_credited_cannot_be_reversed(centre: Centre, shops: Shops, agent: Principal) -> None:
    order = shops.order()
    payment_id = pay(centre, agent, order)

    with pytest.raises(Rejected, match="not_credited"):
        centre.program.providers.of(0).adapter.reverse(terms(centre, payment_id), "r", "")


def test_nobody_settles_by_hand_against_what_the_order_says(centre: Centre, shops: Shops, agent: Principal) -> None:
    order = shops.order()
    shops.stop(order)
    payment_id = pay(centre, agent, order)
    centre.run()
    (dead,) = centre.dead()
    credited = asks.SettleTask(task_id=dead.task_id, outcome="credited", reference="R", reason="they say so")

    with pytest.raises(Rejected, match="outcome"):
        centre.do(centre.service.repair.settle_task, credited)

    assert centre.state(payment_id, agent).status is Status.AUTHORIZED
    returned = asks.SettleTask(task_id=dead.task_id, outcome="returned", reason="the shop is gone")
    centre.do(centre.service.repair.settle_task, returned)
    assert shops.balances()["agent:1:deposit"] == WHOLE


def test_cash_settled_by_hand_as_returned_frees_its_order(centre: Centre, shops: Shops, agent: Principal) -> None:
    order = shops.order()
    centre.do(centre.service.contracts.pause_provider, asks.ProviderId(provider_id=0))
    payment_id = pay(centre, agent, order)
    centre.run()
    assert shops.state(order).reservation is not None

    shops.stop(order)
    centre.do(centre.service.contracts.resume_provider, asks.ProviderId(provider_id=0))
    centre.run()
    shops.revive(order)
    (dead,) = centre.dead()
    centre.do(
        centre.service.repair.settle_task,
        asks.SettleTask(task_id=dead.task_id, outcome="returned", reason="the payer has his cash"),
    )

    assert centre.state(payment_id, agent).status is Status.CANCELLED
    assert shops.state(order).reservation is None
    assert shops.state(order).status is IntentStatus.UNPAID


def test_the_register_tells_what_was_paid_and_what_was_given_back(
    centre: Centre, shops: Shops, agent: Principal
) -> None:
    _, first = paid(centre, shops, agent)
    order_id, second = paid(centre, shops, agent)
    reversed_by_operator(centre, second)
    cancelled = shops.order()
    shops.cancel(cancelled)
    pay(centre, agent, cancelled)
    centre.run()

    page = centre.program.providers.of(0).adapter.register("")

    assert [(row.payment_id, row.kind, row.amount) for row in page.rows] == [
        (first, "credit", SUM),
        (second, "credit", SUM),
        (second, "reverse", SUM),
    ]
    assert not page.more
    assert page.rows[1].reference == f"{order_id}.1"
    assert centre.program.providers.of(0).adapter.register(page.position).rows == []


def test_a_reconciliation_finds_no_difference(centre: Centre, shops: Shops, agent: Principal) -> None:
    paid(centre, shops, agent)
    now = centre.clock.now_ms()
    ask = asks.Reconcile(since=moment(now - 1000), until=moment(now + 1000))

    made = centre.service.reconciliation.reconcile(Principal("operator", "operator"), ask)

    assert (made.state, made.agreed, made.differences) == ("done", 1, 0)


def test_the_list_of_payments_names_the_provider_in_words(centre: Centre, shops: Shops, agent: Principal) -> None:
    paid(centre, shops, agent)

    (row,) = centre.look(centre.service.books.payments, asks.FindPayments()).payments

    assert row.provider_name.ru == "Оплата заказа по коду"


def test_nothing_of_it_needs_a_login(centre: Centre, shops: Shops) -> None:
    """Its contract has no password, and nobody is called for that."""
    (own,) = centre.look(centre.service.contracts.providers, Nothing()).providers

    assert (own.provider_id, own.paused, own.active) == (0, "", True)
    try:
        centre.program.providers.of(0)
    except ContractFault as fault:
        pytest.fail(str(fault))


def test_a_death_amid_a_reversal_gives_the_sum_back_once(centre: Centre, shops: Shops, agent: Principal) -> None:
    """The order gave it back, and the delivery died before the agent's deposit had it."""
    paid(centre, shops, agent)
    _, payment_id = paid(centre, shops, agent)
    centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason="brought back"))
    asked = centre.database.read(lambda db: log.load(db, log.intent(payment_id)))[-1].event
    assert isinstance(asked, RefundRequested)

    centre.program.providers.of(0).adapter.reverse(terms(centre, payment_id), asked.reversal_id, "")
    assert shops.balances()["provider:0:settlement"] == SUM
    centre.run()

    assert centre.state(payment_id, agent).status is Status.REFUNDED
    assert shops.balances()["provider:0:settlement"] == 0
    assert shops.balances()["agent:1:deposit"] == WHOLE - SUM - COMMISSION


def test_books_that_are_made_again_find_every_order_by_its_code(centre: Centre, shops: Shops, agent: Principal) -> None:
    paid(centre, shops, agent)
    order = shops.order()
    centre.database.write(lambda db: kiosk_codes.rewrite(db, {"100000009": "nobody's"}))
    with pytest.raises(Broken, match="kiosk code"):
        shops.balances()

    centre.do(centre.service.books.rebuild, asks.Rebuild())

    assert shops.balances()["provider:0:settlement"] == 0
    assert check(centre, agent, order.kiosk_code).amount == SUM
