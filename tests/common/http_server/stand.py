"""A server with one door of each kind, and a client that sends exactly the bytes it is told to."""

import http.client
import json
import socket
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from common import credentials, http_server, spawn
from common.clock import SystemClock
from common.credentials import Gatekeeper
from common.database import Connection, Database, Statement
from common.errors import Rejected
from common.http_server import Application, Listener, RawAnswer, RawRequest, bind
from common.logs import Log
from common.principal import Principal
from common.protocol.endpoint import Endpoint, Message
from common.words import Words

METADATA = MetaData()
NOTES = Table(
    "notes", METADATA, Column("id", Integer, primary_key=True), Column("text", String), Column("amount", Integer)
)
credentials.table(METADATA)
ADD = Statement(insert(NOTES))
NAME = Words("Проба", "Trial")
WRITTEN_SECONDS = 10


class Ask(Message, frozen=True):
    """A question as money messages are."""

    payment_id: str
    amount: int
    fields: dict[str, str] = {}
    password: str = ""


class Said(Message, frozen=True):
    """What was understood."""

    payment_id: str
    amount: int
    who: str
    password: str = ""


def door(
    path: str, *, form: bool = False, method: Any = "POST", kind: Any = "peer", unsafe: str = ""
) -> Endpoint[Any, Any]:
    """An endpoint of the stand."""
    hidden = frozenset({unsafe}) if unsafe else frozenset()
    ask: type[Message] = Ask if method == "POST" else Message
    return Endpoint(method, path, ask, Said, NAME, ("refused",), "payment_id", kind, form, hidden)


