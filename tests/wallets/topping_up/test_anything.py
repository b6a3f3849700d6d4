"""Whatever comes to pass with top-ups in whatever order, the money of every kiosk's payment is in one place."""

from random import Random

import pytest

from common import luhn
from common.errors import Broken
from common.status import Status
from processing_app.core import ledger, wallet_number
from processing_app.core.events import PaymentAuthorized, PaymentRefunded
from processing_app.service import asks
from processing_app.service.dialects import WALLETS as DIALECT
from processing_app.store import log
from tests.wallets.centre import Holder, Town
from tests.wallets.topping_up.conftest import Terminal

STEPS = 60
NOBODY = luhn.ended(str(wallet_number.FIRST))


class Chances:
    """One run: everything that may happen, drawn from a seed."""

    def __init__(self, town: Town, terminal: Terminal, seed: int) -> None:
        self.town, self.terminal, self.chance = town, terminal, Random(seed)
        self.holders = [town.holder(name, balance=0) for name in ("Иван Иванов", "Анна Ким", "Олег Ли")]
        self.payments: list[str] = []
        self.dies, self.deaths = True, 0
        adapter = town.program.providers.within[DIALECT]
        self.true_credit, self.true_reverse = adapter.credit, adapter.reverse

    def credit(self, terms: PaymentAuthorized) -> str:
        """As it is, or the process dies right after it."""
        reference = self.true_credit(terms)
        self.stumble()
        return reference

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """The same of a reversal."""
        reference = self.true_reverse(terms, reversal_id, reason)
        self.stumble()
        return reference

    def stumble(self) -> None:
        """What is committed stays, whoever was to hear of it hears something else."""
        if self.dies and self.chance.random() < 0.4:
            self.deaths += 1
            raise Broken("invalid_transition", "died here")

    def top_up(self) -> None:
        number = self.chance.choice([*(one.number for one in self.holders), NOBODY])
        ask = self.terminal.order(number, self.chance.randrange(1, 50) * 100)
        for _ in range(self.chance.randrange(1, 3)):
            self.terminal.pay(ask)
        self.payments.append(ask.payment_id)

    def spend(self) -> None:
        giver, taker = self.chance.sample(self.holders, 2)
        balance = self.town.balance(giver)
        if balance:
            giver.send(taker, self.chance.randrange(1, balance + 1))

    def give_back(self) -> None:
        if self.payments:
            payment = self.chance.choice(self.payments)
            if self.terminal.state(payment).status is Status.CAPTURED and not self.reversing(payment):
                ask = asks.ReversePayment(payment=payment, reason="a mistake")
                self.town.do(self.town.service.repair.reverse_payment, ask)

    def reversing(self, payment_id: str) -> bool:
        """Whether a reversal of it is under way or was decided."""
        history = self.town.database.read(lambda db: log.load(db, log.intent(payment_id)))
        return any(type(one.event).__name__ in ("RefundRequested", PaymentRefunded.__name__) for one in history)

    def retry(self) -> None:
        for task in self.town.dead():
            self.town.do(self.town.service.repair.retry_task, asks.TaskId(task_id=task.task_id))

    def work(self) -> None:
        self.town.run()

    def everything_ends(self) -> None:
        """Nobody dies any more, and persons look after what is left."""
        self.dies = False
        for _ in range(5):
            self.town.run_for(120, step=30)
            self.retry()
        self.town.run()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(12))
def test_any_top_ups_end_with_each_sum_in_one_place(
    town: Town, holder: Holder, terminal: Terminal, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Chances(town, terminal, seed)
    adapter = town.program.providers.within[DIALECT]
    monkeypatch.setattr(adapter, "credit", run.credit)
    monkeypatch.setattr(adapter, "reverse", run.reverse)
    acts = [run.top_up, run.top_up, run.spend, run.give_back, run.work, run.work, run.retry]
    for _ in range(STEPS):
        run.chance.choice(acts)()
    run.everything_ends()

    assert run.deaths
    states = {payment: terminal.state(payment).status for payment in run.payments}
    amounts = {
        one.payment_id: one.amount
        for one in town.look(town.service.books.payments, asks.FindPayments(limit=1_000)).payments
    }
    kept = sum(amounts[payment] for payment, status in states.items() if status is Status.CAPTURED)
    balances = town.balances()
    assert set(states.values()) <= {Status.CAPTURED, Status.CANCELLED, Status.REFUNDED}
    assert sum(balances.get(one.account, 0) for one in run.holders) == kept
    assert (balances.get(ledger.TOP_UPS, 0), balances["holds"], town.tasks()) == (0, 0, 0)
