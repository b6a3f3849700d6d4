"""The list of payments finds what is asked for, counts it, sums it, and stays still while it grows."""

from datetime import timedelta
from typing import Any

import pytest

from common.clock import moment
from common.errors import Broken, Rejected, Unavailable
from common.principal import Principal
from common.retry import RetryPolicy, Strategy
from common.shown_status import ShownStatus
from processing_app.core.orders import Order
from processing_app.service import asks
from tests.processing_app.standin import Centre, Provider


def find(centre: Centre, **filters: Any) -> asks.PaymentRows:
    found: asks.PaymentRows = centre.look(centre.service.books.payments, asks.FindPayments(**filters))
    return found


def sums(centre: Centre, **filters: Any) -> asks.PaymentTotals:
    found: asks.PaymentTotals = centre.look(centre.service.books.payment_totals, asks.FindPayments(**filters))
    return found


@pytest.fixture
def provider(centre: Centre) -> Provider:
    return centre.sign_provider("МегаФон", RetryPolicy(strategy=Strategy.FIXED, pause_ms=40_000, attempts=5))[1]


@pytest.fixture
def agent(centre: Centre, provider: Provider) -> Principal:
    return centre.sign_agent()


@pytest.fixture
def every_state(centre: Centre, provider: Provider, agent: Principal) -> dict[ShownStatus, str]:
    """A payment in every state that the centre knows, each for another number; which is which."""
    accounts = {state: f"91234567{number:02d}" for number, state in enumerate(ShownStatus)}

    def pay(state: ShownStatus, *faults: Any) -> str:
        provider.faults = list(faults)
        paid = centre.pay(agent, centre.ask(account=accounts[state]))
        centre.run()
        return paid.payment_id

    made = {
        ShownStatus.CREDITED: pay(ShownStatus.CREDITED),
        ShownStatus.REJECTED: pay(ShownStatus.REJECTED, Rejected("unknown_account", "1")),
        ShownStatus.NEEDS_REVIEW: pay(ShownStatus.NEEDS_REVIEW, Broken("wrong_json")),
        ShownStatus.WAITING: pay(ShownStatus.WAITING, Unavailable("no_answer")),
        ShownStatus.REVERSED: pay(ShownStatus.REVERSED),
    }
    ask = asks.ReversePayment(payment=made[ShownStatus.REVERSED], reason="ошибся номером")
    centre.do(centre.service.repair.reverse_payment, ask)
    centre.run()
    made[ShownStatus.SENT] = centre.pay(agent, centre.ask(account=accounts[ShownStatus.SENT])).payment_id
    return made


def test_each_state_is_shown_and_found_by_its_name(centre: Centre, every_state: dict[ShownStatus, str]) -> None:
    for state, payment_id in every_state.items():
        found = find(centre, state=state)

        assert [row.payment_id for row in found.payments] == [payment_id]
        assert found.payments[0].shown is state
        assert found.found == 1


def test_counters_count_every_state_whatever_state_is_chosen(
    centre: Centre, every_state: dict[ShownStatus, str]
) -> None:
    found = sums(centre, state=ShownStatus.CREDITED)

    assert {one.state: one.count for one in found.states} == dict.fromkeys(every_state, 1)
    assert (found.all, found.count) == (len(every_state), 1)
    assert (found.inserted, found.agent_fee, found.credited) == (10_000, 300, 9_700)


def test_commissions_that_went_back_with_their_payments_are_not_counted_as_taken(
    centre: Centre, every_state: dict[ShownStatus, str]
) -> None:
    found = sums(centre)
    back = [sums(centre, state=state) for state in (ShownStatus.REJECTED, ShownStatus.REVERSED)]

    assert found.inserted == len(every_state) * 10_000
    assert found.processing_fee == (len(every_state) - 2) * 97
    assert [one.processing_fee for one in back] == [0, 0]
    assert [one.agent_fee for one in back] == [0, 300]


def test_sums_are_those_of_the_books(centre: Centre, every_state: dict[ShownStatus, str]) -> None:
    found = sums(centre)

    assert found.inserted == 10_000 * len(every_state)
    assert found.credited == 9_700
    assert (found.rejected, found.rejected_share) == (1, 1666)


def test_a_retry_tells_its_attempt_its_limit_and_when(centre: Centre, every_state: dict[ShownStatus, str]) -> None:
    row = find(centre, state=ShownStatus.WAITING).payments[0]

    assert (row.attempts, row.most_attempts) == (1, 5)
    assert row.due is not None
    assert moment(centre.clock.now_ms()) < row.due <= moment(centre.clock.now_ms()) + timedelta(seconds=40)
    assert row.reason_words.ru


