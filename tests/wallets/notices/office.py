"""Those who tell of payments, over a log of their own, and receivers that are real servers; time is moved by hand."""

import base64
import json
import socket
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from common.clock import Clock, VirtualClock
from common.errors import ContractFault
from common.ids import uuid7
from common.logs import Log
from common.principal import Principal
from common.protocol.shop.signature import HEADER, verify_any
from common.protocol.wallets.notices import NoticesSet, SetNotices
from common.secrets import Secrets
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.intent_events import PaymentFailed
from processing_app.core.wallet_events import WalletAuthorized, WalletPaymentStarted
from processing_app.service.asks import notices as asks
from processing_app.service.wallets.notice_post import NoticePost, over_http
from processing_app.service.wallets.notice_sender import NoticeSender
from processing_app.service.wallets.notices import Notices
from processing_app.service.wallets.noting import Noting
from processing_app.service.webhooks.keys import Keys
from processing_app.store import contracts
from tests.common.http_client.script import Script, answer, header, refusal
from tests.intents.behind import Story

OPERATOR = Principal("operator", "operator")
IVAN, PETR, SHOP = Principal("wallet", "100000000009"), Principal("wallet", "200000000007"), Principal("provider", "3")
NAMES = {"100000000009": "Иван И.", "200000000007": "Пётр П.", "3": "Кофейня"}
OWN = "http://127.0.0.1:8102"
SETTLED_SECONDS = 61
"""After that a receiver knows its secret, if it ever will."""
PASSWORD = "a-password-nobody-writes-down"
DONE, FAILED, CONFIRM = "payment_done", "payment_failed", "confirm"
Says = Callable[["Ear", dict[str, Any]], bytes]


class Got(NamedTuple):
    """A notice that a receiver has believed and taken."""

    sequence: int
    kind: str
    amount: int | None
    text: str


