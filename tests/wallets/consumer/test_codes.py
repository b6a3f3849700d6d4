"""Two barcodes are in memory at the most: one to pay with, one for a short cut of the network."""

import pytest

from common import spawn
from common.errors import Unavailable
from consumer_app import messages
from consumer_app.server import OPERATIONS
from consumer_app.wallet_worker import WalletWorker
from tests.consumer_app.world import OPERATOR, World
from tests.wallets.consumer.centre import SimulatedCentre


def code(world: World, *, fresh: bool = False) -> messages.BarcodeShown:
    return world.service.wallet_codes.barcode(OPERATOR, messages.AskBarcode(fresh=fresh))


def test_a_code_is_shown_for_its_minute_whatever_the_centres_clock_says(world: World, centre: SimulatedCentre) -> None:
    first = code(world)
    world.clock.advance(59)
    late = code(world)
    world.clock.advance(1)
    next_one = code(world)

    assert (first.left_ms, first.whole_ms, first.spare) == (60_000, 60_000, False)
    assert (late.code, late.left_ms) == (first.code, 1_000)
    assert next_one.code != first.code
    assert centre.fetches == 2


def test_without_a_network_the_spare_code_is_shown_in_its_minute_and_then_none(
    world: World, centre: SimulatedCentre
) -> None:
    first = code(world)
    centre.fail(Unavailable("no_connection"))
    world.clock.advance(59)
    assert not code(world).spare
    world.clock.advance(1)

    spare = code(world)

    assert (spare.spare, spare.left_ms, spare.code != first.code) == (True, 60_000, True)
    world.clock.advance(59)
    assert code(world).left_ms == 1_000
    world.clock.advance(1)
    with pytest.raises(Unavailable, match="no_connection"):
        code(world)
    centre.recover()
    assert not code(world).spare


def test_the_spare_is_not_shown_before_its_time(world: World, centre: SimulatedCentre) -> None:
    code(world)
    centre.fail(Unavailable("no_answer"))

    with pytest.raises(Unavailable, match="no_answer"):
        code(world, fresh=True)


def test_after_a_charge_another_code_is_shown(world: World, centre: SimulatedCentre) -> None:
    first = code(world)

    world.service.wallet_codes.forget_used("1")

    assert code(world).code != first.code


def test_no_code_stands_in_any_file(world: World, centre: SimulatedCentre) -> None:
    first = code(world)
    centre.fail(Unavailable("no_connection"))
    world.clock.advance(60)
    spare = code(world)
    world.log.info("the end")
    world.close()

    kept = b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())

    assert first.code.encode() not in kept
    assert spare.code.encode() not in kept
    world.reopen()


def test_its_operators_door_shows_no_code_in_its_line() -> None:
    barcode = next(one for one in OPERATIONS if one.name == "barcode")

    assert "code" in barcode.endpoint.unsafe_to_show


def test_while_a_code_is_in_sight_the_centre_is_asked_often_for_charges(world: World, centre: SimulatedCentre) -> None:
    worker = WalletWorker(world.service, world.clock, world.log)

    def asked(seconds: int) -> int:
        before = centre.asked.count("/waiting")
        for _ in range(seconds):
            worker.step(never())
            world.clock.advance(1)
        return centre.asked.count("/waiting") - before

    seldom = asked(60)
    code(world)
    often = asked(60)

    assert (seldom, 25 <= often <= 35) == (4, True)


def never() -> spawn.Signal:
    """Nobody wants an end."""
    return spawn.Signal()