PAY = door("/v1/pay", form=True)
SECRET = door("/v1/secret", unsafe="password")
LOOK = door("/v1/look")
SLOW = door("/v1/slow")
REFUSE = door("/v1/refuse")
BUG = door("/v1/bug")
RAW = door("/osmp")
RAW_GET = door("/osmp", method="GET")
PAGE = door("/page", method="GET", kind="page")
PAGE_ASKS = door("/page/asks", kind="page")
PICTURE = door("/page/picture.svg", method="GET", kind="page")
SVG = b"<svg/>"


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The stable word of a refusal."""
        return str(json.loads(self.body)["code"])


@dataclass
class Stand:
    """A running server and everything it writes."""

    folder: Path
    request_seconds: float = 10
    connections: int = 512
    go: spawn.Signal = field(default_factory=spawn.Signal)
    entered: spawn.Signal = field(default_factory=spawn.Signal)

    def __post_init__(self) -> None:
        clock = SystemClock()
        self.database = Database(self.folder / "stand.db", METADATA)
        self.log = Log(self.folder / "logs", "stand", clock, console=False)
        self.keeper = Gatekeeper(self.database, b"k" * 32, clock)
        self.password = self.database.write(lambda db: self.keeper.issue(db, "agent", "7", "agent"))
        self.stranger = self.database.write(lambda db: self.keeper.issue(db, "stranger", "8", "stranger"))
        self.application = Application(
            self._doors(),
            self.database,
            self.keeper,
            self.log,
            clock,
            role="stand:default",
            about=lambda: {"ready": True},
        )
        self.listener = Listener(
            self.application,
            bind(0),
            request_seconds=self.request_seconds,
            stop_seconds=1,
            connections=self.connections,
        )
        self.listener.wait()
        self.port = self.listener.port

    def _doors(self) -> http_server.Doors:
        return {
            PAY: http_server.write(self.pay, "agent"),
            SECRET: http_server.write(self.pay, "agent"),
            LOOK: http_server.read(self.look, "agent"),
            SLOW: http_server.call(self.slow, "agent"),
            REFUSE: http_server.write(self.refuse, "agent"),
            BUG: http_server.write(self.bug, "agent"),
            RAW: http_server.raw(self.raw, "agent"),
            RAW_GET: http_server.raw(self.raw, "agent"),
            PAGE: http_server.raw(self.raw),
            PAGE_ASKS: http_server.write(self.pay, "agent"),
            PICTURE: http_server.file(SVG, "image/svg+xml"),
        }

    def pay(self, db: Connection, who: Principal, ask: Ask) -> Said:
        """Write a row."""
        db.gather(ADD, text=ask.payment_id, amount=ask.amount)
        return Said(payment_id=ask.payment_id, amount=ask.amount, who=f"{who.kind}:{who.id}", password=ask.password)

    def look(self, db: Connection, who: Principal, ask: Ask) -> Said:
        """Read."""
        count = db.raw.execute("SELECT count(*) FROM notes").fetchone()[0]
        return Said(payment_id=ask.payment_id, amount=count, who=who.id)

    def slow(self, who: Principal, ask: Ask) -> Said:
        """Wait as long as the test wants."""
        self.entered.set()
        assert self.go.wait(20)
        return Said(payment_id=ask.payment_id, amount=ask.amount, who=who.trace)

    def refuse(self, db: Connection, who: Principal, ask: Ask) -> Said:
        """Write, then say no."""
        db.gather(ADD, text="refused", amount=0)
        raise Rejected("refused", ask.payment_id)

    def bug(self, db: Connection, who: Principal, ask: Ask) -> Said:
        """Fail with a secret in the exception."""
        raise ValueError(f"secret {ask.payment_id}")

    def raw(self, who: Principal, request: RawRequest) -> RawAnswer:
        """Echo the parameters as text."""
        return RawAnswer(repr(request.parameters).encode(), "text/xml")

    @property
    def login(self) -> str:
        """The Authorization header that may enter."""
        return basic("agent", self.password)

    def count(self) -> int:
        """How many rows were written."""
        return int(self.database.read(lambda db: db.raw.execute("SELECT count(*) FROM notes").fetchone()[0]))

    def connect(self) -> "Wire":
        """A new connection."""
        return Wire(self.port)

    def ask(self, path: str = "/v1/pay", body: bytes | dict[str, Any] | None = None, **more: Any) -> Reply:
        """One request on a connection of its own; a header set to None is left out, `_` in names stands for -."""
        with self.connect() as wire:
            return wire.ask(self.request(path, body, **more))

    def request(
        self,
        path: str = "/v1/pay",
        body: bytes | dict[str, Any] | None = None,
        method: str = "POST",
        **more: str | None,
    ) -> bytes:
        """The bytes of a sound request, with these changes."""
        if body is None:
            body = {"payment_id": "p", "amount": 5}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers: dict[str, str | None] = {
            "host": f"127.0.0.1:{self.port}",
            "authorization": self.login,
            "content-type": "application/json",
            "content-length": str(len(data)),
        }
        headers.update({name.replace("_", "-"): value for name, value in more.items()})
        lines = [f"{name}: {value}\r\n" for name, value in headers.items() if value is not None]
        return f"{method} {path} HTTP/1.1\r\n{''.join(lines)}\r\n".encode() + data

    def exchanges(self, least: int = 0) -> list[dict[str, Any]]:
        """The lines of the exchange log, once there are so many: an answer is out before its line is written."""
        path = self.folder / "logs" / "stand.exchanges.jsonl"
        clock = SystemClock()
        deadline = clock.monotonic() + WRITTEN_SECONDS
        while True:
            self.log.exchanges.flush()
            lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
            if len(lines) >= least:
                return [json.loads(line) for line in lines]
            assert clock.monotonic() < deadline, f"{len(lines)} lines of {least}"
            clock.sleep(0.01)

    def everything_written(self) -> str:
        """All logs as one text."""
        self.log.lines.flush()
        self.log.exchanges.flush()
        return "".join(file.read_text(encoding="utf-8") for file in (self.folder / "logs").iterdir())

    def forget(self) -> None:
        """As if nothing had been asked yet."""
        self.database.write(lambda db: db.raw.execute("DELETE FROM notes"))
        self.keeper._failures.clear()
        self.go.clear()
        self.entered.clear()

    def close(self) -> None:
        """Stop the server, then what it stands on."""
        self.go.set()
        self.listener.stop()
        self.database.close()
        self.log.close()


class Kept:
    """What a connection has brought, for one answer after another: bytes read ahead are not lost between them."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def makefile(self, _mode: str) -> "Kept":
        return self

    def close(self) -> None:
        """An answer's end is not the connection's."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Wire:
    """A client's connection, byte by byte."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._file = self.socket.makefile("rb")

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Send these bytes; a server that has hung up already is no error here."""
        try:
            self.socket.sendall(data)
        except OSError:
            return

    def hear(self, method: str = "POST") -> Reply:
        """The next answer."""
        answer = http.client.HTTPResponse(Kept(self._file), method=method)  # type: ignore[arg-type]
        answer.begin()
        body = answer.read()
        answer.close()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def ask(self, data: bytes) -> Reply:
        """Send and hear."""
        self.send(data)
        return self.hear(data.partition(b" ")[0].decode("latin-1"))

    def is_closed(self) -> bool:
        """Wait until the server hangs up; False when it says something instead."""
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return True


def basic(login: str, password: str) -> str:
    """A Basic Authorization header."""
    return "Basic " + b64encode(f"{login}:{password}".encode()).decode()
