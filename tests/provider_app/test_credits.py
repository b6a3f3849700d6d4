"""A payment id is credited or voided, once, whatever is repeated."""

from functools import partial

import msgspec
import pytest

from common import ids, spawn
from common.clock import moment
from common.protocol.provider import CreditAccount, Outcome
from provider_app.service import messages
from tests.provider_app.running import Centre, Running, Subscriber, code

EIGHT = 8


def test_a_credit_grows_the_balance(centre: Centre, subscriber: Subscriber) -> None:
    done = centre.credit(centre.question(subscriber.number, 12_345))

    assert (done.amount, done.currency, subscriber.balance) == (12_345, "RUB", 12_345)
    assert centre.status(done.payment_id).status is Outcome.CREDITED
    assert centre.status(done.payment_id).reference == done.reference


def test_a_repeated_credit_is_answered_the_same_and_moves_nothing(centre: Centre, subscriber: Subscriber) -> None:
    ask = centre.question(subscriber.number)

    first, again = centre.credit(ask), centre.credit(ask)

    assert first == again
    assert subscriber.balance == ask.amount


def test_eight_identical_credits_at_once_make_one_row(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    ask = centre.question(subscriber.number)

    with spawn.pool("eight", EIGHT) as pool:
        answers = list(pool.map(lambda _: centre.credit(ask), range(EIGHT)))

    assert len({answer.reference for answer in answers}) == 1
    assert running.rows("SELECT count(*) FROM operations WHERE payment_id = ?", ask.payment_id) == [(1,)]
    assert subscriber.balance == ask.amount


@pytest.mark.parametrize(
    "changed",
    [{"amount": 10_001}, {"account": "9000000001"}, {"number": 7}, {"accepted_at": moment(1_899_000_000_000)}],
)
def test_the_same_id_with_other_content_is_reused(
    centre: Centre, subscriber: Subscriber, changed: dict[str, object]
) -> None:
    ask = centre.question(subscriber.number)
    first = centre.credit(ask)

    other = msgspec.structs.replace(ask, **changed)

    assert code(lambda: centre.credit(other)) == "Broken payment_id_reused"
    assert centre.credit(ask) == first
    assert subscriber.balance == ask.amount


def test_a_fence_before_the_credit_holds(centre: Centre, subscriber: Subscriber) -> None:
    ask = centre.question(subscriber.number)

    voided = centre.void(ask.payment_id)

    assert voided.status is Outcome.VOIDED
    assert centre.void(ask.payment_id) == voided
    assert code(lambda: centre.credit(ask)) == "Rejected voided"
    assert centre.status(ask.payment_id).status is Outcome.VOIDED
    assert subscriber.balance == 0


def test_a_fence_after_the_credit_is_too_late(centre: Centre, subscriber: Subscriber) -> None:
    done = centre.credit(centre.question(subscriber.number))

    answer = centre.void(done.payment_id)

    assert (answer.status, answer.reference) == (Outcome.CREDITED, done.reference)
    assert subscriber.balance == done.amount


def test_a_credit_and_a_fence_at_once_agree(centre: Centre, subscriber: Subscriber) -> None:
    asks = [centre.question(subscriber.number, 100) for _ in range(20)]

    with spawn.pool("race", EIGHT) as pool:
        paid = [pool.submit(code, partial(centre.credit, ask)) for ask in asks]
        voids = [pool.submit(centre.void, ask.payment_id) for ask in asks]
        seen = [(credit.result(), void.result().status) for credit, void in zip(paid, voids, strict=True)]

    assert set(seen) <= {("", Outcome.CREDITED), ("Rejected voided", Outcome.VOIDED)}
    assert subscriber.balance == 100 * sum(no == "" for no, _ in seen)


def test_an_id_nobody_saw_is_unknown(centre: Centre) -> None:
    assert centre.status(ids.uuid7(1)).status is Outcome.UNKNOWN


def test_another_contracts_payment_is_invisible(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    ask = centre.question(subscriber.number)
    centre.credit(ask)

    stranger = running.centre()

    assert stranger.status(ask.payment_id).status is Outcome.UNKNOWN
    assert stranger.register().rows == []
    assert code(lambda: stranger.reverse(ask.payment_id)) == "Rejected not_credited"
    assert stranger.void(ask.payment_id).status is Outcome.VOIDED
    assert centre.status(ask.payment_id).status is Outcome.CREDITED


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"amount": 0}, "Rejected amount_out_of_range"),
        ({"amount": -5}, "Rejected amount_out_of_range"),
        ({"amount": 99}, "Rejected amount_out_of_range"),
        ({"amount": 1_500_001}, "Rejected amount_out_of_range"),
        ({"amount": 10**15}, "Rejected amount_out_of_range"),
        ({"currency": "USD"}, "Rejected wrong_currency"),
        ({"account": "9000000001"}, "Rejected unknown_account"),
        ({"account": "12"}, "Rejected wrong_field"),
        ({"account": "9" * 500}, "Rejected wrong_field"),
        ({"fields": {"other": "1"}}, "Rejected unknown_field"),
        ({"payment_id": ""}, "Broken wrong_json"),
        ({"payment_id": "9" * 65}, "Broken wrong_json"),
        ({"payment_id": "a b"}, "Broken wrong_json"),
        ({"number": -1}, "Broken wrong_json"),
        ({"number": 10**20}, "Broken wrong_json"),
        ({"accepted_at": moment(0)}, "Broken wrong_json"),
        ({"accepted_at": moment(1_900_000_000_000).replace(tzinfo=None)}, "Broken wrong_json"),
    ],
)
def test_what_cannot_be_credited_is_refused_and_moves_nothing(
    centre: Centre, subscriber: Subscriber, changed: dict[str, object], refusal: str
) -> None:
    ask = centre.question(subscriber.number, **changed)

    assert code(lambda: centre.credit(ask)) == refusal
    assert subscriber.balance == 0
    assert centre.register().rows == []


