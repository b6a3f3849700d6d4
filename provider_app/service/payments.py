"""What processing centres ask: check, credit, status, void, reverse, register. Every decision is a unit of work.

A «no» under an id is final (DESIGN 8), so it is written down: a doubled request that arrives late, when the subscriber is
no longer blocked, gets the same «no» and not the money.
"""

from collections.abc import Callable

import msgspec

from common import fields, ids
from common.clock import milliseconds, moment
from common.database import Connection
from common.errors import ContractFault, OplataError, Rejected
from common.fields import ACCOUNT
from common.principal import Principal
from common.protocol.provider import (
    AccountCredited,
    AccountFound,
    AskPayment,
    AskRegister,
    CheckAccount,
    CreditAccount,
    Outcome,
    PaymentKnown,
    PaymentReversed,
    PaymentVoided,
    Register,
    RegisterRow,
    ReversePayment,
    VoidPayment,
)
from provider_app.core import payments as rules
from provider_app.core.payments import Booked, Kind
from provider_app.core.people import masked
from provider_app.service.messages import Dialect
from provider_app.service.part import Part, bounded, page, position
from provider_app.store import contracts, subscribers, tasks, uses
from provider_app.store import operations as store

FOUND = "found"
LONGEST_REASON = 500
LONGEST_SHOWN = 200


class PaymentPart(Part):
    """The money that centres bring. Each function sees its own contract's payments only."""

    def check(self, who: Principal, ask: CheckAccount) -> AccountFound:
        """Whether an account exists and may be credited; every check is written down with its result."""
        return self.checked(who, ask, Dialect.JSON)

    def credit(self, who: Principal, ask: CreditAccount) -> AccountCredited:
        """Add to the balance, once for this id; asked again, answer the same."""
        content = rules.fingerprint(
            ask.number, ask.account, ask.amount, ask.currency, sorted(ask.fields.items()), _moment_of(ask)
        )
        return self.credited(who, ask, content, Dialect.JSON)

    def status(self, db: Connection, who: Principal, ask: AskPayment) -> PaymentKnown:
        """What the books say of an id."""
        contract = self._contract(db, who, Dialect.JSON)
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
        contract = self._contract(db, who, Dialect.JSON)
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
            self.log.quiet("payment voided", who.trace, _code(ask.payment_id))
        status = Outcome.VOIDED if found.kind is Kind.VOID else Outcome.CREDITED
        return PaymentVoided(payment_id=ask.payment_id, status=status, reference=found.reference)

    def reverse(self, who: Principal, ask: ReversePayment) -> PaymentReversed:
        """Take a credited sum back, whole, once for this reversal_id."""
        rules.demand_id("payment_id", ask.payment_id)
        rules.demand_id("reversal_id", ask.reversal_id)
        return self.decided(lambda db: self._reverse(db, who, ask), "reverse")

    def register(self, db: Connection, who: Principal, ask: AskRegister) -> Register:
        """The contract's own operations after a position, in either dialect."""
        limit = bounded(ask.limit)
        after = position(ask.after)
        rows, more = page(store.own(db, int(who.id), after=after, limit=limit + 1), limit)
        last = rows[-1].id if rows else after
        return Register(rows=[_row(one) for one in rows], position=str(last), more=more)

    def checked(self, who: Principal, ask: CheckAccount, dialect: Dialect, amount: int = 0) -> AccountFound:
        """A check in any dialect; `amount` is 0 where no sum is known yet."""

        def work(db: Connection) -> AccountFound | OplataError:
            contract = self._contract(db, who, dialect)
            outcome = _said(lambda: self._look(db, contract, ask, amount))
            result = outcome.code if isinstance(outcome, OplataError) else FOUND
            uses.add_check(
                db,
                contract.id,
                ask.payment_id[: rules.LONGEST_ID],
                ask.account[:LONGEST_SHOWN],
                result,
                at=self.clock.now_ms(),
                trace=who.trace,
            )
            return outcome

        return self.decided(work, "check")

    def credited(self, who: Principal, ask: CreditAccount, content: str, dialect: Dialect) -> AccountCredited:
        """A credit in any dialect; `content` is what a repeat must have the same."""
        rules.demand_id("payment_id", ask.payment_id)
        rules.demand_moment(ask.accepted_at, ask.number)
        return self.decided(lambda db: self._credit(db, who, ask, content, dialect), "credit")

    def _look(self, db: Connection, contract: contracts.Contract, ask: CheckAccount, amount: int) -> AccountFound:
        self._demand_in_force(contract)
        rules.demand_currency(ask.currency)
        if amount:
            rules.demand_amount(amount, minimum=contract.minimum, maximum=contract.maximum)
        fields.demand(contract.fields, ask.account, ask.fields)
        found = subscribers.find(db, ask.account)
        account = rules.payable(found and found.account, ask.account)
        assert found is not None
        return AccountFound(account=account.number, subscriber=masked(found.full_name), balance=account.balance)

    def _credit(
        self, db: Connection, who: Principal, ask: CreditAccount, content: str, dialect: Dialect
    ) -> AccountCredited | OplataError:
        contract = self._contract(db, who, dialect)
        before = store.outcome(db, contract.id, ask.payment_id)
        if before is not None and rules.credited_before(before, content):
            return _credited(before)
        refused = self._refused(db, "credit", who, ask.payment_id, content)
        if refused is not None:
            return refused
        self._demand_in_force(contract)
        try:
            balance = self._balance_with(db, contract, ask)
        except Rejected as no:
            return self._refuse(db, "credit", who, ask.payment_id, content, no)
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
        self._booked(db, who, done)
        return _credited(done)

    def _balance_with(self, db: Connection, contract: contracts.Contract, ask: CreditAccount) -> int:
        """The balance after the credit; Rejected for whatever the contract or the account does not allow."""
        rules.demand_currency(ask.currency)
        rules.demand_amount(ask.amount, minimum=contract.minimum, maximum=contract.maximum)
        fields.demand(contract.fields, ask.account, ask.fields)
        found = subscribers.find(db, ask.account)
        return rules.balance_after(rules.payable(found and found.account, ask.account), ask.amount)

    def _reverse(self, db: Connection, who: Principal, ask: ReversePayment) -> PaymentReversed | OplataError:
        contract = self._contract(db, who, Dialect.JSON)
        content = rules.fingerprint(ask.payment_id, ask.reason)
        before = store.find(db, contract.id, Kind.REVERSE, ask.reversal_id)
        if before is not None:
            rules.demand_same(before.content, content, ask.reversal_id)
            return _reversed(before)
        refused = self._refused(db, "reverse", who, ask.reversal_id, content)
        if refused is not None:
            return refused
        self._demand_in_force(contract)
        credit = store.outcome(db, contract.id, ask.payment_id)
        back = store.reversal(db, contract.id, ask.payment_id)
        found = subscribers.find(db, credit.account) if credit is not None else None
        try:
            balance = rules.demand_reversible(credit, back, found and found.account, ask.payment_id)
        except Rejected as no:
            return self._refuse(db, "reverse", who, ask.reversal_id, content, no)
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
        self._booked(db, who, done)
        return _reversed(done)

    def _booked(self, db: Connection, who: Principal, done: Booked) -> None:
        """What follows from a row that moved money: the balance, and news where somebody wants to hear of it."""
        subscribers.set_balance(db, done.account, done.balance)
        found = subscribers.find(db, done.account)
        if found is not None and found.news_url:
            tasks.put(db, done.id, done.account, now=done.at, trace=who.trace)
        self.log.quiet(f"payment {done.kind.value}", who.trace, _code(done.payment_id))

    def _contract(self, db: Connection, who: Principal, dialect: Dialect) -> contracts.Contract:
        """The caller's contract; it speaks one dialect, since an id of one means nothing in another."""
        found = contracts.find(db, int(who.id))
        if found is None or found.dialect != dialect.value:
            raise ContractFault("forbidden")
        return found

    def _demand_in_force(self, contract: contracts.Contract) -> None:
        rules.demand_in_force(
            contract.id, blocked=contract.blocked, valid_until=contract.valid_until, now=self.clock.now_ms()
        )

    def _refused(self, db: Connection, kind: str, who: Principal, operation_id: str, content: str) -> Rejected | None:
        said = store.refusal(db, kind, owner(who), operation_id)
        if said is None:
            return None
        rules.demand_same(said.content, content, operation_id)
        return Rejected(said.code, said.detail)

    def _refuse(
        self, db: Connection, kind: str, who: Principal, operation_id: str, content: str, no: Rejected
    ) -> Rejected:
        said = store.Refusal(content, no.code, no.detail)
        store.refuse(db, kind, owner(who), operation_id, said, at=self.clock.now_ms(), trace=who.trace)
        return no


