"""What the consumer does unasked for its wallets: waiting charges, unknown outcomes, balances, where it is told."""

from collections.abc import Callable

from common import spawn
from common.clock import Clock
from common.errors import ContractFault, OplataError, Unavailable
from common.logs import Log
from common.retry import RetryPolicy
from consumer_app.service import Service
from consumer_app.store.wallets import Wallet

TICK_SECONDS = 0.5
BALANCE_SECONDS = 60.0
FAULT_SECONDS = 600.0
"""A wrong login is not cured by asking often; a card that is taken in anew is tried at once."""
PAUSES = RetryPolicy(pause_ms=1_000, longest_ms=60_000)
Key = tuple[str, str, int]
"""What is done, for which wallet, as its card was taken in last."""


class WalletWorker:
    """One thread of its own: a payer at a till does not wait for a provider that is off."""

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
                self._log.error("wallet worker failed", error=repr(bug))

    def step(self, stop: spawn.Signal) -> None:
        """All that is due now."""
        service = self._service
        if not service.wallets.has_any():
            return
        for wallet in service.notices.waiting_for_address():
            self._try("address", wallet, service.notices.tell_address, then=0.0, stop=stop)
        for wallet in service.wallets.active_wallets():
            self._try("charges", wallet, self._poll, then=0.0, stop=stop)
            self._try("balance", wallet, service.wallets.refresh, then=BALANCE_SECONDS, stop=stop)
        if not stop.is_set():
            service.wallet_payments.settle_due()

    def _poll(self, wallet: Wallet) -> None:
        error = self._service.charges.poll_due(wallet)
        if isinstance(error, ContractFault):
            raise error

    def _try(
        self, what: str, wallet: Wallet, work: Callable[[Wallet], object], *, then: float, stop: spawn.Signal
    ) -> None:
        key = (what, wallet.id, wallet.edited_at)
        if stop.is_set() or self._due.get(key, 0.0) > self._clock.monotonic():
            return
        try:
            work(wallet)
        except OplataError as error:
            self._put_off(key, error)
            return
        self._failures.pop(key, None)
        self._due[key] = self._clock.monotonic() + then

    def _put_off(self, key: Key, error: OplataError) -> None:
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        later = PAUSES.pause(failures, lambda: 0.0) / 1000 if isinstance(error, Unavailable) else FAULT_SECONDS
        self._due[key] = self._clock.monotonic() + later
        if failures == 1 or isinstance(error, ContractFault):
            self._log.warning(f"{key[0]} not exchanged", wallet=key[1], code=error.code, pause_seconds=later)
