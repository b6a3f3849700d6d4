"""A sender of notifications over a log of its own, and receivers that are real servers; time is moved by hand."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from common import ids
from common.clock import Clock, VirtualClock
from common.errors import ContractFault
from common.http_client.stranger import Stranger
from common.logs import Log
from common.principal import Principal
from common.protocol.shop.signature import HEADER, Seen, verify
from common.protocol.shop.webhooks import CreateWebhook, Webhook
from processing_app.service.asks import domain as domain_asks
from processing_app.service.asks import webhooks as asks
from processing_app.service.domain import Domain
from processing_app.service.shops import Shops
from processing_app.service.webhooks.desk import WebhookDesk
from processing_app.service.webhooks.keys import Keys
from processing_app.service.webhooks.notifier import Notifier
from processing_app.service.webhooks.places import Neighbourhood
from processing_app.service.webhooks.post import Post
from processing_app.service.webhooks.sender import Sender
from processing_app.service.webhooks.subscribing import Subscriptions
from tests.common.http_client.script import Script, answer, header
from tests.intents.behind import Story

OPERATOR = Principal("operator", "operator")
SHOP = Principal("shop", "TEST")
KEY = b"k" * 32
YES, NO = answer(b""), answer(b"", "500 Sorry")
Says = bytes | Callable[[socket.socket], None]
EVERYTHING = (
    "paymentIntent.created", "paymentIntent.paid", "paymentIntent.overdue", "payment.started", "payment.failed",
    "payment.authorized", "payment.captured", "payment.refund.started", "payment.refund.succeeded",
)  # fmt: skip


class Got(NamedTuple):
    """A notification that a receiver has believed and had not taken before."""

    intent: str
    sequence: int
    event_type: str
    name: str


class Receiver(Script):
    """A shop's server as it should be: believes what is signed for it, takes nothing twice, and then says `says`."""

    def __init__(self, clock: Clock, says: Says = YES) -> None:
        self.clock = clock
        self.says = says
        self.secret = ""
        self.seen = Seen()
        self.taken: list[Got] = []
        self.refused: list[str] = []
        self.repeated: list[Got] = []
        super().__init__(self._say)

    @property
    def hook(self) -> str:
        """Where it waits for notifications."""
        return f"{self.url}/hooks"

    def hear(self, request: bytes) -> None:
        """Judge one request as it came."""
        body = request.partition(b"\r\n\r\n")[2]
        try:
            verify(self.secret, header(request, HEADER.lower()) or "", body, self.clock.now_ms() // 1000)
        except ContractFault as fault:
            self.refused.append(fault.detail)
            return
        told = json.loads(body)
        if "sequence" not in told:
            return
        got = Got(told["paymentIntentID"], told["sequence"], told["eventType"], told["notificationID"])
        (self.taken if self.seen.take(got.intent, got.sequence) else self.repeated).append(got)

    def _say(self, connection: socket.socket) -> None:
        if self.says == YES:
            self.hear(self.heard[-1])
        if callable(self.says):
            self.says(connection)
        else:
            connection.sendall(self.says)


class Office:
    """The parts that send, without threads of their own; `folder` may be one that an earlier office has left."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.story = Story(folder, clock)
        self.clock = self.story.clock
        self.database = self.story.database
        self.log = Log(folder, "office", self.clock, console=False)
        domain = Domain(self.clock)
        self.shops = Shops(domain)
        post = Post(
            self.clock, domain, Keys(KEY), Neighbourhood(("http://127.0.0.1:8102",)), Stranger(self.log, self.clock)
        )
        self.subscriptions = Subscriptions(self.clock, post)
        self.desk = WebhookDesk(self.database, self.clock, post)
        self.notifier = Notifier(self.database, self.clock)
        self.sender = Sender(self.database, self.clock, self.log, post)
        self.receivers: list[Receiver] = []

    def close(self) -> None:
        """Everything ends."""
        for one in self.receivers:
            one.__exit__()
        self.log.close()
        self.story.close()

    def do(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """A unit of work."""
        return self.database.write(lambda db: function(db, who, ask))

    def look(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """A question."""
        return self.database.read(lambda db: function(db, who, ask))

    def receiver(self, says: Says = YES, events: tuple[str, ...] = EVERYTHING, pos_id: str = "TEST") -> Receiver:
        """A server that is registered with the POS and subscribed."""
        made = Receiver(self.clock, says)
        self.receivers.append(made)
        self.open_to(*(one.url for one in self.receivers))
        made.secret = self.subscribe(made.hook, events, pos_id).secret
        return made

    def open_to(self, *urls: str) -> None:
        """The pages of the POS: the places here that notifications may go to."""
        self.do(self.shops.add_training_shop, domain_asks.AddTrainingShop(origins=list(urls)))

    def subscribe(self, url: str, events: tuple[str, ...] = EVERYTHING, pos_id: str = "TEST") -> Webhook:
        """As its shop would by /v2."""
        ask = CreateWebhook(shop_id=pos_id, url=url, event_types=list(events))  # type: ignore[arg-type]
        made: Webhook = self.do(self.subscriptions.add, ask, SHOP)
        return made

    def run(self) -> int:
        """Write down and send until nothing is due; how many attempts it took."""
        attempts = 0
        while True:
            while self.notifier.turn():
                pass
            handed = self.sender.turn(lambda _, work: work())
            if not handed:
                return attempts
            attempts += handed

    def run_for(self, seconds: int, step: int = 30) -> list[int]:
        """Let time pass; at which seconds something was sent."""
        found = []
        for second in range(0, seconds + 1, step):
            found += [second] * self.run()
            self.clock.advance(step)
        return found

    def webhooks(self) -> list[asks.WebhookRow]:
        """As the operator sees them."""
        shown: asks.WebhookRows = self.look(self.desk.webhooks, asks.AskWebhooks())
        return shown.webhooks

    def deliveries(self, **ask: Any) -> list[asks.DeliveryRow]:
        """As the operator sees them, the newest first."""
        shown: asks.Deliveries = self.look(self.desk.webhook_deliveries, asks.AskDeliveries(**ask))
        return shown.deliveries


def told(receiver: Receiver, intent: str) -> list[tuple[int, str]]:
    """What a receiver has taken of one intent, in its order."""
    return [(got.sequence, got.event_type) for got in receiver.taken if got.intent == intent]


def a_name() -> str:
    """A new intent's id."""
    return ids.short_id()