def owner(who: Principal) -> str:
    """Whose id it is: ids of different callers never meet."""
    return f"{who.kind}:{who.id}"


def first_word(contract: contracts.Contract, account: str) -> bool:
    """Whether the account itself, apart from the other fields, has the form that the contract asks for."""
    return all(fields.fits(field, account) for field in contract.fields if field.name == ACCOUNT)


def _said(question: Callable[[], AccountFound]) -> AccountFound | OplataError:
    try:
        return question()
    except (Rejected, ContractFault) as no:
        return no


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


def _reversed(done: Booked) -> PaymentReversed:
    return PaymentReversed(
        payment_id=done.payment_id,
        reversal_id=done.operation_id,
        reference=done.reference,
        amount=done.amount,
        currency=done.currency,
        reversed_at=moment(done.at),
    )


def _row(one: Booked) -> RegisterRow:
    return RegisterRow(
        payment_id=one.payment_id,
        kind=one.kind.value,
        account=one.account,
        amount=one.amount,
        currency=one.currency,
        reference=one.reference,
        at=moment(one.at),
    )


def _code(payment_id: str) -> str:
    """The word people search a payment by; a stranger's id that is no UUID, and a number, are shown as they came."""
    return ids.payment_code(payment_id) if ids.is_uuid(payment_id) else payment_id