def test_a_blocked_subscriber_is_not_credited(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    running.operate("block-subscriber", messages.OneSubscriber(number=subscriber.number))

    assert code(lambda: centre.credit(centre.question(subscriber.number))) == "Rejected account_blocked"
    assert code(lambda: centre.check(subscriber.number)) == "Rejected account_blocked"


def test_a_no_stays_a_no_when_the_request_comes_again_later(
    running: Running, centre: Centre, subscriber: Subscriber
) -> None:
    """The centre has given the money back by then."""
    ask = centre.question(subscriber.number)
    running.operate("block-subscriber", messages.OneSubscriber(number=subscriber.number))
    refusal = code(lambda: centre.credit(ask))

    running.operate("unblock-subscriber", messages.OneSubscriber(number=subscriber.number))

    assert code(lambda: centre.credit(ask)) == refusal == "Rejected account_blocked"
    assert code(lambda: centre.credit(_with(ask, amount=1_000))) == "Broken payment_id_reused"
    assert centre.credit(centre.question(subscriber.number)).amount == ask.amount == subscriber.balance


def test_a_contract_out_of_force_takes_nothing_new_but_answers_for_the_old(
    running: Running, centre: Centre, subscriber: Subscriber
) -> None:
    ask = centre.question(subscriber.number)
    done = centre.credit(ask)

    running.operate("block-contract", messages.OneContract(contract=centre.contract))

    assert centre.credit(ask) == done
    assert code(lambda: centre.credit(centre.question(subscriber.number))) == "ContractFault contract_expired"
    assert code(lambda: centre.check(subscriber.number)) == "ContractFault contract_expired"
    assert centre.status(ask.payment_id).status is Outcome.CREDITED
    assert centre.void(ids.uuid7(2)).status is Outcome.VOIDED
    running.operate("unblock-contract", messages.OneContract(contract=centre.contract))
    assert centre.check(subscriber.number).balance == ask.amount


def test_the_register_tells_every_operation_in_order_page_by_page(centre: Centre, subscriber: Subscriber) -> None:
    asks = [centre.question(subscriber.number, 1_000 + n) for n in range(5)]
    for ask in asks:
        centre.credit(ask)
    centre.reverse(asks[0].payment_id)
    centre.void(ids.uuid7(3))

    rows, position, more = [], "", True
    while more:
        page = centre.register(after=position, limit=2)
        rows += page.rows
        position, more = page.position, page.more

    assert [row.kind for row in rows] == ["credit"] * 5 + ["reverse", "void"]
    assert [row.amount for row in rows[:6]] == [1_000, 1_001, 1_002, 1_003, 1_004, 1_000]
    assert centre.register(after=position).rows == []
    assert code(lambda: centre.register(after="x")) == "Broken wrong_json"
    assert code(lambda: centre.register(limit=0)) == "Broken wrong_json"


def _with(ask: CreditAccount, **changed: object) -> CreditAccount:
    return msgspec.structs.replace(ask, **changed)
