"""The dialects that providers speak, behind one interface, whatever they are on the wire."""

from typing import Protocol, runtime_checkable

from common import ids, spawn
from common.clock import Clock, moment
from common.errors import Broken, ContractFault, Unavailable
from common.http_client import Caller
from common.protocol import provider
from common.protocol.dialects import osmp
from common.protocol.provider import (
    AccountFound,
    AskPayment,
    AskRegister,
    CheckAccount,
    CreditAccount,
    PaymentKnown,
    PaymentVoided,
    Register,
    ReversePayment,
    VoidPayment,
)
from processing_app.core.events import PaymentAuthorized

JSON = "json"
OSMP = "osmp"
ORDERS = "orders"
"""The centre's own, in which nothing is sent anywhere: no provider's contract is signed in it."""
WALLETS = "wallets"
"""The centre's own, too: a kiosk's payment goes into a wallet."""
DIALECTS = (JSON, OSMP)
CHECKS = 12
"""How many checks may wait for one provider at once: fewer than the server has threads, which others need, too."""
REGISTER_PAGE = 500


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

    def register(self, after: str) -> Register:
        """A page of its operations on our payments after an opaque position."""


@runtime_checkable
class Accepting(Protocol):
    """A dialect that also tells what came by QR and barcode."""

    def accepted(self, after: str) -> Register:
        """A page of it after an opaque position."""


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

    can = frozenset({"status", "void", "reverse", "register"})

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

    def register(self, after: str) -> Register:
        """POST /v1/register."""
        return self._peer.call(provider.REGISTER, AskRegister(after=after, limit=REGISTER_PAGE), seconds=self._seconds)

    def accepted(self, after: str) -> Register:
        """POST /v1/accepted."""
        return self._peer.call(provider.ACCEPTED, AskRegister(after=after, limit=REGISTER_PAGE), seconds=self._seconds)


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

    def register(self, after: str) -> Register:
        """The dialect has none."""
        raise ContractFault("no_such_door", "register")

    def _ask(self, parameters: dict[str, str]) -> osmp.Answer:
        return osmp.read_answer(self._peer.form(osmp.PATH, parameters, seconds=self._seconds), self._table)


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
