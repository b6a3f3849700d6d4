"""A consumer with one wallet, and the simulated centre behind it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consumer_app import messages
from tests.consumer_app.world import OPERATOR, World
from tests.wallets.consumer.centre import URL, SimulatedCentre, a_wallet_card


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    made.others[URL] = SimulatedCentre(made.clock)
    made.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=a_wallet_card()))
    yield made
    made.close()


@pytest.fixture
def centre(world: World) -> SimulatedCentre:
    made = world.others[URL]
    assert isinstance(made, SimulatedCentre)
    return made


@pytest.fixture
def send(world: World) -> Callable[..., messages.PaymentKnown]:
    """Send ten roubles; with an id of one's own it is the same at every repeat."""

    def sends(payment_id: str = "", *, amount: int = 1_000) -> messages.PaymentKnown:
        ask = messages.SendMoney(recipient="987654321098", amount=amount, told="Пётр П.", payment_id=payment_id)
        return world.service.wallet_payments.send_money(OPERATOR, ask)

    return sends
