"""Providers as the centre calls them: a contract's dialect behind one interface, whatever it is on the wire."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from common import ids, spawn
from common.clock import Clock, moment
from common.database import Database, Row
from common.errors import Broken, ContractFault, Rejected, Unavailable
from common.http_client import Caller
from common.protocol import provider
from common.protocol.card import Card
from common.protocol.dialects import osmp
from common.protocol.provider import (
    AccountFound,
    AskPayment,
    CheckAccount,
    CreditAccount,
    PaymentKnown,
    PaymentVoided,
    ReversePayment,
    VoidPayment,
)
from common.retry import RetryPolicy
from common.secrets import Secrets
from processing_app.core.events import PaymentAuthorized
from processing_app.store import contracts

JSON = "json"
OSMP = "osmp"
DIALECTS = (JSON, OSMP)
CHECKS = 12
"""How many checks may wait for one provider at once: fewer than the server has threads, which others need, too."""
Connect = Callable[[str, str, str, str], Caller]
"""(url, login, password, what exchange lines call it) → the peer."""


class Adapter(Protocol):
    """One provider in its dialect. `can` names what the dialect has beyond check and credit."""

    can: frozenset[str]

    def check(self, payment_id: str, account: str, fields: dict[str, str]) -> AccountFound:
        """Does the account exist?"""

    def credit(self, terms: PaymentAuthorized) -> str:
        """Credit it, once for the id; the provider's reference."""

    def status(self, payment_id: str) -> PaymentKnown:
        """What became of the id?"""

    def void(self, payment_id: str) -> PaymentVoided:
        """Never credit the id from now on."""

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """Take the sum back; the provider's reference."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A provider's contract as the delivery needs it."""

    provider_id: int
    adapter: Adapter
    retry: RetryPolicy


class _AtOnce:
    """Lets so many in at once; one more is told «busy» instead of waiting in a thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0
        self._lock = spawn.Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._inside >= self._most:
                raise Unavailable("busy")
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1


class Json:
    """Our own dialect: every operation is there."""

    can = frozenset({"status", "void", "reverse"})

    def __init__(self, peer: Caller, seconds: float) -> None:
        """Call this peer, waiting for each answer at most that long."""
        self._peer = peer
        self._seconds = seconds
        self._checks = _AtOnce(CHECKS)

    def check(self, payment_id: str, account: str, fields: dict[str, str]) -> AccountFound:
        """POST /v1/check."""
        ask = CheckAccount(payment_id=payment_id, account=account, fields=fields)
        with self._checks:
            return self._peer.call(provider.CHECK, ask, seconds=self._seconds)

    def credit(self, terms: PaymentAuthorized) -> str:
        """POST /v1/credit; an answer about another payment or sum is Broken."""
        answer = self._peer.call(provider.CREDIT, credit_message(terms), seconds=self._seconds)
        if (answer.payment_id, answer.amount, answer.currency) != (terms.payment_id, terms.amount, terms.currency):
            raise Broken("invalid_transition", f"credited {answer.amount} {answer.currency} {answer.payment_id}"[:200])
        return answer.reference

    def status(self, payment_id: str) -> PaymentKnown:
        """POST /v1/status."""
        answer = self._peer.call(provider.STATUS, AskPayment(payment_id=payment_id), seconds=self._seconds)
        _demand_about(payment_id, answer.payment_id)
        return answer

    def void(self, payment_id: str) -> PaymentVoided:
        """POST /v1/void."""
        answer = self._peer.call(provider.VOID, VoidPayment(payment_id=payment_id), seconds=self._seconds)
        _demand_about(payment_id, answer.payment_id)
        return answer

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """POST /v1/reverse; an answer about another reversal or sum is Broken."""
        ask = ReversePayment(payment_id=terms.payment_id, reversal_id=reversal_id, reason=reason)
        answer = self._peer.call(provider.REVERSE, ask, seconds=self._seconds)
        back = (answer.payment_id, answer.reversal_id, answer.amount, answer.currency)
        if back != (terms.payment_id, reversal_id, terms.amount, terms.currency):
            raise Broken("invalid_transition", f"reversed {answer.amount} {answer.currency} {answer.payment_id}"[:200])
        return answer.reference


class Osmp:
    """The OSMP dialect: check and pay; a repeated pay is its status, and nothing can be undone by a program."""

    can: frozenset[str] = frozenset()

    def __init__(self, peer: Caller, table: osmp.CodeTable, clock: Clock, seconds: float) -> None:
        """Call this peer and read its codes by the contract's table."""
        self._peer = peer
        self._table = table
        self._clock = clock
        self._seconds = seconds
        self._checks = _AtOnce(CHECKS)

    def check(self, payment_id: str, account: str, fields: dict[str, str]) -> AccountFound:
        """command=check under a number of its own."""
        ask = CheckAccount(payment_id=payment_id, account=account, fields=fields)
        number = ids.number(self._clock.now_ms())
        with self._checks:
            answer = self._ask(osmp.check_parameters(ask, number))
        return osmp.account_found(ask, number, answer, self._table)

    def credit(self, terms: PaymentAuthorized) -> str:
        """command=pay under the payment's number."""
        ask = credit_message(terms)
        answer = self._ask(osmp.pay_parameters(ask))
        return osmp.account_credited(ask, answer, moment(self._clock.now_ms()), self._table).reference

    def status(self, payment_id: str) -> PaymentKnown:
        """The dialect has none."""
        raise ContractFault("no_such_door", "status")

    def void(self, payment_id: str) -> PaymentVoided:
        """The dialect has none."""
        raise ContractFault("no_such_door", "void")

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """The dialect has none."""
        raise ContractFault("no_such_door", "reverse")

    def _ask(self, parameters: dict[str, str]) -> osmp.Answer:
        return osmp.read_answer(self._peer.form(osmp.PATH, parameters, seconds=self._seconds), self._table)


