"""What a load is told to send, what came of it, and the payments themselves: all made before the first is sent."""

from typing import NamedTuple

import msgspec

from common import ids
from common.clock import moment

FIRST_ACCOUNT = 9_000_000_000
ACCOUNTS = 500


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A load. Without a `rate` each connection sends its next payment when it has its answer.

    The patient do as they are told: whoever is refused comes back after a second or two with the same payment.
    `only` leaves all other payments of the same seed and moment out; `spare` connections are opened and not used.
    """

    port: int
    authorization: str
    providers: list[int]
    directory_version: int
    connections: int
    seconds: float
    now_ms: int
    seed: int
    rate: int = 0
    most: int = 0
    patient: bool = False
    only: list[str] = []
    spare: int = 0

    @property
    def number(self) -> int:
        """How many payments there are."""
        return int(self.rate * self.seconds) or self.most


class Answer(NamedTuple):
    """A payment that was answered: seconds from the load's beginning until it was due, and until its answer then."""

    payment_id: str
    due: float
    took: float


class Sent(msgspec.Struct, frozen=True):
    """What came of it, in the order of the answers."""

    begun: float
    seconds: float
    accepted: list[Answer]
    refused: list[Answer]
    unwaited: int
    """Refusals that did not say when to come back."""
    other: list[str]
    unanswered: list[str]

    @property
    def rate(self) -> float:
        """Accepted payments a second."""
        return len(self.accepted) / self.seconds


class Payment(NamedTuple):
    """An id and the whole request."""

    payment_id: str
    request: bytes


def payments(plan: Plan) -> list[Payment]:
    """The same for the same seed and moment."""
    chance, only = ids.chance(plan.seed), frozenset(plan.only)
    made = []
    for place in range(plan.number):
        payment_id = ids.uuid7(plan.now_ms, chance.randbytes)
        account = FIRST_ACCOUNT + chance.randrange(ACCOUNTS)
        if not only or payment_id in only:
            made.append(_payment(plan, payment_id, account, plan.providers[place % len(plan.providers)]))
    return made


def _payment(plan: Plan, payment_id: str, account: int, provider_id: int) -> Payment:
    body = (
        f'{{"payment_id":"{payment_id}","session_id":"{payment_id}","terminal":"T-1","provider_id":{provider_id},'
        f'"account":"{account}","inserted":10300,"agent_fee":300,"amount":10000,'
        f'"directory_version":{plan.directory_version},"accepted_at":"{moment(plan.now_ms).isoformat()}",'
        f'"fields":{{}},"currency":"RUB"}}'
    )
    head = (
        f"POST /v1/payments HTTP/1.1\r\nHost: 127.0.0.1:{plan.port}\r\nAuthorization: {plan.authorization}\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {payment_id}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Payment(payment_id, (head + body).encode())
