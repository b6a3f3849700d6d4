"""The shop demonstration's network: a centre with a bank of its own, a kiosk with its acceptor, the sample shop."""

from pathlib import Path
from typing import Any

from common.clock import Clock
from common.http_client import Peer
from common.logs import Log
from common.protocol.shop import doors
from common.protocol.shop.webhooks import AskWebhook
from common.words import Words
from launcher_app.agreements import AGENT, COMMISSION
from launcher_app.demo.network import remove_earlier, wait_for
from launcher_app.demo.sample_shop import SampleShop
from launcher_app.instance import Instance
from launcher_app.simulator import Simulator

PROFILE = "demo-shop"
DEPOSIT = 150_000
POS = "TEST"
ORDERS = 0
"""The centre itself among the providers of a kiosk: orders of shops by their codes."""


class ShopNetwork:
    """Every process of the demonstration; `close` ends them all."""

    def __init__(self, data: Path, log: Log, clock: Clock) -> None:
        """Whatever an earlier demonstration left in its own folders is removed first."""
        self.clock = clock
        self.log = log
        remove_earlier(data, f"{PROFILE}*")
        self.centre = Instance("processing", PROFILE, data, log, clock, port=0)
        self.kiosk = Instance("terminal", PROFILE, data, log, clock, port=0)
        self.acceptor = Simulator(data / "simulator" / PROFILE, log, clock)
        self._shops: list[SampleShop] = []
        self._key = ""
        self.shop_peer: Peer | None = None

    def start(self) -> None:
        """All processes at once, then wait for each."""
        for instance in (self.centre, self.kiosk):
            instance.start()
        self.acceptor.start()
        for instance in (self.centre, self.kiosk):
            instance.wait()

    def sign(self) -> None:
        """The training shop with its POS and a key; an agent with its kiosk, which may take orders of shops."""
        self.centre.ask("add-training-shop")
        self._key = self.centre.ask("issue-shop-key", shop_id=POS, name="docs/lessons/shop.py")["key"]
        self.shop_peer = Peer(self.centre.url, "", "", self.log, self.clock, us="shop", them="centre", token=self._key)
        card = self.centre.ask("sign-agent", name=AGENT, tariff=COMMISSION)
        self.centre.ask("top-up", agent_id=1, amount=DEPOSIT)
        self.kiosk.ask("set-agent", name=AGENT, inn="5900000001", phone="8-800-000-00-00")
        self.kiosk.ask("connect", card=card, terminal="T-1")
        self.kiosk.ask("set-acceptor", line=self.acceptor.line)

    def open_shop(self) -> tuple[SampleShop, str]:
        """Start the sample shop, write its address down at the POS, give it its key; the link it shows its customer."""
        shop = SampleShop(self.centre.url, self.clock)
        self._shops.append(shop)
        self.centre.ask("add-training-shop", return_urls=[shop.address()])
        return shop, shop.open(self._key)

    def close_shop(self, shop: SampleShop) -> None:
        """End it; nobody is told at its address any more."""
        shop.close()
        assert self.shop_peer is not None
        for one in self.shop_peer.call(doors.WEBHOOK_LIST, doors.AskShops()).webhooks:
            self.shop_peer.call(doors.WEBHOOK_END, AskWebhook(webhook_id=one.id))

    def wait_for(self, what: Words, ready: Any) -> Any:
        """Ask until it is so; Broken `not_started` says what never came."""
        return wait_for(self.clock, what, ready)

    def close(self) -> None:
        """End every process that was started here."""
        if self.shop_peer is not None:
            self.shop_peer.close()
        for shop in self._shops:
            shop.close()
        for instance in (self.kiosk, self.centre):
            instance.stop()
        self.acceptor.stop()
