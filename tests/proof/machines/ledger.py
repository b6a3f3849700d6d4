"""The centre's ledger by its real service and database: every account is what a dictionary of sums says."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from common.clock import VirtualClock
from common.errors import Broken, OplataError, Rejected
from common.principal import Principal
from common.protocol import processing
from processing_app.core import ledger
from tests.processing_app.standin import Centre, Provider

LIMITS = (0, 50_000)
"""Two agents: one has no credit."""
FEE = 300
SUMS = st.integers(1, 900).map(lambda roubles: roubles * 100)
"""Whole roubles: the centre's one per cent of them needs no rounding."""
OUTCOMES: dict[str, OplataError | None] = {
    "yes": None,
    "no": Rejected("unknown_account"),
    "lost": Provider.lost,
}
TURNS_SECONDS = 3


class Ledger(RuleBasedStateMachine):
    """Deposits, holds, what is owed to the provider and what the centre has earned; M1, M2, M3, M5."""

    asks = Bundle("asks")

    def __init__(self) -> None:
        """Two agents without money, one provider."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.deposits = dict.fromkeys((1, 2), 0)
        self.held: dict[str, tuple[int, int]] = {}
        """Of a payment that is not decided: whose, and its sum."""
        self.owed = self.put_in = 0
        self._open()

    @initialize()
    def sign(self) -> None:
        """Contracts with everybody."""
        self.provider_id, self.provider = self.centre.sign_provider()
        self.agents = [self.centre.sign_agent(0, credit_limit=limit) for limit in LIMITS]

    def teardown(self) -> None:
        """Nothing stays."""
        self.centre.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    @rule(agent=st.sampled_from((1, 2)), amount=SUMS)
    def top_up(self, agent: int, amount: int) -> None:
        """Money comes from outside."""
        self.centre.top_up(agent, amount)
        self.deposits[agent] += amount
        self.put_in += amount

    @rule(target=asks, agent=st.sampled_from((1, 2)), amount=SUMS)
    def pay(self, agent: int, amount: int) -> object:
        """Held when there is enough, refused when there is not."""
        ask = self.centre.ask(self.provider_id, inserted=amount + FEE, agent_fee=FEE, amount=amount)
        whole = amount + amount // 100
        enough = self.deposits[agent] + LIMITS[agent - 1] >= whole
        try:
            self.centre.pay(self.agents[agent - 1], ask)
        except OplataError:
            assert not enough
            return multiple()
        assert enough
        self.deposits[agent] -= whole
        self.held[ask.payment_id] = (agent, amount)
        return agent, ask

    @rule(asked=asks)
    def pay_again(self, asked: tuple[int, processing.Pay]) -> None:
        """The same id with the same content is the same answer; whatever became of it, nothing moves."""
        agent, ask = asked
        assert self.centre.pay(self.agents[agent - 1], ask).payment_id == ask.payment_id

    @rule(asked=asks, other=st.booleans())
    def reuse(self, asked: tuple[int, processing.Pay], other: bool) -> None:
        """Another content, or another agent, under an id that is there: refused, nothing moves."""
        agent, ask = asked
        who: Principal = self.agents[agent - 1] if not other else self.agents[2 - agent]
        changed = ask if other else msgspec.structs.replace(ask, account="9000000001")
        try:
            self.centre.pay(who, changed)
        except Broken:
            return
        raise AssertionError((agent, other, ask.payment_id))

    @rule(outcome=st.sampled_from(list(OUTCOMES)))
    def deliver(self, outcome: str) -> None:
        """The provider decides the oldest first; a lost reply is asked for until it is there."""
        fault = OUTCOMES[outcome]
        self.provider.faults = [] if fault is None or not self.held else [fault]
        self.centre.run_for(TURNS_SECONDS)
        self.provider.faults = []
        for payment_id, (agent, amount) in list(self.held.items()):
            if payment_id in self.provider.credited:
                self.owed += amount
            else:
                self.deposits[agent] += amount + amount // 100
            del self.held[payment_id]

    @rule()
    def start_again(self) -> None:
        """The program ends and begins from its file."""
        before = self.centre
        before.__exit__(None, None, None)
        self._open(before.clock)
        self.centre.providers = before.providers

    @invariant()
    def the_books_are_the_model(self) -> None:
        """All accounts; `balances` has the log prove them and demands that they sum to zero."""
        if not hasattr(self, "agents"):
            return
        found = self.centre.balances()
        for agent, amount in self.deposits.items():
            assert found.get(ledger.deposit(agent), 0) == amount
            assert amount >= -LIMITS[agent - 1]
        assert found["holds"] == sum(amount + amount // 100 for _, amount in self.held.values())
        assert found.get(ledger.settlement(self.provider_id), 0) == self.owed
        assert found.get(ledger.COMMISSION, 0) == self.owed // 100
        assert found.get(ledger.OUTSIDE, 0) == -self.put_in

    def _open(self, clock: VirtualClock | None = None) -> None:
        self.centre = Centre(self.folder, clock).__enter__()
