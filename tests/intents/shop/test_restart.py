"""A new centre over the same folder goes on where the former one was, wherever that was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from common.clock import VirtualClock
from tests.intents.centre import AMOUNT, HOLD, SECURE_CARD, Platform, Shop

HOUR = 3600


class Scene:
    """A centre that is closed and opened again; the shop and the payer keep their tokens and know the new port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, VirtualClock()
        self.centre = Platform(folder, self.clock)
        self.centre.training()
        self.shop = self.centre.shop()
        self.centre.paid(self.shop)
        self.intent_id, self.payer = self.centre.create(self.shop)

    def again(self) -> None:
        """The program ends, and is started anew."""
        self.centre.__exit__(None, None, None)
        self.centre = Platform(self.folder, self.clock)
        self.shop, self.payer = (Shop(self.centre.port, one.token) for one in (self.shop, self.payer))

    @property
    def path(self) -> str:
        """Where the intent is."""
        return f"/payment-intents/{self.intent_id}"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def begun(scene: Scene) -> None:
    """A payment that no bank has heard of; the restart ends its card's session."""
    scene.centre.pay(scene.payer, scene.intent_id)


def held(scene: Scene) -> None:
    """A sum is held."""
    scene.centre.pay(scene.payer, scene.intent_id, flow=HOLD)
    scene.centre.run()


def capturing(scene: Scene) -> None:
    """A capture that no bank has heard of."""
    held(scene)
    scene.shop.yes("POST", f"{scene.path}/payments/1/capture", {"reason": "x"})


def refunding(scene: Scene) -> None:
    """A refund that no bank has heard of."""
    scene.centre.pay(scene.payer, scene.intent_id)
    scene.centre.run()
    scene.shop.yes("POST", f"{scene.path}/payments/1/refunds", {"amount": 500})


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        (begun, ["failed"]),
        (held, ["authorized"]),
        (capturing, ["captured"]),
        (refunding, ["captured"]),
    ],
    ids=["begun", "held", "capturing", "refunding"],
)
def test_what_was_under_way_goes_on(scene: Scene, until: Callable[[Scene], None], ends: list[str]) -> None:
    until(scene)
    before = scene.centre.events(scene.shop, scene.intent_id)

    scene.again()
    assert scene.centre.events(scene.shop, scene.intent_id) == before
    scene.centre.balances()
    scene.centre.run()

    assert [one["status"] for one in scene.shop.yes("GET", f"{scene.path}/payments")["payments"]] == ends
    scene.centre.balances()
    scene.again()
    scene.centre.balances()
    scene.centre.__exit__(None, None, None)


def test_the_time_that_passes_while_nobody_is_there_counts(scene: Scene) -> None:
    scene.centre.pay(scene.payer, scene.intent_id, SECURE_CARD)
    scene.centre.run()
    scene.centre.run()

    scene.centre.__exit__(None, None, None)
    scene.clock.advance(2 * HOUR)
    scene.centre = Platform(scene.folder, scene.clock)
    scene.shop = Shop(scene.centre.port, scene.shop.token)
    scene.centre.run()

    assert scene.centre.status(scene.shop, scene.intent_id) == "overdue"
    assert scene.shop.yes("GET", f"{scene.path}/payments/1")["status"] == "failed"
    assert scene.centre.balances()["holds"] == 0
    scene.centre.__exit__(None, None, None)


def test_a_payer_who_came_back_pays_by_another_attempt(scene: Scene) -> None:
    begun(scene)
    scene.again()
    scene.centre.run()

    assert scene.centre.pay(scene.payer, scene.intent_id).status == 201
    scene.centre.run()

    assert scene.centre.status(scene.shop, scene.intent_id) == "paid"
    assert scene.centre.balances()["bank:simulated:settlement"] == -2 * AMOUNT
    scene.centre.__exit__(None, None, None)
