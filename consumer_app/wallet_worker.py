"""What the consumer does unasked for its wallets: waiting charges, unknown outcomes, balances, where it is told."""

from common import spawn
from common.clock import Clock
from common.errors import ContractFault
from common.logs import Log
from consumer_app.pacing import Paces
from consumer_app.service import Service
from consumer_app.store.wallets import Wallet

TICK_SECONDS = 0.5
BALANCE_MS = 60_000
FAULT_SECONDS = 600.0
"""A wrong login is not cured by asking often; a card that is taken in anew is tried at once."""


class WalletWorker:
    """One thread of its own: a payer at a till does not wait for a provider that is off."""

    def __init__(self, service: Service, clock: Clock, log: Log) -> None:
        """Everything is due at once."""
        self._service = service
        self._log = log
        self._paces = Paces(clock, log, "wallet", int(FAULT_SECONDS * 1000))

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
        paces, active = self._paces, service.wallets.active_wallets()
        paces.forget_others(active)
        for wallet in service.notices.waiting_for_address():
            paces.attempt("address", wallet, service.notices.tell_address, then_ms=0, stop=stop)
        for wallet in active:
            paces.attempt("charges", wallet, self._poll, then_ms=0, stop=stop)
            paces.attempt("balance", wallet, service.wallets.refresh, then_ms=BALANCE_MS, stop=stop)
        if not stop.is_set():
            service.wallet_payments.settle_due()

    def _poll(self, wallet: Wallet) -> None:
        error = self._service.charges.poll_due(wallet)
        if isinstance(error, ContractFault):
            raise error
