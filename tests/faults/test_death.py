"""A process dies before or after each of the seven commits of the money path; the money is credited exactly once."""

from collections.abc import Iterator

import pytest

from common.errors import OplataError
from launcher_app.payer import Payer
from tests.faults.dying import DIED
from tests.faults.network import CREDITED, NOTE, Network

COMMITS = [
    ("terminal", "escrow"),
    ("terminal", "stack"),
    ("terminal", "pay"),
    ("processing", "accept"),
    ("terminal", "sent"),
    ("provider", "credit"),
    ("processing", "credited"),
]
WAIT = 20.0
PICK_UP = 2.5
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """One network for all fourteen deaths: each begins where the last one ended."""
    opened = Network(tmp_path_factory.mktemp("network"))
    try:
        opened.start()
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("role", "commit"), COMMITS, ids=[commit for _, commit in COMMITS])
def test_a_death_at_a_commit_credits_the_money_exactly_once(
    network: Network, role: str, commit: str, moment: str
) -> None:
    before = len(network.credits())
    network.mortal(role, commit, moment)
    payer = network.payer()

    walk(network, payer)
    died = network.roles[role].ended(WAIT)
    network.roles[role].start()
    network.roles[role].wait()
    if role == "terminal":
        payer.close()
        payer = network.payer()
    finish(network, payer)

    assert died == DIED, f"{role} did not die at {commit}"
    network.until(lambda: len(network.credits()) > before and network.at_rest(), "the payment is credited")
    new = network.credits()[before:]
    assert [row["amount"] for row in new] == [CREDITED]
    network.books_agree()
    payer.close()


def walk(network: Network, payer: Payer) -> None:
    """A payer pays as far as the dying network lets him."""
    try:
        payer.await_screen("K0")
        payer.choose(1, network.number)
        payer.want("confirm")
        payer.insert(NOTE)
        payer.press_pay()
    except OplataError:
        return  # the terminal died under his hands


def finish(network: Network, payer: Payer) -> None:
    """The payer looks at the screen and does what is left to do: puts his note in again if he got it back, pays.

    A person takes a while to pick a note up: who pushes it in at once never lets the acceptor be set up again.
    """
    tried = network.clock.monotonic()

    def done() -> bool:
        nonlocal tried
        screen = payer.look()
        if screen["screen"] == "K6" and not screen["data"]["inserted"]:
            if network.clock.monotonic() - tried > PICK_UP and network.acceptor.do("insert", value=NOTE)["done"]:
                tried = network.clock.monotonic()
        elif screen["screen"] in ("K6", "K6s"):
            payer.want("pay")
        elif screen["screen"] in ("K8", "K10"):
            payer.want("done")
        return bool(screen["screen"] == "K0")

    network.until(done, "the session ends")
