"""A town whose bank has moods, whose executor may die, and whose operator looks into what is left."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

from common.clock import VirtualClock
from common.protocol.endpoint import Nothing
from processing_app.bank.accounts import Outcome
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.service import asks
from processing_app.service.asks.bank_accounts import AskBankTransfers, BankTransfer, SetAccountMood
from processing_app.store import log
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import ACCOUNT, Holder, Town

BANK = "bank:simulated:settlement"
LONG_SECONDS = 120
"""Longer than any pause of the executor, and than a breaker stays open."""


class Died(BaseException):
    """The process ended here."""


class Stage(Town):
    """The same with a few more hands."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        super().__init__(folder, clock)
        self._before = (0, 0, 0)

    def __enter__(self) -> "Stage":
        return self

    def begin(self) -> None:
        """Whatever has come to the bank before is of another test."""
        newest = self._transfers()
        self._before = (self._came(), self._in_bank(), newest[0].number if newest else 0)

    def tidy(self) -> None:
        """No task is left, and nobody is called."""
        self.mood(AccountMood.OK)
        for provider in self.providers.values():
            provider.silent.clear()
        self.run_for(2 * LONG_SECONDS, step=LONG_SECONDS)
        with patch.object(self.bank, "status", lambda _: Outcome("unknown", 0)):
            for task in self.dead():
                ask = asks.SettleTask(task_id=task.task_id, outcome="returned", reason="конец проверки")
                self.service.settling.settle_task(OPERATOR, ask)
        self.do(self.service.repair.see_alarms, asks.SeeAlarms(up_to=1 << 40))
        assert self.tasks() == 0

    @property
    def bank(self) -> SimulatedAccounts:
        """The bank that withdrawals go to."""
        found = self.program.wallets.executor._banks["simulated"]
        assert isinstance(found, SimulatedAccounts)
        return found

    def mood(self, mood: AccountMood, *, account: str = "", times: int = 0, pause_ms: int = 0) -> None:
        """How the bank takes transfers from now on."""
        ask = SetAccountMood(mood=mood, account=account, times=times, pause_ms=pause_ms)
        self.parts.bank_accounts.set_account_mood(OPERATOR, ask)

    def came(self) -> int:
        """What has come to the account in the bank."""
        return self._came() - self._before[0]

    def in_bank(self) -> int:
        """What the bank has had of us, by our own books."""
        return self._in_bank() - self._before[1]

    def transfers(self) -> list[str]:
        """The verdicts of all transfers that the bank has heard of, the newest first."""
        return [one.verdict for one in self._transfers() if one.number > self._before[2]]

    def begun(self, answer: Any) -> str:
        """The id of a payment that was accepted."""
        assert answer.status < 300, answer
        assert answer.body["state"] == "accepted", answer
        return str(answer.body["payment_id"])

    def kinds(self, payment_id: str) -> list[str]:
        """What happened to a payment, in one word each."""
        streams = log.transfer(payment_id), log.intent(payment_id)
        return [type(one.event).__name__ for one in self.database.read(lambda db: log.load_either(db, *streams))]

    def ended(self, holder: Holder, payment_id: str) -> tuple[str, str]:
        """A payment's state and the reason of it, as its side is shown them."""
        body = holder.look(payment_id).body
        return body["state"], body["reason"]

    def only_dead(self) -> asks.TaskRow:
        """The one dead letter."""
        (task,) = self.dead()
        return task

    def told(self, payment_id: str, outcome: Outcome) -> None:
        """The bank says something unasked."""
        self.bank.told(payment_id, outcome)

    def _came(self) -> int:
        found = self.parts.bank_accounts.bank_accounts(OPERATOR, Nothing()).accounts
        return sum(one.amount for one in found if one.account == ACCOUNT)

    def _in_bank(self) -> int:
        return self.balances().get(BANK, 0)

    def _transfers(self) -> list[BankTransfer]:
        found: list[BankTransfer] = self.parts.bank_accounts.bank_transfers(OPERATOR, AskBankTransfers()).transfers
        return found

    def alarms(self) -> list[str]:
        """The codes of what nobody has looked at."""
        return [one.code for one in self.look(self.service.repair.alarms, asks.AskTasks()).alarms]