def test_names_stand_beside_numbers(centre: Centre, every_state: dict[ShownStatus, str]) -> None:
    row = find(centre).payments[0]

    assert (row.provider_name.ru, row.agent_name) == ("МегаФон", "Агент")
    assert row.agent_number


@pytest.mark.parametrize("text", ["МЕГАФОН", "мегафон", "фон", "АГЕНТ", "9123456", "t1"])
def test_text_is_looked_for_in_any_case_of_letters(centre: Centre, agent: Principal, text: str) -> None:
    centre.pay(agent, centre.ask())

    assert find(centre, text=text).found == 1


def test_a_code_an_id_and_a_number_are_found_from_their_beginnings(centre: Centre, agent: Principal) -> None:
    wanted = centre.pay(agent, centre.ask(account="9000000001"))
    centre.clock.advance(5_000_000)
    centre.pay(agent, centre.ask(account="9000000002"))
    row = next(row for row in find(centre).payments if row.payment_id == wanted.payment_id)

    whole = (row.code, row.code.lower(), row.code[:7], row.payment_id, row.payment_id[:13], str(row.number))
    assert {text: [one.payment_id for one in find(centre, text=text).payments] for text in whole} == {
        text: [wanted.payment_id] for text in whole
    }


@pytest.mark.parametrize("text", ["*", "?", "[", "91*", "%", "_", "нет такого", "'; DROP TABLE payments"])
def test_signs_of_patterns_are_letters_like_any_other(centre: Centre, agent: Principal, text: str) -> None:
    centre.pay(agent, centre.ask())

    assert find(centre, text=text).found == 0


def test_a_period_takes_its_beginning_and_leaves_its_end(centre: Centre, agent: Principal) -> None:
    moments = []
    for _ in range(3):
        moments.append(moment(centre.clock.now_ms()))
        centre.pay(agent, centre.ask())
        centre.clock.advance(60)

    assert find(centre, since=moments[1]).found == 2
    assert find(centre, until=moments[1]).found == 1
    assert find(centre, since=moments[1], until=moments[2]).found == 1


def test_pages_stay_still_while_the_list_grows(centre: Centre, agent: Principal) -> None:
    for _ in range(5):
        centre.pay(agent, centre.ask())
    first = find(centre, limit=2)

    centre.pay(agent, centre.ask())
    second = find(centre, limit=2, offset=2, up_to=first.up_to)

    assert first.found == second.found == 5
    assert not {row.payment_id for row in first.payments} & {row.payment_id for row in second.payments}
    assert find(centre).found == 6


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_shows_every_payment_once(
    centre: Centre, every_state: dict[ShownStatus, str], order: Order, descending: bool
) -> None:
    pages = [find(centre, order=order, descending=descending, limit=2, offset=place) for place in (0, 2, 4)]
    shown = [row.payment_id for page in pages for row in page.payments]

    assert sorted(shown) == sorted(every_state.values())


def test_sums_order_a_list_from_either_end(centre: Centre, agent: Principal) -> None:
    for amount in (300, 100, 200):
        centre.pay(agent, centre.ask(inserted=amount, amount=amount, agent_fee=0))

    found = find(centre, order=Order.AMOUNT).payments

    assert [row.amount for row in found] == [300, 200, 100]


def test_filters_of_provider_and_agent_hold_together(centre: Centre, agent: Principal) -> None:
    other, _ = centre.sign_provider("Билайн")
    second = centre.sign_agent()
    centre.pay(agent, centre.ask())
    centre.pay(agent, centre.ask(provider_id=other))
    centre.pay(second, centre.ask(provider_id=other))

    assert find(centre, provider_id=other).found == 2
    assert find(centre, provider_id=other, agent_id=int(second.id)).found == 1
    assert sums(centre, agent_id=int(agent.id)).count == 2


def test_a_reversal_under_way_is_still_credited_until_a_person_is_needed(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    paid = centre.pay(agent, centre.ask())
    centre.run()
    provider.silent = {"reverse"}
    centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=paid.payment_id, reason="причина"))
    centre.run()

    row = find(centre).payments[0]
    assert (row.shown, row.reversing) == (ShownStatus.CREDITED, True)

    centre.run_for(400, step=20)
    row = find(centre).payments[0]
    assert (row.shown, row.reversing) == (ShownStatus.NEEDS_REVIEW, True)
    assert "поставщика" in row.money.ru
    assert sums(centre).credited == 9_700
