"""What the consumer does unasked: tells its providers where it answers, and asks for balances every five minutes."""

from collections.abc import Callable

from common import spawn
from common.clock import Clock
from common.errors import ContractFault, OplataError, Unavailable
from common.logs import Log
from common.retry import RetryPolicy
from consumer_app.service import Contract, Service

TICK_SECONDS = 1.0
BALANCE_MS = 5 * 60 * 1000
FAULT_MS = 60 * 60 * 1000
"""A wrong login or a missing door is not cured by asking often; an edit of the contract is tried at once."""
PAUSES = RetryPolicy(pause_ms=1_000, longest_ms=60_000)
Work = Callable[[Contract], None]
Key = tuple[str, str, int]
"""What is done, for which contract, as it was edited last: after an edit everything is tried at once."""


class Worker:
    """One thread; each contract has its own pace, so that a provider which is off holds up no other's turn for long."""

    def __init__(self, service: Service, clock: Clock, log: Log) -> None:
        """Everything is due at once."""
        self._service = service
        self._clock = clock
        self._log = log
        self._due: dict[Key, float] = {}
        self._failures: dict[Key, int] = {}

    def run(self, stop: spawn.Signal) -> None:
        """Until told to stop."""
        while not stop.wait(TICK_SECONDS):
            try:
                self.step(stop)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the next step may go well
                self._log.error("worker failed", error=repr(bug))

    def step(self, stop: spawn.Signal) -> None:
        """All that is due now."""
        self._forget_others()
        for contract in self._service.waiting_for_address():
            self._try("address", contract, self._service.tell_address, then=0, stop=stop)
        for contract in self._service.active_contracts():
            self._try("balance", contract, self._service.refresh_balance, then=BALANCE_MS, stop=stop)

    def _try(self, what: str, contract: Contract, work: Work, *, then: int, stop: spawn.Signal) -> None:
        key = (what, contract.id, contract.edited_at)
        if stop.is_set() or self._due.get(key, 0.0) > self._clock.monotonic():
            return
        try:
            work(contract)
        except OplataError as error:
            self._put_off(key, error)
            return
        self._failures.pop(key, None)
        self._due[key] = self._clock.monotonic() + then / 1000

    def _put_off(self, key: Key, error: OplataError) -> None:
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        pause = PAUSES.pause(failures, lambda: 0.0) if isinstance(error, Unavailable) else FAULT_MS
        self._due[key] = self._clock.monotonic() + pause / 1000
        if failures == 1 or isinstance(error, ContractFault):
            self._log.warning(f"{key[0]} not exchanged", contract=key[1], code=error.code, pause_ms=pause)

    def _forget_others(self) -> None:
        now = {(one.id, one.edited_at) for one in self._service.active_contracts()}
        for paces in (self._due, self._failures):
            for key in [key for key in paces if key[1:] not in now]:
                del paces[key]
