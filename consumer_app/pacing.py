"""What workers do again and again for each contract or wallet, at a pace of its own; after an edit, at once."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from common import spawn
from common.clock import Clock
from common.errors import ContractFault, OplataError, Unavailable
from common.logs import Log
from common.retry import RetryPolicy

PAUSES = RetryPolicy(pause_ms=1_000, longest_ms=60_000)
Key = tuple[str, str, int]
"""What is done, for whom, as it was edited last."""


class Paced(Protocol):
    """A contract with somebody."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def edited_at(self) -> int:
        """When it was edited last."""


One = TypeVar("One", bound=Paced)


class Paces:
    """When each work is due for each contract; `noun` is what lines of the log call one.

    After silence it is tried ever less often; after a fault of the contract in `fault_ms`.
    """

    def __init__(self, clock: Clock, log: Log, noun: str, fault_ms: int) -> None:
        """Everything is due at once."""
        self._clock = clock
        self._log = log
        self._noun = noun
        self._fault_ms = fault_ms
        self._due: dict[Key, float] = {}
        self._failures: dict[Key, int] = {}

    def attempt(self, what: str, of: One, work: Callable[[One], object], *, then_ms: int, stop: spawn.Signal) -> None:
        """Do it if it is due and nobody said stop; done well, it is due again after `then_ms`."""
        key = (what, of.id, of.edited_at)
        if stop.is_set() or self._due.get(key, 0.0) > self._clock.monotonic():
            return
        try:
            work(of)
        except OplataError as error:
            self._put_off(key, error)
            return
        self._failures.pop(key, None)
        self._due[key] = self._clock.monotonic() + then_ms / 1000

    def forget_others(self, now: Iterable[Paced]) -> None:
        """Only these are there now."""
        known = {(one.id, one.edited_at) for one in now}
        for paces in (self._due, self._failures):
            for key in [key for key in paces if key[1:] not in known]:
                del paces[key]

    def _put_off(self, key: Key, error: OplataError) -> None:
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        pause = PAUSES.pause(failures, lambda: 0.0) if isinstance(error, Unavailable) else self._fault_ms
        self._due[key] = self._clock.monotonic() + pause / 1000
        if failures == 1 or isinstance(error, ContractFault):
            self._log.warning(f"{key[0]} not exchanged", **{self._noun: key[1]}, code=error.code, pause_ms=pause)
