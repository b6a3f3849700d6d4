"""A real consumer and a real provider hear of a payment from a real centre: three roles, each behind its own HTTP."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from common import role, settings
from common.principal import Principal
from consumer_app import messages as consumer_messages
from consumer_app.app import ROLE as CONSUMER
from processing_app.service.asks.notices import AskNotices
from provider_app.app import ROLE as PROVIDER
from provider_app.service.messages import ImportAcceptance
from tests.wallets.centre import Holder, Town

OPERATOR = Principal("operator", "operator", "T-1")


class Three:
    """A centre, the program of a wallet's holder, the program of a provider; one clock for all."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.town = stack.enter_context(Town(folder / "centre"))
        self.ivan, self.shop = self.town.holder("Иван Иванов"), self.town.provider("Кофейня")
        self._folder = folder
        self.consumer = self._open("consumer", CONSUMER, stack)
        self.provider = self._open("provider", PROVIDER, stack)

    def _open(self, name: str, which: role.Role, stack: ExitStack) -> Any:
        folder = self._folder / name
        chosen = settings.Settings(name, "default", 0, folder, folder / "logs", None, "ru", False, {})
        opened = stack.enter_context(role.opened(which, chosen, serves=True, clock=self.town.clock))
        opened.serving.start()
        stack.callback(opened.serving.stop)
        return opened.program

    def take_cards(self) -> None:
        """Each program imports its card and says where it answers."""
        own = self.consumer.service
        own.wallets.add_wallet(OPERATOR, consumer_messages.AddWallet(card=self.ivan.card))
        for wallet in own.notices.waiting_for_address():
            own.notices.tell_address(wallet)
        accepting = self.provider.service.accepting
        accepting.import_acceptance(OPERATOR, ImportAcceptance(card=self.shop.card))
        accepting.turn()

    def run(self) -> None:
        """What the centre's workers and rounds would do."""
        self.town.run()
        told: Any = self.town.program.wallets.notifying
        while told.noting.turn() or told.sender.turn(lambda _, work: work()):
            pass

    def states(self, holder: Holder) -> tuple[str, list[str]]:
        """A receiver's state and those of its notices, the oldest first, as the centre's operator sees them."""
        ask = AskNotices(receiver=f"{'wallet' if holder is self.ivan else 'provider'}:{holder.number}")
        page = self.town.database.read(lambda db: self.town.parts.notices.notices(db, OPERATOR, ask))
        return page.receiver.state, [row.state for row in reversed(page.notices)]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    """Three roles that know each other."""
    with ExitStack() as stack:
        made = Three(tmp_path, stack)
        made.take_cards()
        yield made


def test_a_consumer_and_a_provider_believe_their_centre(three: Three) -> None:
    qr = three.shop.yes("POST", "/qr", {})["text"]

    assert three.ivan.pay(qr, 5_000).status == 200
    assert three.ivan.pay(qr, 700).status == 200
    three.run()

    assert three.states(three.ivan) == ("active", ["sent", "sent"])
    assert three.states(three.shop) == ("active", ["sent", "sent"])
    heard = three.consumer.database.read(
        lambda db: three.consumer.service.news(db, OPERATOR, consumer_messages.AskNews())
    )
    assert [(one.amount, one.balance) for one in heard.news] == [(-700, None), (-5_000, None)]
