"""The centre as a provider in its own delivery: crediting is paying the order, in one commit, once for the kiosk's id.

Nothing is sent anywhere, so nothing is ever unknown: the kiosk's payment and the order are in one database.
"""

from collections.abc import Iterator
from datetime import datetime

from common import trace
from common.clock import Clock, moment
from common.database import Connection, Database, Row
from common.errors import Rejected
from common.principal import SYSTEM, Principal
from common.protocol.provider import AccountFound, Outcome, PaymentKnown, PaymentVoided, Register, RegisterRow
from common.status import Status
from processing_app.core import cash_refund, kiosk_code, ledger
from processing_app.core.events import PaymentAuthorized
from processing_app.core.intent import Intent
from processing_app.core.payment import Payment
from processing_app.core.payment_parts import RefundStatus
from processing_app.service.intents.recording import record
from processing_app.service.kiosk.orders import PROVIDER, Orders, demand, in_words
from processing_app.store import balances, domain_pos, intents, kiosk_codes, log, payments

PAGE = 500
_OUTCOMES = {Status.CAPTURED: Outcome.CREDITED, Status.REFUNDED: Outcome.REVERSED, Status.CHARGEBACK: Outcome.CREDITED}


class OrderAdapter:
    """Check, credit, status, void, reverse and register, as of any provider."""

    can = frozenset({"status", "void", "reverse", "register"})

    def __init__(self, database: Database, clock: Clock, orders: Orders) -> None:
        """Everything is given."""
        self._database = database
        self._clock = clock
        self._orders = orders

    def check(self, payment_id: str, account: str, fields: dict[str, str]) -> AccountFound:
        """Whether there is such an order; kiosks ask `Orders.check`, which reserves it."""
        order = self._database.read(lambda db: self._orders.look(db, account))
        return AccountFound(account=account, subscriber=order.name, currency=order.currency)

    def credit(self, terms: PaymentAuthorized) -> str:
        """The order is paid by this kiosk's payment, now or before; `<intent>.<n>`.

        Rejected, with an order's own codes: it costs another sum, or is cancelled, overdue, paid or being paid.
        Broken `intent_stopped`: a person is needed, the cash and the order wait.
        """
        return self._database.write(lambda db: self._pay(db, terms), "pay_order")

    def status(self, payment_id: str) -> PaymentKnown:
        """What the order knows of a kiosk's payment."""
        return self._database.read(lambda db: self._status(db, payment_id))

    def void(self, payment_id: str) -> PaymentVoided:
        """Whether it may be given up: whoever cancels the kiosk's payment does so in the database that would pay it."""
        known = self.status(payment_id)
        voided = known.status is Outcome.UNKNOWN
        return PaymentVoided(
            payment_id=payment_id, status=Outcome.VOIDED if voided else Outcome.CREDITED, reference=known.reference
        )

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """The whole sum goes back from the shop, once for this reversal; Rejected `spent`, `not_credited`."""
        return self._database.write(lambda db: self._reverse(db, terms, reversal_id), "reverse_order")

    def register(self, after: str) -> Register:
        """What orders were paid from kiosks and what was given back, in the order the payments were accepted."""
        return self._database.read(lambda db: self._register(db, int(after or 0)))

    def _pay(self, db: Connection, terms: PaymentAuthorized) -> str:
        state, now = demand(db, terms.account), self._clock.now_ms()
        pos = domain_pos.pos(db, state.asked.pos_id, state.asked.domain_revision)
        try:
            events = kiosk_code.pay(state, pos, terms.payment_id, terms.amount, now)
        except Rejected as no:
            raise in_words(state, no) from no
        return _reference(record(db, state, events, _us(), now), terms.payment_id)

    def _reverse(self, db: Connection, terms: PaymentAuthorized, reversal_id: str) -> str:
        state, now = demand(db, terms.account), self._clock.now_ms()
        available = balances.of(db, ledger.pos(state.asked.pos_id))
        events = cash_refund.reverse(state, terms.payment_id, reversal_id, available)
        return _reference(record(db, state, events, _us(), now), terms.payment_id)

    def _status(self, db: Connection, payment_id: str) -> PaymentKnown:
        history = log.load(db, log.intent(payment_id), until=1)
        terms = history[0].event if history else None
        found = _paid(db, terms.account, payment_id) if isinstance(terms, PaymentAuthorized) else None
        if found is None:
            return PaymentKnown(payment_id=payment_id, status=Outcome.UNKNOWN)
        state, one = found
        return PaymentKnown(
            payment_id=payment_id, status=_OUTCOMES[one.status], reference=_reference(state, payment_id),
            amount=one.amount, currency=one.attempt.currency, at=moment(one.at),
        )  # fmt: skip

    def _register(self, db: Connection, after: int) -> Register:
        found = payments.of_provider(db, PROVIDER, after, PAGE + 1)
        page = found[:PAGE]
        return Register(
            rows=[line for row in page for line in _lines(db, row)],
            position=str(page[-1]["position"]) if page else str(after),
            more=len(found) > PAGE,
        )


def _us() -> Principal:
    return SYSTEM._replace(trace=trace.current.get())


def _paid(db: Connection, code: str, payment_id: str) -> tuple[Intent, Payment] | None:
    """The order with this code and the attempt that the kiosk's payment made there."""
    intent_id = kiosk_codes.intent_of(db, code)
    state = None if intent_id is None else intents.look(db, intent_id)
    found = None if state is None else cash_refund.paid_with(state, payment_id)
    return None if state is None or found is None else (state, found[1])


def _reference(state: Intent, payment_id: str) -> str:
    found = cash_refund.paid_with(state, payment_id)
    assert found is not None, payment_id
    return cash_refund.reference(state, found[0])


def _lines(db: Connection, row: Row) -> Iterator[RegisterRow]:
    found = _paid(db, row["account"], row["payment_id"])
    if found is None:
        return
    state, one = found
    reference = _reference(state, row["payment_id"])
    yield _line(row, "credit", reference, moment(one.at))
    for back in one.refunds.values():
        if back.status is RefundStatus.SUCCEEDED:
            yield _line(row, "reverse", back.reference, moment(back.at))


def _line(row: Row, kind: str, reference: str, at: datetime) -> RegisterRow:
    return RegisterRow(
        payment_id=row["payment_id"], kind=kind, account=row["account"], amount=row["amount"],
        currency=row["currency"], reference=reference, at=at,
    )  # fmt: skip
