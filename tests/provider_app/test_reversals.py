"""A credited sum is taken back whole, once, as long as it is there."""

from common import ids, spawn
from common.protocol.endpoint import Nothing
from common.protocol.provider import Outcome
from provider_app.service import messages
from tests.provider_app.running import Centre, Running, Subscriber, code


def test_a_reversal_takes_the_whole_sum_back_once(centre: Centre, subscriber: Subscriber) -> None:
    done = centre.credit(centre.question(subscriber.number))
    reversal_id = ids.uuid7(1)

    with spawn.pool("eight", 8) as pool:
        answers = list(pool.map(lambda _: centre.reverse(done.payment_id, reversal_id=reversal_id), range(8)))

    assert len({answer.reference for answer in answers}) == 1
    assert (answers[0].amount, subscriber.balance) == (done.amount, 0)
    assert centre.status(done.payment_id).status is Outcome.REVERSED


def test_a_reversed_payment_is_not_credited_or_reversed_again(centre: Centre, subscriber: Subscriber) -> None:
    ask = centre.question(subscriber.number)
    done = centre.credit(ask)
    centre.reverse(ask.payment_id)
    centre.credit(centre.question(subscriber.number, 50_000))

    assert centre.credit(ask) == done
    assert code(lambda: centre.reverse(ask.payment_id)) == "Rejected not_credited"
    assert subscriber.balance == 50_000


def test_money_that_was_spent_is_not_taken_back(centre: Centre, subscriber: Subscriber) -> None:
    done = centre.credit(centre.question(subscriber.number))
    subscriber.use()
    left = subscriber.balance
    reversal_id = ids.uuid7(2)

    assert code(lambda: centre.reverse(done.payment_id, reversal_id=reversal_id)) == "Rejected spent"
    assert subscriber.balance == left

    centre.credit(centre.question(subscriber.number))
    assert code(lambda: centre.reverse(done.payment_id, reversal_id=reversal_id)) == "Rejected spent"
    assert centre.reverse(done.payment_id).amount == done.amount


def test_a_reversal_id_belongs_to_its_payment(centre: Centre, subscriber: Subscriber) -> None:
    first, second = (centre.credit(centre.question(subscriber.number)) for _ in range(2))
    reversal_id = ids.uuid7(3)
    centre.reverse(first.payment_id, reversal_id=reversal_id)

    assert code(lambda: centre.reverse(second.payment_id, reversal_id=reversal_id)) == "Broken payment_id_reused"
    assert subscriber.balance == second.amount


def test_what_was_never_credited_is_not_reversed_however_late(centre: Centre, subscriber: Subscriber) -> None:
    ask = centre.question(subscriber.number)
    reversal_id = ids.uuid7(4)

    assert code(lambda: centre.reverse(ask.payment_id, reversal_id=reversal_id)) == "Rejected not_credited"

    centre.credit(ask)
    assert code(lambda: centre.reverse(ask.payment_id, reversal_id=reversal_id)) == "Rejected not_credited"
    assert subscriber.balance == ask.amount


def test_a_voided_payment_has_nothing_to_reverse(centre: Centre) -> None:
    payment_id = ids.uuid7(5)
    centre.void(payment_id)

    assert code(lambda: centre.reverse(payment_id)) == "Rejected not_credited"


def test_the_books_agree_after_everything(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    for amount in (1_000, 2_000, 3_000):
        centre.credit(centre.question(subscriber.number, amount))
    centre.reverse(centre.credit(centre.question(subscriber.number, 700)).payment_id)
    subscriber.use(3)

    totals: messages.Totals = running.operate("totals", Nothing())

    assert totals.agree
    assert totals.credited - totals.reversed - totals.used == totals.balances


def test_a_row_that_disappears_is_noticed(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    done = centre.credit(centre.question(subscriber.number))

    running.instance.program.database.write(
        lambda db: db.raw.execute("DELETE FROM operations WHERE payment_id = ?", (done.payment_id,))
    )

    totals: messages.Totals = running.operate("totals", Nothing())
    assert not totals.agree
    assert [(one.number, one.balance, one.booked) for one in totals.apart] == [(subscriber.number, 10_000, 0)]
