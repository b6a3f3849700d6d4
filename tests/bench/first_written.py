"""The reference «as first written»: the same payment accepted by the standard server, an ORM and default SQLite.

Nothing here is made slow on purpose: this is how the lectures write a server (a thread a request, HTTP/1.0, one ORM
session a request, SQLite as it comes), with the same message, the same checks and the same rows kept.

    python -m tests.bench.first_written FOLDER LOGIN PASSWORD     prints its port; ends when standard input closes
"""

import base64
import hashlib
import hmac
import json
import re
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, ForeignKey, create_engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

DEPOSIT = 10**15
COPIED = ("provider_id", "session_id", "terminal", "account", "inserted", "agent_fee", "amount")


class Table(DeclarativeBase):
    """What every table has."""


class Account(Table):
    """A ledger account: the agent's deposit, what is held for payments under way."""

    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(primary_key=True)
    balance: Mapped[int]


class Agent(Table):
    """Who may pay."""

    __tablename__ = "agents"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    blocked: Mapped[bool]


class Tariff(Table):
    """The processing commission of an agent from a moment on."""

    __tablename__ = "tariffs"
    id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"))
    since: Mapped[datetime]
    basis_points: Mapped[int]


class Provider(Table):
    """Whom payments are for."""

    __tablename__ = "providers"
    id: Mapped[int] = mapped_column(primary_key=True)
    minimum: Mapped[int]
    maximum: Mapped[int]


class Field(Table):
    """What a payer types for a provider, and the rule it must match."""

    __tablename__ = "fields"
    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"))
    name: Mapped[str]
    regex: Mapped[str]


class Payment(Table):
    """One accepted payment."""

    __tablename__ = "payments"
    id: Mapped[str] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"))
    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"))
    session_id: Mapped[str]
    terminal: Mapped[str]
    account: Mapped[str]
    inserted: Mapped[int]
    agent_fee: Mapped[int]
    amount: Mapped[int]
    processing_fee: Mapped[int]
    status: Mapped[str]
    accepted_at: Mapped[datetime]


class Posting(Table):
    """One leg of a movement of money."""

    __tablename__ = "postings"
    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"))
    amount: Mapped[int]


class Event(Table):
    """What happened, for the history."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    kind: Mapped[str]
    at: Mapped[datetime]
    data: Mapped[str]


class Task(Table):
    """What is to be delivered."""

    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    due_at: Mapped[datetime]


class Refused(Exception):
    """The answer is no."""


def accept(session: Session, agent: Agent, ask: dict[str, Any]) -> Payment:
    """Check the payment, hold the agent's money, remember what happened and what is to be done."""
    known = session.get(Payment, ask["payment_id"])
    if known is not None:
        return known
    check(session, ask)
    if agent.blocked:
        raise Refused("not_now")
    now = datetime.now(UTC)
    tariff = session.scalars(
        select(Tariff).where(Tariff.agent_id == agent.id, Tariff.since <= now).order_by(Tariff.since.desc())
    ).first()
    if tariff is None:
        raise Refused("not_now")
    fee = ask["amount"] * tariff.basis_points // 10_000
    total = ask["amount"] + fee
    deposit, held = session.get_one(Account, f"agent:{agent.id}"), session.get_one(Account, "held")
    if deposit.balance < total:
        raise Refused("not_now")
    payment = Payment(
        id=ask["payment_id"],
        agent_id=agent.id,
        processing_fee=fee,
        status="authorized",
        accepted_at=now,
        **{name: ask[name] for name in COPIED},
    )
    session.add(payment)
    for account, amount in ((deposit, -total), (held, total)):
        account.balance += amount
        session.add(Posting(payment_id=payment.id, account=account.name, amount=amount))
    session.add(Event(payment_id=payment.id, kind="authorized", at=now, data=json.dumps(ask)))
    session.add(Task(payment_id=payment.id, due_at=now))
    return payment


def check(session: Session, ask: dict[str, Any]) -> None:
    """Refuse what the provider's contract does not allow."""
    provider = session.get(Provider, ask["provider_id"])
    if provider is None:
        raise Refused("unknown_provider")
    values = {"account": ask["account"], **ask["fields"]}
    for field in session.scalars(select(Field).where(Field.provider_id == provider.id)):
        if field.name not in values or not re.fullmatch(field.regex, values[field.name]):
            raise Refused("wrong_field")
    if ask["inserted"] != ask["amount"] + ask["agent_fee"] or not 0 <= ask["agent_fee"] < ask["inserted"]:
        raise Refused("wrong_amount")
    if not provider.minimum <= ask["amount"] <= provider.maximum:
        raise Refused("amount_out_of_range")


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    engine: Engine

    def do_POST(self) -> None:
        """Accept a payment."""
        if self.path != "/v1/payments":
            self.answer(404, {"code": "no_such_door"})
            return
        try:
            ask = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with Session(self.engine) as session, session.begin():
                agent = self.who(session)
                if agent is None:
                    self.answer(401, {"code": "wrong_password"})
                    return
                payment = accept(session, agent, ask)
                answer = {
                    "payment_id": payment.id,
                    "number": int(payment.id.replace("-", "")[-15:], 16),
                    "status": payment.status,
                    "accepted_at": payment.accepted_at.isoformat(),
                }
            self.answer(200, answer)
        except Refused as refusal:
            self.answer(422, {"code": str(refusal)})
        except OperationalError as problem:
            self.answer(503, {"code": "busy", "message": str(problem.orig)})
        except (KeyError, TypeError, ValueError) as problem:
            self.answer(400, {"code": "wrong_json", "message": str(problem)})

    def who(self, session: Session) -> Agent | None:
        """The agent whose login and password came."""
        scheme, _, value = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            return None
        login, _, password = base64.b64decode(value).decode("utf-8").partition(":")
        agent = session.query(Agent).filter_by(login=login).one_or_none()
        if agent is None or not hmac.compare_digest(agent.password_hash, hashed(password)):
            return None
        return agent

    def answer(self, status: int, body: dict[str, Any]) -> None:
        """Send JSON."""
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def hashed(password: str) -> str:
    """The password as the database keeps it."""
    return hashlib.sha256(password.encode()).hexdigest()


def main(folder: Path, login: str, password: str) -> None:
    """Serve until standard input closes."""
    engine = create_engine(f"sqlite:///{folder / 'first.sqlite'}")
    Table.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Agent(id=1, login=login, password_hash=hashed(password), blocked=False))
        session.add(Provider(id=1, minimum=100, maximum=1_500_000))
        session.flush()
        session.add(Tariff(agent_id=1, since=datetime(2026, 1, 1, tzinfo=UTC), basis_points=100))
        session.add(Field(provider_id=1, name="account", regex=r"9\d{9}"))
        session.add_all([Account(name="agent:1", balance=DEPOSIT), Account(name="held", balance=0)])
    Handler.engine = engine
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.buffer.read()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
