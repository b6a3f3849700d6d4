"""How providers answer, counted in memory: reachability, median time, last trouble, share of refusals."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from statistics import median_low
from typing import TypeVar

from common import spawn
from common.clock import Clock, moment
from common.errors import ContractFault, OplataError, Rejected, Unavailable
from common.protocol import codes
from common.protocol.provider import AccountFound, PaymentKnown, PaymentVoided, Register
from common.words import Words
from processing_app.core.events import PaymentAuthorized
from processing_app.service.asks.providers import ProviderHealth
from processing_app.service.dialects import Accepting, Adapter

LAST = 100
"""How many of the latest answers the median is of."""
WHOLE = 10_000
BUSY = "busy"
NEVER = Words("Ещё не было обменов", "No exchanges yet")
ANSWERS = Words("Отвечает", "Answers")
SILENT = Words("Не отвечает", "Does not answer")
Answer = TypeVar("Answer")


class Tally:
    """The exchanges with one provider since this program started."""

    def __init__(self) -> None:
        """There were none."""
        self.times: deque[int] = deque(maxlen=LAST)
        self.exchanges = self.refusals = 0
        self.answers: bool | None = None
        self.answered_at: int | None = None
        self.trouble: Words | None = None
        self.trouble_at: int | None = None


class Health:
    """The tallies of all providers."""

    def __init__(self, clock: Clock) -> None:
        """Nobody was asked yet."""
        self._clock = clock
        self._tallies: dict[int, Tally] = {}
        self._lock = spawn.Lock()

    def measured(self, provider_id: int, adapter: Adapter) -> "Measured":
        """The same adapter, its answers counted."""
        return Measured(adapter, lambda call: self._count(provider_id, call))

    def of(self, provider_id: int) -> ProviderHealth:
        """How a provider has answered lately."""
        with self._lock:
            tally = self._tallies.get(provider_id, Tally())
            if tally.answers is None:
                return ProviderHealth(words=NEVER)
            return ProviderHealth(
                words=ANSWERS if tally.answers else SILENT, reachable=tally.answers, exchanges=tally.exchanges,
                refusals=tally.refusals,
                refused_share=tally.refusals * WHOLE // tally.exchanges,
                median_ms=median_low(tally.times) if tally.times else None, answered_at=_moment(tally.answered_at),
                trouble=tally.trouble, trouble_at=_moment(tally.trouble_at),
            )  # fmt: skip

    def _count(self, provider_id: int, call: Callable[[], Answer]) -> Answer:
        started = self._clock.monotonic()
        trouble: OplataError | None = None
        try:
            return call()
        except OplataError as error:
            trouble = error
            raise
        finally:
            ms = int((self._clock.monotonic() - started) * 1000)
            if trouble is None or trouble.code != BUSY:  # our own limit was reached: nobody was asked
                self._learn(provider_id, ms, trouble)

    def _learn(self, provider_id: int, ms: int, trouble: OplataError | None) -> None:
        now = self._clock.now_ms()
        with self._lock:
            tally = self._tallies.setdefault(provider_id, Tally())
            tally.exchanges += 1
            tally.answers = not isinstance(trouble, Unavailable)
            if tally.answers:
                tally.times.append(ms)
                tally.answered_at = now
            if isinstance(trouble, Rejected):
                tally.refusals += 1
            elif trouble is not None:
                tally.trouble, tally.trouble_at = codes.words_of(trouble), now


class Measured:
    """An adapter whose every exchange is counted."""

    def __init__(self, adapter: Adapter, count: Callable[[Callable[[], object]], object]) -> None:
        """Ask this adapter through the counter."""
        self.adapter = adapter
        self.can = adapter.can
        self._count: Callable[[Callable[[], Answer]], Answer] = count  # type: ignore[assignment]

    def check(self, payment_id: str, account: str, fields: dict[str, str]) -> AccountFound:
        """Does the account exist?"""
        return self._count(lambda: self.adapter.check(payment_id, account, fields))

    def credit(self, terms: PaymentAuthorized) -> str:
        """Credit it, once for the id."""
        return self._count(lambda: self.adapter.credit(terms))

    def status(self, payment_id: str) -> PaymentKnown:
        """What became of the id?"""
        return self._count(lambda: self.adapter.status(payment_id))

    def void(self, payment_id: str) -> PaymentVoided:
        """Never credit the id from now on."""
        return self._count(lambda: self.adapter.void(payment_id))

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """Take the sum back."""
        return self._count(lambda: self.adapter.reverse(terms, reversal_id, reason))

    def register(self, after: str) -> Register:
        """A page of its register."""
        return self._count(lambda: self.adapter.register(after))

    def accepted(self, after: str) -> Register:
        """A page of what came to it by QR and barcode; ContractFault `no_such_door` where the dialect has none."""
        adapter = self.adapter
        if not isinstance(adapter, Accepting):
            raise ContractFault("no_such_door", "accepted")
        return self._count(lambda: adapter.accepted(after))


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else moment(ms)
