"""Settling a dead letter by hand: whoever it is settled for is asked first where it can be, then all is one unit."""

from common.database import Database
from common.principal import Principal
from processing_app.service.asks import Done, SettleTask
from processing_app.service.repair import Repair, demand
from processing_app.service.wallets.bank_words import BankWords


class Settling:
    """Asks outside of the unit of work; settles in it."""

    def __init__(self, database: Database, repair: Repair, banks: BankWords) -> None:
        """`banks` are those that withdrawals go to; no provider has a question of this kind."""
        self._database = database
        self._repair = repair
        self._banks = banks

    def settle_task(self, who: Principal, ask: SettleTask) -> Done:
        """Finish a dead letter from the word of a provider or a bank; a bank is asked whether it is its word."""
        demand(ask.reason, "reason")
        heard = self._banks.hear(ask)
        return self._database.write(lambda db: self._repair.settle_task(db, who, ask, heard), "settle-task")
