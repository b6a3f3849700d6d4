"""A town with a holder of a wallet, and an agent's terminal that knows nothing of us but the messages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import ids
from common.clock import moment
from common.http_client import Peer
from common.protocol import processing
from processing_app.core.ledger import WALLETS
from processing_app.service import asks
from tests.wallets.centre import Holder, Town

DEPOSIT = 10_000_000


class Terminal:
    """An agent's, over HTTP with its own login."""

    def __init__(self, town: Town) -> None:
        self.town = town
        card = town.do(town.service.agents.sign_agent, asks.SignAgent(name="Агент"))
        town.top_up(1, DEPOSIT)
        url = f"http://127.0.0.1:{town.port}"
        self.peer = Peer(url, card.login, card.password, town.instance.log, town.clock, us="kiosk", them="centre")

    @property
    def directory(self) -> processing.Directory:
        """The newest."""
        return self.peer.call(processing.PROVIDERS, processing.AskDirectory(terminal="T1"))

    def check(self, number: str, payment_id: str = "") -> processing.NumberFound:
        """Whose wallet is this?"""
        ask = processing.CheckNumber(
            payment_id=payment_id or ids.uuid7(self.town.clock.now_ms()), terminal="T1", provider_id=WALLETS,
            account=number, directory_version=self.directory.version,
        )  # fmt: skip
        return self.peer.call(processing.CHECK, ask)

    def order(self, number: str, amount: int, **changed: Any) -> processing.Pay:
        """Cash for a wallet is inside."""
        values: dict[str, Any] = {
            "payment_id": ids.uuid7(self.town.clock.now_ms()), "session_id": "s", "terminal": "T1",
            "provider_id": WALLETS, "account": number, "inserted": amount, "agent_fee": 0, "amount": amount,
            "directory_version": self.directory.version, "accepted_at": moment(self.town.clock.now_ms()),
        }  # fmt: skip
        return processing.Pay(**(values | changed))

    def pay(self, ask: processing.Pay) -> str:
        """The centre promises it."""
        return self.peer.call(processing.PAY, ask).payment_id

    def topped_up(self, number: str, amount: int) -> str:
        """Cash for a wallet, and what the centre's workers do with it."""
        payment_id = self.pay(self.order(number, amount))
        self.town.run()
        return payment_id

    def state(self, payment_id: str) -> processing.PaymentState:
        """What became of it."""
        (state,) = self.peer.call(processing.PAYMENTS, processing.AskPayments(payment_ids=[payment_id])).payments
        return state


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A centre on a virtual clock, its doors open."""
    with Town(tmp_path) as opened:
        yield opened


@pytest.fixture
def holder(town: Town) -> Holder:
    """Иван Иванов, whose wallet is empty."""
    return town.holder(balance=0)


@pytest.fixture
def terminal(town: Town, holder: Holder) -> Iterator[Terminal]:
    """One agent's."""
    made = Terminal(town)
    yield made
    made.peer.close()
