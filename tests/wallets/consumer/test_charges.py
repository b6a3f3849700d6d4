"""A charge above the limit waits for the payer, who confirms what he saw or refuses."""

import pytest

from common.errors import ContractFault, Rejected, Unavailable
from consumer_app import messages
from consumer_app.service.wallet_charges import SELDOM_SECONDS
from tests.consumer_app.world import OPERATOR, World
from tests.wallets.consumer.centre import SimulatedCentre


def waiting(world: World) -> list[messages.Charge]:
    ask = messages.AskWallets()
    return world.database.read(lambda db: world.service.charges.charges(db, OPERATOR, ask)).charges


def poll(world: World) -> None:
    for wallet in world.service.wallets.active_wallets():
        world.service.charges.poll(wallet)


def word(charge: messages.Charge, *, accept: bool = True, shown: str = "") -> messages.ConfirmCharge:
    return messages.ConfirmCharge(payment_id=charge.payment_id, accept=accept, shown=shown or charge.shown)


def test_a_charge_is_shown_with_the_directorys_name_and_the_sum(world: World, centre: SimulatedCentre) -> None:
    centre.charge()
    assert waiting(world) == []
    poll(world)

    (charge,) = waiting(world)

    assert (charge.recipient.name, charge.amount, charge.order) == ("Мегасвязь", 250_000, "Чек 42")
    assert charge.left_ms == 60_000


@pytest.mark.parametrize(("accept", "state"), [(True, "accepted"), (False, "failed")])
def test_the_payers_word_goes_with_the_digest_of_what_was_shown(
    world: World, centre: SimulatedCentre, accept: bool, state: str
) -> None:
    centre.charge()
    poll(world)
    (charge,) = waiting(world)

    after = world.service.charges.confirm_charge(OPERATOR, word(charge, accept=accept))

    assert after.state == state
    assert [(one.accept, one.shown) for one in centre.words] == [(accept, charge.shown)]
    assert waiting(world) == []


def test_what_was_not_shown_is_not_confirmed(world: World, centre: SimulatedCentre) -> None:
    centre.charge()
    poll(world)
    (charge,) = waiting(world)

    with pytest.raises(Rejected, match="shown_differs"):
        world.service.charges.confirm_charge(OPERATOR, word(charge, shown="of another charge"))

    assert centre.words == []
    assert len(waiting(world)) == 1


def test_a_charge_whose_time_is_over_leaves_the_screen(world: World, centre: SimulatedCentre) -> None:
    centre.charge()
    poll(world)
    (charge,) = waiting(world)
    centre.waiting.clear()

    with pytest.raises(Rejected, match="confirmation_over"):
        world.service.charges.confirm_charge(OPERATOR, word(charge))

    assert waiting(world) == []


def test_a_lost_answer_leaves_the_charge_where_it_can_be_answered_again(world: World, centre: SimulatedCentre) -> None:
    centre.charge()
    poll(world)
    (charge,) = waiting(world)
    centre.fail(Unavailable("no_answer"))

    with pytest.raises(Unavailable):
        world.service.charges.confirm_charge(OPERATOR, word(charge))

    assert waiting(world) == [charge]


def test_charges_are_asked_for_unasked_and_at_once_after_a_notice(world: World, centre: SimulatedCentre) -> None:
    (wallet,) = world.service.wallets.active_wallets()
    assert world.service.charges.poll_due(wallet) is None
    centre.charge()
    world.service.charges.poll_due(wallet)
    assert waiting(world) == []

    world.service.charges.poll_soon(wallet.id)
    world.service.charges.poll_due(wallet)

    assert len(waiting(world)) == 1
    centre.fail(ContractFault("wrong_password"))
    world.clock.advance(SELDOM_SECONDS)
    error = world.service.charges.poll_due(wallet)
    assert error is not None
    assert error.code == "wrong_password"