class Providers:
    """The providers' adapters, made from their contracts and kept until a contract changes."""

    def __init__(self, database: Database, secrets: Secrets, clock: Clock, connect: Connect) -> None:
        """`connect` makes the peer that a contract's adapter calls."""
        self._database = database
        self._secrets = secrets
        self._clock = clock
        self._connect = connect
        self._made: dict[int, Contract] = {}
        self._changes: Counter[int] = Counter()
        self._lock = spawn.Lock()

    def of(self, provider_id: int) -> Contract:
        """A provider's contract, ready to be called; ContractFault when its login is not known here."""
        with self._lock:
            made, changes = self._made.get(provider_id), self._changes[provider_id]
        if made is not None:
            return made
        row = self._database.read(lambda db: contracts.provider(db, provider_id))
        if row is None:
            raise Rejected("unknown_provider", str(provider_id))
        made = self.make(row)
        with self._lock:
            if changes == self._changes[provider_id]:
                return self._made.setdefault(provider_id, made)
        return self.of(provider_id)

    def make(self, row: Row) -> Contract:
        """A contract's adapter."""
        card = msgspec.json.decode(row["card"], type=Card)
        login = self._secrets.login_of(secret_name(row["provider_id"]))
        if login is None:
            raise ContractFault("wrong_password", card.name.ru)
        peer = self._connect(card.url, *login, f"provider:{row['provider_id']}")
        retry = msgspec.json.decode(row["retry"], type=RetryPolicy)
        return Contract(row["provider_id"], self._adapter(row, card, peer), retry)

    def forget(self, provider_id: int) -> None:
        """The contract changed: make its adapter anew."""
        with self._lock:
            self._made.pop(provider_id, None)
            self._changes[provider_id] += 1

    def changes(self, provider_id: int) -> int:
        """How often a contract has changed: a fault of an earlier one says nothing of what it is now."""
        with self._lock:
            return self._changes[provider_id]

    def _adapter(self, row: Row, card: Card, peer: Caller) -> Adapter:
        seconds = row["timeout_ms"] / 1000
        if card.dialect == OSMP:
            table = msgspec.json.decode(row["code_table"], type=osmp.CodeTable) if row["code_table"] else osmp.STANDARD
            return Osmp(peer, table, self._clock, seconds)
        return Json(peer, seconds)


def secret_name(provider_id: int) -> str:
    """Under which name the login at a provider is kept."""
    return f"provider-{provider_id}"


def _demand_about(payment_id: str, answered: str) -> None:
    """An answer about another payment says nothing of ours."""
    if answered != payment_id:
        raise Unavailable("unreadable_answer", f"payment_id {answered[:80]}")


def credit_message(terms: PaymentAuthorized) -> CreditAccount:
    """What is asked of the provider for an authorized payment: the same at every repeat."""
    return CreditAccount(
        payment_id=terms.payment_id, number=terms.number, account=terms.account, amount=terms.amount,
        accepted_at=moment(terms.accepted_at), fields=terms.fields, currency=terms.currency,
    )  # fmt: skip
