"""Payments and the ledger: whatever is decided in whatever order, money is where the model says, and sums to zero."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import cashflow, ledger, payment
from processing_app.core.events import Event, PaymentAuthorized
from processing_app.core.payment import Payment

AGENT, PROVIDER = 7, 3
HELD = (Status.AUTHORIZED,)
PAID = (Status.CAPTURED,)


class Payments(RuleBasedStateMachine):
    """The model of a payment is its status alone: its money follows from that."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        """No payment, no money."""
        super().__init__()
        self.balances: dict[str, int] = {}
        self.events: dict[str, list[Event]] = {}
        self.model: dict[str, Status] = {}
        self.asked: set[str] = set()

    @rule(target=ids, amount=st.integers(1, 10**9), fee=st.integers(0, 10**6))
    def accept(self, amount: int, fee: int) -> str:
        """A new payment is promised."""
        name = f"p-{len(self.events)}"
        event = PaymentAuthorized(
            payment_id=name, number=1, agent_id=AGENT, terminal="T", session_id="s", provider_id=PROVIDER, account="9",
            fields={}, inserted=amount + 300, agent_fee=300, amount=amount, processing_fee=fee, currency="RUB",
            directory_version=1, terms_revision=1, accepted_at=0,
            postings=cashflow.authorized(name, AGENT, amount, fee, "RUB"),
        )  # fmt: skip
        self.events[name] = []
        self._happen(name, [event])
        self.model[name] = Status.AUTHORIZED
        return name

    @rule(name=ids)
    def capture(self, name: str) -> None:
        """The provider said yes."""
        self._decide(name, (*HELD, *PAID), Status.CAPTURED, lambda one: payment.capture(one, "r"))

    @rule(name=ids)
    def cancel(self, name: str) -> None:
        """The provider said no, or promised never to."""
        self._decide(name, (*HELD, Status.CANCELLED), Status.CANCELLED, lambda one: payment.cancel(one, "x"))

    @rule(name=ids, reversal=st.sampled_from(["v-1", "v-2"]))
    def ask_refund(self, name: str, reversal: str) -> None:
        """A person wants the money back."""
        allowed = self.model[name] in PAID and name not in self.asked
        self._decide(
            name, PAID if allowed else (), Status.CAPTURED, lambda one: payment.request_refund(one, reversal, "x")
        )
        if allowed:
            self.asked.add(name)

    @rule(name=ids)
    def refuse_refund(self, name: str) -> None:
        """It is spent."""
        if self.model[name] in PAID:
            self._decide(name, PAID, Status.CAPTURED, lambda one: payment.refuse_refund(one, "spent"))
            self.asked.discard(name)

    @rule(name=ids)
    def refund(self, name: str) -> None:
        """The provider has taken it back."""
        self._decide(name, (*PAID, Status.REFUNDED), Status.REFUNDED, lambda one: payment.refund(one, "r"))

    @rule(name=consumes(ids))
    def forget(self, name: str) -> None:
        """Its story is at an end; its money stays where it is."""

    @invariant()
    def money_is_where_the_model_says(self) -> None:
        """M1, M2 and M5."""
        assert sum(self.balances.values()) == 0
        for name, status in self.model.items():
            one = self._now(name)
            terms = one.authorized
            assert one.status is status
            held = terms.amount + terms.processing_fee if status in HELD else 0
            assert self.balances.get(ledger.hold(name), 0) == held
        paid = [self._now(name).authorized for name, status in self.model.items() if status in PAID]
        assert self.balances.get(ledger.settlement(PROVIDER), 0) == sum(one.amount for one in paid)
        assert self.balances.get(ledger.COMMISSION, 0) == sum(one.processing_fee for one in paid)

    def _decide(
        self, name: str, allowed: tuple[Status, ...], after: Status, decision: Callable[[Payment], list[Event]]
    ) -> None:
        before = self.model[name]
        try:
            events = decision(self._now(name))
        except (Broken, Rejected):
            assert before not in allowed, (name, before, after)
            return
        assert before in allowed, (name, before, after)
        self._happen(name, events)
        self.model[name] = after

    def _happen(self, name: str, events: list[Event]) -> None:
        for event in events:
            self.balances |= ledger.apply(self.balances, getattr(event, "postings", ()))
            self.events[name].append(event)

    def _now(self, name: str) -> Payment:
        return payment.fold(self.events[name])
