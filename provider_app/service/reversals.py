"""Reversals: a credited sum taken back from the subscriber, whole, once."""

from common.clock import moment
from common.database import Connection
from common.errors import OplataError, Rejected
from common.principal import Principal
from common.protocol.provider import PaymentReversed, ReversePayment
from provider_app.core import payments as rules
from provider_app.core.payments import Booked, Kind
from provider_app.service.dealings import DealingPart
from provider_app.service.messages import Dialect
from provider_app.store import operations as store
from provider_app.store import subscribers

LONGEST_REASON = 500


class ReversalPart(DealingPart):
    """Money on its way back."""

    def reverse(self, who: Principal, ask: ReversePayment) -> PaymentReversed:
        """Take a credited sum back, whole, once for this reversal_id."""
        rules.demand_id("payment_id", ask.payment_id)
        rules.demand_id("reversal_id", ask.reversal_id)
        return self.decided(lambda db: self._reverse(db, who, ask), "reverse")

    def _reverse(self, db: Connection, who: Principal, ask: ReversePayment) -> PaymentReversed | OplataError:
        contract = self.contract_with(db, who, Dialect.JSON)
        content = rules.fingerprint(ask.payment_id, ask.reason)
        before = store.find(db, contract.id, Kind.REVERSE, ask.reversal_id)
        if before is not None:
            rules.demand_same(before.content, content, ask.reversal_id)
            return _reversed(before)
        refused = self.refused(db, "reverse", who, ask.reversal_id, content)
        if refused is not None:
            return refused
        self.demand_in_force(contract)
        credit = store.outcome(db, contract.id, ask.payment_id)
        back = store.reversal(db, contract.id, ask.payment_id)
        found = subscribers.find(db, credit.account) if credit is not None else None
        try:
            balance = rules.demand_reversible(credit, back, found and found.account, ask.payment_id)
        except Rejected as no:
            return self.refuse(db, "reverse", who, ask.reversal_id, content, no)
        assert credit is not None
        done = store.add(
            db,
            contract.id,
            Kind.REVERSE,
            ask.payment_id,
            ask.reversal_id,
            content=content,
            at=self.clock.now_ms(),
            trace=who.trace,
            account=credit.account,
            amount=credit.amount,
            currency=credit.currency,
            balance=balance,
            reason=ask.reason[:LONGEST_REASON],
        )
        self.booked(db, who, done)
        return _reversed(done)


def _reversed(done: Booked) -> PaymentReversed:
    return PaymentReversed(
        payment_id=done.payment_id,
        reversal_id=done.operation_id,
        reference=done.reference,
        amount=done.amount,
        currency=done.currency,
        reversed_at=moment(done.at),
    )
