"""Credits, and what becomes of a payment id: credited or voided, once."""

import msgspec

from common import fields
from common.clock import milliseconds, moment
from common.database import Connection
from common.errors import OplataError, Rejected
from common.principal import Principal
from common.protocol.provider import (
    AccountCredited,
    AskPayment,
    CreditAccount,
    Outcome,
    PaymentKnown,
    PaymentVoided,
    VoidPayment,
)
from provider_app.core import payments as rules
from provider_app.core.payments import Booked, Kind
from provider_app.service.dealings import DealingPart, code_of
from provider_app.service.messages import Dialect
from provider_app.store import contracts, subscribers
from provider_app.store import operations as store


class CreditPart(DealingPart):
    """The money that centres bring; every decision is a unit of work."""

    def credit(self, who: Principal, ask: CreditAccount) -> AccountCredited:
        """Add to the balance, once for this id; asked again, answer the same."""
        content = rules.fingerprint(
            ask.number, ask.account, ask.amount, ask.currency, sorted(ask.fields.items()), _moment_of(ask)
        )
        return self.credited(who, ask, content, Dialect.JSON)

    def status(self, db: Connection, who: Principal, ask: AskPayment) -> PaymentKnown:
        """What the books say of an id."""
        contract = self.contract_with(db, who, Dialect.JSON)
        rules.demand_id("payment_id", ask.payment_id)
        found = store.outcome(db, contract.id, ask.payment_id)
        if found is None:
            return PaymentKnown(payment_id=ask.payment_id, status=Outcome.UNKNOWN)
        if found.kind is Kind.VOID:
            return PaymentKnown(payment_id=ask.payment_id, status=Outcome.VOIDED, at=moment(found.at))
        back = store.reversal(db, contract.id, ask.payment_id)
        return PaymentKnown(
            payment_id=ask.payment_id,
            status=Outcome.CREDITED if back is None else Outcome.REVERSED,
            reference=found.reference,
            amount=found.amount,
            currency=found.currency,
            at=moment((back or found).at),
        )

    def void(self, db: Connection, who: Principal, ask: VoidPayment) -> PaymentVoided:
        """Never credit this id, known or not; too late once it is credited. Open even when the contract is not."""
        contract = self.contract_with(db, who, Dialect.JSON)
        rules.demand_id("payment_id", ask.payment_id)
        found = store.outcome(db, contract.id, ask.payment_id)
        if found is None:
            found = store.add(
                db,
                contract.id,
                Kind.VOID,
                ask.payment_id,
                ask.payment_id,
                content="",
                at=self.clock.now_ms(),
                trace=who.trace,
            )
            self.log.quiet("payment voided", who.trace, code_of(ask.payment_id))
        status = Outcome.VOIDED if found.kind is Kind.VOID else Outcome.CREDITED
        return PaymentVoided(payment_id=ask.payment_id, status=status, reference=found.reference)

    def credited(self, who: Principal, ask: CreditAccount, content: str, dialect: Dialect) -> AccountCredited:
        """A credit in any dialect; `content` is what a repeat must have the same."""
        rules.demand_id("payment_id", ask.payment_id)
        rules.demand_moment(ask.accepted_at, ask.number)
        return self.decided(lambda db: self._credit(db, who, ask, content, dialect), "credit")

    def _credit(
        self, db: Connection, who: Principal, ask: CreditAccount, content: str, dialect: Dialect
    ) -> AccountCredited | OplataError:
        contract = self.contract_with(db, who, dialect)
        before = store.outcome(db, contract.id, ask.payment_id)
        if before is not None and rules.credited_before(before, content):
            return _credited(before)
        refused = self.refused(db, "credit", who, ask.payment_id, content)
        if refused is not None:
            return refused
        self.demand_in_force(contract)
        try:
            balance = self._balance_with(db, contract, ask)
        except Rejected as no:
            return self.refuse(db, "credit", who, ask.payment_id, content, no)
        done = store.add(
            db,
            contract.id,
            Kind.CREDIT,
            ask.payment_id,
            ask.payment_id,
            content=content,
            at=self.clock.now_ms(),
            trace=who.trace,
            account=ask.account,
            amount=ask.amount,
            currency=ask.currency,
            balance=balance,
            payment_number=str(ask.number),
            fields=msgspec.json.encode(ask.fields).decode(),
            accepted_at=milliseconds(ask.accepted_at),
        )
        self.booked(db, who, done)
        return _credited(done)

    def _balance_with(self, db: Connection, contract: contracts.Contract, ask: CreditAccount) -> int:
        """The balance after the credit; Rejected for whatever the contract or the account does not allow."""
        rules.demand_currency(ask.currency)
        rules.demand_amount(ask.amount, minimum=contract.minimum, maximum=contract.maximum)
        fields.demand(contract.fields, ask.account, ask.fields)
        found = subscribers.find(db, ask.account)
        return rules.balance_after(rules.payable(found and found.account, ask.account), ask.amount)


def _moment_of(ask: CreditAccount) -> str:
    return ask.accepted_at.isoformat() if ask.accepted_at.tzinfo is None else str(milliseconds(ask.accepted_at))


def _credited(done: Booked) -> AccountCredited:
    return AccountCredited(
        payment_id=done.payment_id,
        reference=done.reference,
        amount=done.amount,
        currency=done.currency,
        credited_at=moment(done.at),
    )