class Ear(Script):
    """A receiver as it should be: believes what is signed for it, and takes no number that it has seen."""

    def __init__(self, clock: Clock, login: str, password: str = PASSWORD) -> None:
        self.clock = clock
        self.login = login
        self.password = password
        self.secrets: list[str] = []
        self.last = 0
        self.taken: list[Got] = []
        self.repeated: list[int] = []
        self.refused: list[str] = []
        self.says: Callable[[], bytes] | None = None
        """Instead of listening."""
        self.loses_answers = False
        super().__init__(self._say)

    def hear(self, request: bytes) -> bytes:
        """Judge one request as it came."""
        given = base64.b64encode(f"{self.login}:{self.password}".encode()).decode()
        if header(request, "authorization") != f"Basic {given}":
            self.refused.append("wrong_password")
            return refusal(401, "wrong_password")
        body = request.partition(b"\r\n\r\n")[2]
        try:
            verify_any(self.secrets, header(request, HEADER.lower()) or "", body, self.clock.now_ms() // 1000)
        except ContractFault as fault:
            self.refused.append(fault.detail)
            return refusal(401, "wrong_signature")
        told = json.loads(body)
        if told["sequence"] <= self.last:
            self.repeated.append(told["sequence"])
            return refusal(409, "stale_notice")
        self.last = told["sequence"]
        self.taken.append(Got(told["sequence"], told["kind"], told.get("amount"), told["text"]["ru"]))
        return answer(json.dumps({"news_id": told["news_id"]}).encode())

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """All that came, taken or not."""
        return [json.loads(one.partition(b"\r\n\r\n")[2]) for one in self.heard]

    def _say(self, connection: socket.socket) -> None:
        said = self.says() if self.says is not None else self.hear(self.heard[-1])
        if not self.loses_answers:
            connection.sendall(said)


class Office:
    """The parts that tell, without threads of their own; `folder` may be one that an earlier office has left."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.story = Story(folder, clock)
        self.clock = self.story.clock
        self.database = self.story.database
        self.log = Log(folder / "logs", "office", self.clock, console=False)
        self.secrets = Secrets(folder / "secrets")
        self.post = NoticePost(
            self.secrets, Keys(b"k" * 32), self.clock, over_http(self.log, self.clock, "centre")
        )  # fmt: skip
        self.desk = Notices(self.clock, self.post, (OWN,))
        self.noting = Noting(self.database, self.clock, "centre")
        self.sender = NoticeSender(self.database, self.clock, self.log, self.post, lambda: 0.5)
        self.ears: list[Ear] = []
        self._orders = count(1)

    def close(self) -> None:
        """Everything ends."""
        for one in self.ears:
            one.__exit__()
        self.log.close()
        self.story.close()

    def reopened(self) -> "Office":
        """The next start on the same folder, with the same receivers."""
        ears, self.ears = self.ears, []
        self.close()
        again = Office(self.folder, self.clock)
        again.ears = ears
        return again

    def do(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """A unit of work."""
        return self.database.write(lambda db: function(db, who, ask))

    def look(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """A question."""
        return self.database.read(lambda db: function(db, who, ask))

    def ear(self, who: Principal) -> Ear:
        """A server of somebody, who has asked to be told there."""
        made = Ear(self.clock, f"centre-{who.id}")
        self.ears.append(made)
        made.secrets = [self.listen(who, made).secret]
        self.clock.advance(SETTLED_SECONDS)
        return made

    def listen(self, who: Principal, ear: Ear) -> NoticesSet:
        """As by the door."""
        ask = SetNotices(url=ear.url, login=ear.login, password=ear.password)
        told: NoticesSet = self.do(self.desk.set, ask, who)
        return told

    def started(
        self, sender: Principal, recipient: Principal, amount: int = 50_000, way: str = "send", **more: Any
    ) -> WalletPaymentStarted:
        """A payment is taken."""
        payment_id = uuid7(self.clock.now_ms())
        began = WalletPaymentStarted(
            payment_id=payment_id, number=next(self._orders), way=way, sender=f"{sender.kind}:{sender.id}",
            recipient=f"{recipient.kind}:{recipient.id}", amount=amount, currency="RUB",
            sender_name=NAMES.get(sender.id, "Кто-то"), recipient_name=NAMES.get(recipient.id, "Учебный банк"), **more,
        )  # fmt: skip
        self.story.save(_stream(began), began)
        return began

    def done(self, began: WalletPaymentStarted) -> None:
        """It has come to its recipient."""
        name = began.payment_id
        self._go_on(began, WalletAuthorized(payment_id=name), PaymentCaptured(payment_id=name, reference="r"))

    def failed(self, began: WalletPaymentStarted, reason: str) -> None:
        """It comes to nothing."""
        self._go_on(began, PaymentFailed(payment_id=began.payment_id, failure=reason))

    def returned(self, began: WalletPaymentStarted, reason: str) -> None:
        """The bank does not take it."""
        name = began.payment_id
        self._go_on(began, WalletAuthorized(payment_id=name), PaymentCancelled(payment_id=name, reason=reason))

    def send(self, sender: Principal = IVAN, recipient: Principal = PETR, amount: int = 50_000) -> str:
        """Money goes from one to another."""
        began = self.started(sender, recipient, amount)
        self.done(began)
        return began.payment_id

    def note(self) -> None:
        """Write down what has happened."""
        while self.noting.turn():
            pass

    def run(self) -> int:
        """Write down and send until nothing is due; how many attempts it took."""
        self.note()
        attempts = 0
        while handed := self.sender.turn(lambda _, work: work()):
            attempts += handed
        return attempts

    def run_for(self, seconds: float, step: float) -> int:
        """Let time pass; how many attempts were made."""
        attempts, passed = self.run(), 0.0
        while passed < seconds:
            self.clock.advance(step)
            passed += step
            attempts += self.run()
        return attempts

    def receiver(self, who: Principal) -> asks.ReceiverRow:
        """As the operator sees one."""
        return self.page(who).receiver

    def page(self, who: Principal, **ask: Any) -> asks.NoticeRows:
        """Its notices."""
        shown: asks.NoticeRows = self.look(self.desk.notices, asks.AskNotices(receiver=f"{who.kind}:{who.id}", **ask))
        return shown

    def alarms(self) -> list[tuple[str, str]]:
        """What people were called to."""
        return [(row["code"], row["about"]) for row in self.database.read(contracts.alarms)]

    def written(self) -> bytes:
        """All that is in files, but for the secrets."""
        self.log.lines.flush()
        self.log.exchanges.flush()
        files = [one for one in self.folder.rglob("*") if one.is_file() and one.parent.name != "secrets"]
        return b"".join(one.read_bytes() for one in files)

    def _go_on(self, began: WalletPaymentStarted, *events: Event) -> None:
        self.story.save(_stream(began), *events)


def _stream(began: WalletPaymentStarted) -> str:
    return f"{'intent' if began.way in ('qr', 'barcode') else 'transfer'}/{began.payment_id}"


def busy() -> bytes:
    """Nobody knows what happened."""
    return refusal(503, "busy")


def numbers(ear: Ear) -> list[int]:
    """What was taken, in its order."""
    return [got.sequence for got in ear.taken]
