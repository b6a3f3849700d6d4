"""A town whose bank has moods, whose executor may die, and whose operator looks into what is left."""

from typing import Any

from common.protocol.endpoint import Nothing
from processing_app.bank.accounts import Outcome
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.service import asks
from processing_app.service.asks.bank_accounts import AskBankTransfers, SetAccountMood
from processing_app.store import log
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import ACCOUNT, Holder, Town

BANK = "bank:simulated:settlement"


class Died(BaseException):
    """The process ended here."""


class Stage(Town):
    """The same with a few more hands."""

    def __enter__(self) -> "Stage":
        return self

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

    def came(self, account: str = ACCOUNT) -> int:
        """What has come to an account in the bank."""
        found = self.parts.bank_accounts.bank_accounts(OPERATOR, Nothing()).accounts
        return sum(one.amount for one in found if one.account == account)

    def transfers(self) -> list[str]:
        """The verdicts of all transfers that the bank ever heard of, the newest first."""
        return [one.verdict for one in self.parts.bank_accounts.bank_transfers(OPERATOR, AskBankTransfers()).transfers]

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

    def alarms(self) -> list[str]:
        """The codes of what nobody has looked at."""
        return [one.code for one in self.look(self.service.repair.alarms, asks.AskTasks()).alarms]
