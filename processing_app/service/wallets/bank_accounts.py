"""The operator's side of the simulated banks' accounts: what came to them, and how they behave."""

from collections.abc import Mapping

from common.clock import moment
from common.database import Database
from common.errors import ContractFault
from common.principal import Principal
from common.protocol.endpoint import Nothing
from processing_app.bank.simulated import store_accounts as store
from processing_app.bank.simulated.account_moods import AccountSet
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.service.asks.bank_accounts import (
    AskBankTransfers,
    BankAccount,
    BankAccounts,
    BankTransfer,
    BankTransfers,
    MoodOfAccount,
    SetAccountMood,
)
from processing_app.service.asks.tasks import Done

MOST = 1_000


class AccountsDesk:
    """Acts on bank.db, not on the centre's own database."""

    def __init__(self, database: Database, simulated: Mapping[str, SimulatedAccounts]) -> None:
        """`database` is bank.db; the banks are by their ids."""
        self._database = database
        self._simulated = simulated

    def set_account_mood(self, who: Principal, ask: SetAccountMood) -> Done:
        """An account behaves so from the next question on; ContractFault `not_found` for another bank."""
        bank = self._simulated.get(ask.bank)
        if bank is None:
            raise ContractFault("not_found", ask.bank)
        bank.set_mood(ask.account.strip(), AccountSet(ask.mood, max(0, ask.pause_ms), max(0, ask.times)))
        return Done()

    def bank_accounts(self, who: Principal, ask: Nothing) -> BankAccounts:
        """What has come to each account, and how they behave."""
        came, moods = self._database.read(lambda db: (store.came(db), store.moods(db)))
        return BankAccounts(
            accounts=[
                BankAccount(bank=one.bank, account=one.account, transfers=one.number, amount=one.amount)
                for one in came
            ],
            moods=[
                MoodOfAccount(bank=bank, account=account, mood=one.mood, pause_ms=one.pause_ms, times=one.times)
                for bank, account, one in moods
            ],
        )  # fmt: skip

    def bank_transfers(self, who: Principal, ask: AskBankTransfers) -> BankTransfers:
        """Transfers as the bank keeps them."""
        found = self._database.read(lambda db: store.newest(db, ask.account.strip(), max(1, min(ask.limit, MOST))))
        return BankTransfers(transfers=[_shown(one) for one in found])


def _shown(one: store.Transfer) -> BankTransfer:
    return BankTransfer(
        number=one.number, bank=one.bank, payment=one.payment, account=one.account, amount=one.amount,
        currency=one.currency, verdict=one.verdict, reference=one.reference, reason=one.reason, at=moment(one.at),
    )  # fmt: skip
