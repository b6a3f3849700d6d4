"""What the consumer does unasked: tells its providers where it answers, and asks for balances every five minutes."""

from common import spawn
from common.clock import Clock
from common.logs import Log
from consumer_app.pacing import Paces
from consumer_app.service import Service

TICK_SECONDS = 1.0
BALANCE_MS = 5 * 60 * 1000
FAULT_MS = 60 * 60 * 1000
"""A wrong login or a missing door is not cured by asking often; an edit of the contract is tried at once."""


class Worker:
    """One thread; each contract has its own pace, so that a provider which is off holds up no other's turn for long."""

    def __init__(self, service: Service, clock: Clock, log: Log) -> None:
        """Everything is due at once."""
        self._service = service
        self._log = log
        self._paces = Paces(clock, log, "contract", FAULT_MS)

    def run(self, stop: spawn.Signal) -> None:
        """Until told to stop."""
        while not stop.wait(TICK_SECONDS):
            try:
                self.step(stop)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the next step may go well
                self._log.error("worker failed", error=repr(bug))

    def step(self, stop: spawn.Signal) -> None:
        """All that is due now."""
        paces, service = self._paces, self._service
        paces.forget_others(service.active_contracts())
        for contract in service.waiting_for_address():
            paces.attempt("address", contract, service.tell_address, then_ms=0, stop=stop)
        for contract in service.active_contracts():
            paces.attempt("balance", contract, service.refresh_balance, then_ms=BALANCE_MS, stop=stop)
