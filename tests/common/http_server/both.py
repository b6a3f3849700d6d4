"""A server whose askers come with logins or tokens, and one door of which wants its questions signed."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData

from common import credentials, http_server
from common.clock import SystemClock
from common.credentials import Gatekeeper
from common.database import Connection, Database
from common.errors import ContractFault
from common.http_server import Application, Clients, Listener, bind
from common.logs import Log
from common.principal import Principal
from common.protocol.endpoint import Endpoint, Message
from common.protocol.shop.signature import signed
from common.words import Words
from tests.common.http_server.stand import Reply, Wire, basic

METADATA = MetaData()
credentials.table(METADATA)
NAME = Words("Проба", "Trial")
SECRETS = {"centre": ["new", "old"], "quiet": []}
KINDS = {"1": "wallet", "2": "stranger", "centre": "processing", "quiet": "processing", "p": "provider"}
TOKENS = {
    "wallets": Principal("wallet", "1"),
    "strangers": Principal("stranger", "2"),
    "borrowed": Principal("wallet", "3", "", frozenset(), "wallet:1"),
}


class Ask(Message, frozen=True):
    """A question as money messages are."""

    payment_id: str
    amount: int = 0


class Said(Message, frozen=True):
    """Who was understood to have asked."""

    who: str
    trace: str


SEND = Endpoint("POST", "/payments/send", Ask, Said, NAME, (), "payment_id", login="either")
LOOK = Endpoint("GET", "/payments/{payment_id}", Ask, Said, NAME, login="either")
NEWS = Endpoint("POST", "/v1/notify", Ask, Said, NAME, (), "payment_id", signed_by=frozenset({"processing"}))
ENDPOINTS = (SEND, LOOK, NEWS)


@dataclass
class Both:
    """A running server; `heard` are the amounts that came to its doors."""

    folder: Path
    seals: Any = None
    heard: list[int] = field(default_factory=list)
    tokens_read: int = 0

    def __post_init__(self) -> None:
        self.clock = SystemClock()
        self.database = Database(self.folder / "both.db", METADATA)
        self.log = Log(self.folder / "logs", "both", self.clock, console=False)
        self.keeper = Gatekeeper(self.database, b"k" * 32, self.clock)
        self.logins = {name: self._login(kind, name) for name, kind in KINDS.items()}
        doors: http_server.Doors = {
            SEND: http_server.write(self._answer, "wallet"),
            LOOK: http_server.read(self._answer, "wallet"),
            NEWS: http_server.write(self._answer, "processing", "provider"),
        }
        more = {} if self.seals is None else {"seals": self.seals}
        self.application = Application(
            doors, self.database, self.keeper, self.log, self.clock, role="both:default", about=dict,
            clients=Clients(self._bearer), **more,
        )  # fmt: skip
        self.listener = Listener(self.application, bind(0), stop_seconds=1)
        self.listener.wait()

    def _login(self, kind: str, name: str) -> str:
        login = f"{kind}-{name}"
        return basic(login, self.database.write(lambda db: self.keeper.issue(db, kind, name, login)))

    def _answer(self, db: Connection, who: Principal, ask: Ask) -> Said:
        self.heard.append(ask.amount)
        return Said(who=f"{who.kind}:{who.id}", trace=who.trace)

    def _bearer(self, header: bytes) -> Principal:
        self.tokens_read += 1
        who = TOKENS.get(header[7:].decode("latin-1"))
        if who is None:
            raise ContractFault("wrong_token", "?")
        return who

    def ask(
        self, path: str = "/payments/send", body: Any = None, *, method: str = "POST", more: str = "", **headers: str
    ) -> Reply:
        """One request on a connection of its own; `more` are lines of headers as they stand."""
        data = b"" if method == "GET" else body if isinstance(body, bytes) else json.dumps(body or ASKED).encode()
        given = {
            "host": f"127.0.0.1:{self.listener.port}",
            "content-type": "application/json",
            "content-length": str(len(data)),
        }
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        with Wire(self.listener.port) as wire:
            return wire.ask(f"{method} {path} HTTP/1.1\r\n{lines}{more}\r\n".encode() + data)

    def tell(self, who: str, body: bytes, *secrets: str, ago: int = 0) -> Reply:
        """News of somebody, signed by these secrets so many seconds ago; not at all without any."""
        marks = {"oplata_signature": signed(secrets, body, self.clock.now_ms() // 1000 - ago)} if secrets else {}
        return self.ask("/v1/notify", body, authorization=self.logins[who], **marks)

    def close(self) -> None:
        """Stop the server, then what it stands on."""
        self.listener.stop()
        self.database.close()
        self.log.close()


ASKED = {"payment_id": "p", "amount": 5}


def of_secrets(who: Principal) -> list[str]:
    """What the stand knows of its centres."""
    return SECRETS.get(who.id, [])


def said(reply: Reply) -> Any:
    """The body of an answer."""
    return json.loads(reply.body)
