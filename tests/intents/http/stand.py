"""A server with doors of /v2 of each kind, whose tokens are words and whose notes are rows."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from common import credentials, http_server, spawn
from common.clock import SystemClock
from common.credentials import Gatekeeper
from common.database import Connection, Database, Statement
from common.errors import ContractFault, Rejected
from common.http_server import Application, Clients, Listener, RawAnswer, RawRequest, bind
from common.logs import Log
from common.principal import Principal
from common.protocol.endpoint import Endpoint, Nothing
from common.protocol.shop.naming import ShopMessage
from common.words import Words
from tests.common.http_server.stand import Reply, Wire

METADATA = MetaData()
NOTES = Table("notes", METADATA, Column("id", Integer, primary_key=True), Column("of", String), Column("text", String))
credentials.table(METADATA)
ADD = Statement(insert(NOTES))
ALL = Statement(select(NOTES).order_by(NOTES.c.id))
NAME = Words("Проба", "Trial")
BUG = "bug"
"""A note that the stand cannot tell."""
PAGE = "https://shop.example"
OTHER_PAGE = "https://other.example"
TOKENS = {
    "shop-key": Principal("shop", "TEST"),
    "payer": Principal("intent", "i1", "", frozenset({"paymentIntents.i1:read"})),
    "account": Principal("account", "7"),
    "borrowed": Principal("operator", "operator", "", frozenset(), "shop:TEST"),
}


class Add(ShopMessage, frozen=True):
    """A note about an intent."""

    payment_intent_id: str
    text: str = ""
    payment_tool_token: str = ""


class Ask(ShopMessage, frozen=True):
    """Which notes."""

    payment_intent_id: str
    payment_id: str
    limit: int = 10
    loud: bool = False


class Await(ShopMessage, frozen=True):
    """Notes after one, and for how many seconds to wait for them."""

    payment_intent_id: str
    event_id: int = 0
    wait: int = 0


class Note(ShopMessage, frozen=True):
    """What was understood."""

    payment_intent_id: str
    text: str
    who: str = ""
    trace: str = ""
    payment_tool_token: str = ""


def door(method: Any, path: str, ask: Any, answer: Any, kind: Any = "peer", gives: int = 200) -> Endpoint[Any, Any]:
    """An endpoint of /v2."""
    hidden = frozenset({"paymentToolToken"})
    return Endpoint(
        method, path, ask, answer, NAME, ("not_supported",), kind=kind, login="bearer", gives=gives,
        unsafe_to_show=hidden,
    )  # fmt: skip


INTENT = "/v2/intents/{paymentIntentID}"
CREATE = door("POST", INTENT + "/notes", Add, Note, gives=201)
SHARE = door("POST", INTENT + "/shared", Add, Note, "browser", 202)
LOOK = door("GET", INTENT + "/notes/{paymentID}", Ask, list[Note])
REPLACE = door("PUT", INTENT + "/notes", Add, Note)
FORGET = door("DELETE", INTENT + "/notes/{paymentID}", Ask, Note)
EVENTS = door("GET", INTENT + "/events", Await, list[Note], "browser")
CARD = door("POST", "/v2/cards", Nothing, Note, "browser")
FIXED = door("GET", "/v2/intents/all", Nothing, Note)
REFUSED = door("PUT", INTENT + "/refused", Add, Note)
BACK = Endpoint("POST", "/v2/back", Nothing, Nothing, NAME, kind="callback", says="text/plain")
BACK_GET = Endpoint("GET", "/v2/back", Nothing, Nothing, NAME, kind="callback", says="text/plain")
ENDPOINTS = (CREATE, SHARE, LOOK, REPLACE, FORGET, EVENTS, CARD, FIXED, REFUSED, BACK, BACK_GET)


@dataclass
class Stand:
    """A running server and everything it writes."""

    folder: Path
    origins: dict[str, Collection[str]] = field(default_factory=lambda: {"intent:i1": (PAGE,), "nobody:": (PAGE,)})
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    looked: spawn.Signal = field(default_factory=spawn.Signal)

    def __post_init__(self) -> None:
        clock = SystemClock()
        self.database = Database(self.folder / "stand.db", METADATA)
        self.log = Log(self.folder / "logs", "stand", clock, console=False)
        self.application = Application(
            self._doors(), self.database, Gatekeeper(self.database, b"k" * 32, clock), self.log, clock,
            role="stand:default", about=lambda: {"ready": True}, clients=Clients(self.bearer, self.registered),
        )  # fmt: skip
        self.listener = Listener(self.application, bind(0), stop_seconds=5)
        self.listener.wait()
        self.port = self.listener.port

    def _doors(self) -> http_server.Doors:
        return {
            CREATE: http_server.write(self.add, "shop"),
            SHARE: http_server.write(self.add, "shop", "intent"),
            LOOK: http_server.read(self.look, "shop"),
            REPLACE: http_server.call(self.replace, "shop"),
            FORGET: http_server.call(self.forget, "shop"),
            EVENTS: http_server.wait(self.events, "shop", "intent"),
            CARD: http_server.call(lambda who, _: Note(payment_intent_id="-", text=who.kind), "intent"),
            FIXED: http_server.call(lambda who, _: Note(payment_intent_id="all", text="exact"), "shop"),
            REFUSED: http_server.call(self.refuse, "shop"),
            BACK: http_server.raw(self.back),
            BACK_GET: http_server.raw(self.back),
        }

    def bearer(self, header: bytes) -> Principal:
        """Who knows one of the words."""
        who = TOKENS.get(header[7:].decode("latin-1"))
        if who is None:
            raise ContractFault("wrong_token", "?")
        return who

    def registered(self, who: Principal, parts: Mapping[str, str]) -> Collection[str]:
        """Pages that were registered for an asker."""
        self.asked.append((f"{who.kind}:{who.id}", dict(parts)))
        return self.origins.get(f"{who.kind}:{who.id}", ())

    def add(self, db: Connection, who: Principal, ask: Add) -> Note:
        """Write a row."""
        db.run(ADD, of=ask.payment_intent_id, text=ask.text)
        return _note(ask, who)

    def look(self, db: Connection, who: Principal, ask: Ask) -> list[Note]:
        """What was asked, and every row."""
        asked = Note(ask.payment_intent_id, f"{ask.payment_id} {ask.limit} {ask.loud}", who.kind)
        return [asked, *(Note(row["of"], row["text"]) for row in db.all(ALL))]

    def replace(self, who: Principal, ask: Add) -> Note:
        """Only say it again."""
        return _note(ask, who)

    def forget(self, who: Principal, ask: Ask) -> Note:
        """Only say it again."""
        return Note(ask.payment_intent_id, ask.payment_id, who.kind)

    def refuse(self, who: Principal, ask: Add) -> Note:
        """Say no."""
        raise Rejected("not_supported", ask.text)

    def events(self, db: Connection, who: Principal, ask: Await) -> list[Note]:
        """The rows after one."""
        self.looked.set()
        rows = [row for row in db.all(ALL) if row["of"] == ask.payment_intent_id and row["id"] > ask.event_id]
        if BUG in [row["text"] for row in rows]:
            raise ValueError("a bug")
        return [Note(row["of"], row["text"]) for row in rows]

    def back(self, who: Principal, request: RawRequest) -> RawAnswer:
        """Echo the parameters."""
        return RawAnswer(repr((who.kind, request.parameters)).encode(), "text/plain")

    def note(self, of: str, text: str) -> None:
        """Something happens."""
        self.database.write(lambda db: db.run(ADD, of=of, text=text))

    def connect(self) -> Wire:
        """A new connection."""
        return Wire(self.port)

    def ask(self, method: str, path: str, body: Any = None, token: str | None = "shop-key", **more: str) -> Reply:
        """One request on a connection of its own; `_` in names of headers stands for -."""
        with self.connect() as wire:
            return wire.ask(self.request(method, path, body, token, **more))

    def request(self, method: str, path: str, body: Any = None, token: str | None = "shop-key", **more: str) -> bytes:
        """Its bytes."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        headers = {"host": f"127.0.0.1:{self.port}", "content-length": str(len(data))}
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        if body is not None:
            headers["content-type"] = "application/json"
        headers.update({name.replace("_", "-"): value for name, value in more.items()})
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + data

    def rows(self) -> int:
        """How many notes there are."""
        return len(self.database.read(lambda db: db.all(ALL)))

    def lines(self) -> list[dict[str, Any]]:
        """The lines of the exchange log."""
        self.log.exchanges.flush()
        text = (self.folder / "logs" / "stand.exchanges.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.split("\n") if line]

    def close(self) -> None:
        """Stop the server, then what it stands on."""
        self.listener.stop()
        self.database.close()
        self.log.close()


def _note(ask: Add, who: Principal) -> Note:
    return Note(ask.payment_intent_id, ask.text, ":".join(who.acts_as), who.trace, ask.payment_tool_token)


def said(reply: Reply) -> Any:
    """The body of an answer."""
    return json.loads(reply.body)
