"""Several tries under one id: the centre's yes is kept whichever of them heard it, and a silent centre has its rest."""

from collections.abc import Callable

import pytest

from common.errors import Unavailable
from common.ids import uuid7
from consumer_app import messages
from consumer_app.core import PaymentState
from consumer_app.store import wallet_payments as store
from tests.consumer_app.world import World
from tests.wallets.consumer.centre import SimulatedCentre
from tests.wallets.consumer.test_payments import made, settle

Send = Callable[..., messages.PaymentKnown]


def test_the_centres_yes_is_kept_also_where_another_try_under_the_same_id_had_not_reached_it(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    payment_id = uuid7(world.clock.now_ms())
    inner: list[messages.PaymentKnown] = []

    def first_fails_while_the_second_gets_through() -> None:
        centre.recover()
        inner.append(send(payment_id))
        raise Unavailable("no_connection")

    centre.before = first_fails_while_the_second_gets_through
    with pytest.raises(Unavailable):
        send(payment_id)
    assert centre.balance == 99_000
    assert [one.state for one in made(world)] == [PaymentState.TAKEN]

    late = store.Outcome(PaymentState.REFUSED, 0, "no_connection")
    other = uuid7(world.clock.now_ms())
    centre.fail(Unavailable("no_connection"))
    with pytest.raises(Unavailable):
        send(other)
    yes = store.Outcome(PaymentState.ENDED)
    world.database.write(lambda db: store.end(db, other, yes))
    world.database.write(lambda db: store.end(db, other, late))

    assert {one.payment_id: one.state for one in made(world)}[other] is PaymentState.ENDED


def test_a_centre_that_is_silent_is_asked_one_thing_a_turn(world: World, centre: SimulatedCentre, send: Send) -> None:
    centre.lose_answers()
    for _ in range(3):
        with pytest.raises(Unavailable):
            send()
    world.clock.advance(61)
    before = len(centre.asked)

    turns = [world.service.wallet_payments.settle_due() for _ in range(4)]

    assert turns == [1, 1, 1, 0]
    assert len(centre.asked) == before + 3


def test_one_that_is_sent_again_and_whose_outcome_the_disk_did_not_take_is_asked_for_without_a_restart(
    world: World, centre: SimulatedCentre, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment_id = uuid7(world.clock.now_ms())
    centre.fail(Unavailable("no_connection"))
    with pytest.raises(Unavailable):
        send(payment_id)
    centre.recover()
    with monkeypatch.context() as broken:
        broken.setattr(store, "end", lambda *_: (_ for _ in ()).throw(Unavailable("storage_full")))
        with pytest.raises(Unavailable, match="storage_full"):
            send(payment_id)

    settle(world)

    assert [one.state for one in made(world)] == [PaymentState.TAKEN]


def test_what_nobody_knows_is_not_refused_because_another_try_had_not_reached_the_centre(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    payment_id = uuid7(world.clock.now_ms())

    def first_fails_while_the_answer_to_the_second_is_lost() -> None:
        centre.recover()
        centre.lose_answers()
        with pytest.raises(Unavailable, match="no_answer"):
            send(payment_id)
        raise Unavailable("no_connection")

    centre.before = first_fails_while_the_answer_to_the_second_is_lost
    with pytest.raises(Unavailable):
        send(payment_id)
    assert [one.state for one in made(world)] == [PaymentState.UNKNOWN]
    centre.recover()
    settle(world)

    assert [one.state for one in made(world)] == [PaymentState.TAKEN]
    assert centre.balance == 99_000


@pytest.mark.parametrize("order", [lambda *both: both, lambda *both: both[::-1]], ids=["first", "last"])
def test_an_unknown_outcome_is_asked_about_whenever_the_try_that_never_left_is_written(
    world: World, centre: SimulatedCentre, send: Send, order: Callable[..., tuple[store.Outcome, store.Outcome]]
) -> None:
    payment_id = uuid7(world.clock.now_ms())
    centre.fail(Unavailable("no_connection"))
    with pytest.raises(Unavailable):
        send(payment_id)
    world.database.write(lambda db: store.reopen(db, payment_id, 1))
    never_left = store.Outcome(PaymentState.REFUSED, 0, "no_connection")
    unknown = store.Outcome(PaymentState.UNKNOWN, 7, "no_answer")

    for one in order(never_left, unknown):
        world.database.write(lambda db, one=one: store.end(db, payment_id, one))  # type: ignore[misc]

    found = world.database.read(lambda db: store.find(db, payment_id))
    assert found is not None
    assert (found.state, found.code, found.ask_after) == (PaymentState.UNKNOWN, "no_answer", 7)
