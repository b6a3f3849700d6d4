"""Whatever kiosks, cards, clocks and shops do to a few orders in whatever order: each is paid once, no cash is lost."""

import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from common import ids
from common.errors import OplataError
from common.protocol.processing import ReleaseNumber
from common.status import Status
from processing_app.core import attempt
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.kiosk_code import UNTIL_DECIDED
from tests.intents.kiosk.shops import FEE, MINUTE, SUM, Shops
from tests.intents.kiosk.test_orders import COMMISSION, check
from tests.processing_app.standin import Centre

WHOLE = 100_000_000
ORDERS, STEPS = 3, 60


class Trial:
    """One centre, a shop's orders, two agents who do what chance says."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.shops, self.chance = centre, Shops(centre), random.Random(seed)
        self.agents = [centre.sign_agent(WHOLE), centre.sign_agent(WHOLE)]
        self.orders = [self.shops.order(lives_ms=self.chance.randint(1, 40) * MINUTE) for _ in range(ORDERS)]
        self.checked: list[tuple[Intent, str]] = []
        self.sent: dict[str, Intent] = {}

    def step(self) -> None:
        """Something happens; a refusal is as good as a yes."""
        try:
            self.chance.choice(DEEDS)(self, self.chance.choice(self.orders))
        except OplataError:
            return

    def check(self, order: Intent) -> None:
        found = check(self.centre, self.chance.choice(self.agents), order.kiosk_code)
        assert found.amount == SUM
        self.checked.append((order, found.payment_id))

    def release(self, order: Intent) -> None:
        order, payment_id = self.chance.choice(self.checked or [(order, ids.uuid7(self.centre.clock.now_ms()))])
        ask = ReleaseNumber(payment_id=payment_id, terminal="T1", provider_id=0, account=order.kiosk_code)
        self.centre.do(self.centre.service.orders.release, ask, self.agents[0])

    def pay(self, order: Intent) -> None:
        """As checked, or blindly; seldom another sum."""
        order, payment_id = self.chance.choice([*self.checked, (order, ids.uuid7(self.centre.clock.now_ms()))])
        amount = self.chance.choice([SUM, SUM, SUM, SUM + 100])
        ask = self.centre.ask(0, account=order.kiosk_code, inserted=amount, agent_fee=0, amount=amount)
        if payment_id not in self.sent:
            self.centre.pay(self.agents[0], msgspec.structs.replace(ask, payment_id=payment_id))
            self.sent[payment_id] = order

    def deliver(self, order: Intent) -> None:
        self.centre.run()

    def time(self, order: Intent) -> None:
        self.centre.clock.advance(self.chance.choice([20, 200, 700]))
        self.shops.time_decides()

    def cancel(self, order: Intent) -> None:
        if self.chance.random() < 0.2:
            self.shops.cancel(order)

    def begin_card(self, order: Intent) -> None:
        self.shops.begins_by_card(order)

    def end_card(self, order: Intent) -> None:
        state = self.shops.state(order)
        if self.chance.random() < 0.5:
            self.shops.decides(order, lambda s, now: attempt.fail(s, state.open_id, "authorization_failed", now))
        else:
            self.shops.paid_by_card(order, state.open_id or "1")

    def ends_well(self) -> None:
        """Everything that is on its way arrives; then the books say what the orders say."""
        self.centre.run(3)
        states = [self.shops.state(one) for one in self.orders]
        by_cash = [
            one
            for state in states
            for one in state.payments.values()
            if one.attempt.means == "cash" and one.status is Status.CAPTURED
        ]
        captured = [
            payment_id
            for payment_id in self.sent
            if self.centre.state(payment_id, self.agents[0]).status is Status.CAPTURED
        ]
        others = {self.centre.state(one, self.agents[0]).status for one in self.sent if one not in captured}
        assert others <= {Status.CANCELLED}
        assert sorted(one.attempt.kiosk_payment for one in by_cash) == sorted(captured)
        assert all(state.reservation is None or state.reservation.until < UNTIL_DECIDED for state in states)
        assert all(sum(bool(one.captured) for one in state.payments.values()) <= 1 for state in states)
        balances = self.shops.balances()
        assert balances.get("provider:0:settlement", 0) == 0
        assert balances["agent:1:deposit"] == WHOLE - len(captured) * (SUM + COMMISSION)
        paid = sum(state.status is IntentStatus.PAID for state in states)
        assert balances.get("pos:TEST:settlement", 0) == paid * (SUM - FEE)


DEEDS: tuple[Callable[[Trial, Intent], None], ...] = (
    Trial.check, Trial.check, Trial.release, Trial.pay, Trial.pay, Trial.deliver, Trial.time, Trial.cancel,
    Trial.begin_card, Trial.end_card,
)  # fmt: skip


def tried(folder: Path, seed: int) -> None:
    with Centre(folder) as centre:
        trial = Trial(centre, seed)
        for _ in range(STEPS):
            trial.step()
        trial.ends_well()


@pytest.mark.parametrize("seed", range(5))
def test_whatever_happens_each_order_is_paid_once(tmp_path: Path, seed: int) -> None:
    tried(tmp_path, seed)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_whatever_happens_each_order_is_paid_once_many_times(tmp_path: Path) -> None:
    for seed in range(1_000, 1_300):
        try:
            tried(tmp_path / str(seed), seed)
        except AssertionError as wrong:
            wrong.add_note(f"seed {seed}")
            raise
