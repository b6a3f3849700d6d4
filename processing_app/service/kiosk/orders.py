"""Orders of shops as kiosks meet them: asked about by code, reserved, let go, kept while their cash is inside.

A reservation lasts ten minutes from the check and holds off the due date. Once a kiosk's payment is accepted its cash
is inside, and the order is kept for it until that payment is decided, however long that takes and whatever the due
date. Cash that was reserved too long ago (its terminal was cut off) pays the order if nobody else has, and nobody
wants to, and it is in time; else it is a fatal «no», and the terminal keeps the cash for its payer.
"""

from typing import NamedTuple

from common.clock import Clock
from common.database import Connection, Database
from common.errors import Rejected
from common.money import text
from common.principal import Principal
from common.protocol.processing import CheckNumber, NumberFound, NumberReleased, ReleaseNumber
from common.status import Status
from processing_app.core import cash_refund, kiosk_code, order_code
from processing_app.core.attempt import demand_method, then_overdue
from processing_app.core.events import PaymentAuthorized
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.payment import Payment
from processing_app.service.intents.recording import record
from processing_app.service.quota import Quota
from processing_app.store import domain_pos, intents, kiosk_codes

PROVIDER = 0
"""The centre itself in its own directory."""
RESERVED_MS = 10 * 60_000
WRONG_CODES = 20
"""So many codes that nobody has may an agent's kiosks ask about in an hour. A slip of a finger costs none of them."""
HOUR_MS = 60 * 60_000
LONGEST_NAME = 64
_ENDED = {
    IntentStatus.PAID: "order_paid",
    IntentStatus.CANCELLED: "order_cancelled",
    IntentStatus.OVERDUE: "order_overdue",
}


class Order(NamedTuple):
    """An order as a kiosk's payer is shown it."""

    name: str
    amount: int
    currency: str


class Orders:
    """What kiosks ask about orders."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Nobody has guessed yet."""
        self._database = database
        self._clock = clock
        self._guesses = Quota(clock, HOUR_MS, "too_many_codes")

    def check(self, who: Principal, ask: CheckNumber) -> NumberFound:
        """What the order costs, exactly; it is reserved for this kiosk's payment, and asked again it stays so.

        Rejected with an order's own codes (mistyped_code … order_overdue); Unavailable `too_many_codes` for guessers.
        """
        intent_id = self._intent_of(int(who.id), ask.account)
        order = self._database.write(lambda db: self._reserve(db, who, ask.payment_id, intent_id), "reserve_order")
        return NumberFound(
            payment_id=ask.payment_id, account=ask.account, subscriber=order.name, currency=order.currency,
            amount=order.amount,
        )  # fmt: skip

    def release(self, db: Connection, who: Principal, ask: ReleaseNumber) -> NumberReleased:
        """That payer will not pay it: whatever is reserved under this id is free, unless its cash is inside."""
        state = _found(db, ask.account) if ask.provider_id == PROVIDER else None
        kept = state.reservation if state is not None else None
        if state is not None and kept is not None and kept.until < kiosk_code.UNTIL_DECIDED and not state.stopped:
            now = self._clock.now_ms()
            record(db, state, then_overdue(state, kiosk_code.release(state, ask.payment_id), now), who, now)
        return NumberReleased(payment_id=ask.payment_id)

    def look(self, db: Connection, code: str) -> Order:
        """An order as it is; nothing is reserved. Rejected `unknown_code`."""
        intent_id = kiosk_codes.intent_of(db, code)
        state = None if intent_id is None else intents.look(db, intent_id)
        if state is None:
            raise Rejected("unknown_code", code)
        return _shown(db, state)

    def kept(self, db: Connection, who: Principal, terms: PaymentAuthorized) -> None:
        """A kiosk's payment is accepted, so its cash is inside: the order waits for it. Part of that unit of work."""
        state = _found(db, terms.account)
        if state is not None:
            now = self._clock.now_ms()
            record(db, state, kiosk_code.keep(state, terms.payment_id, now), who, now)

    def ended(self, db: Connection, who: Principal, payment: Payment) -> None:
        """A kiosk's payment of an order has come to an end, or to another one. Part of that unit of work.

        A cancelled one's order waits for it no more; one that is stopped must be repaired first, or it would wait for
        ever: Broken `intent_stopped`. Whoever settles one by hand may not contradict the order, which knows better:
        Rejected `wrong_value`.
        """
        terms = payment.authorized
        if terms.provider_id != PROVIDER:
            return
        state = _found(db, terms.account)
        _demand_agreed(state, payment)
        if payment.status is Status.CANCELLED and state is not None and _waits_for(state, terms.payment_id):
            now = self._clock.now_ms()
            record(db, state, then_overdue(state, kiosk_code.release(state, terms.payment_id), now), who, now)

    def _intent_of(self, agent_id: int, code: str) -> str:
        if not order_code.sound(code):
            raise Rejected("mistyped_code", code)
        self._guesses.take(agent_id, WRONG_CODES)
        intent_id = self._database.read(lambda db: kiosk_codes.intent_of(db, code))
        if intent_id is None:
            raise Rejected("unknown_code", code)
        self._guesses.give_back(agent_id, WRONG_CODES)
        return intent_id

    def _reserve(self, db: Connection, who: Principal, payment_id: str, intent_id: str) -> Order:
        now, state = self._clock.now_ms(), intents.load(db, intent_id)
        assert state is not None
        demand_method(domain_pos.pos(db, state.asked.pos_id), kiosk_code.METHOD)
        try:
            events = kiosk_code.reserve(state, payment_id, now, now + RESERVED_MS)
        except Rejected as no:
            raise in_words(state, no) from no
        record(db, state, events, who, now)
        return _shown(db, state)


def _waits_for(state: Intent, kiosk_payment: str) -> bool:
    return state.reservation is not None and state.reservation.kiosk_payment == kiosk_payment


def _demand_agreed(state: Intent | None, payment: Payment) -> None:
    found = None if state is None else cash_refund.paid_with(state, payment.authorized.payment_id)
    agreed = {
        Status.CANCELLED: found is None,
        Status.CAPTURED: found is not None,
        Status.REFUNDED: found is not None and found[1].status is Status.REFUNDED,
    }
    if not agreed[payment.status]:
        raise Rejected("wrong_value", f"outcome: {payment.status.value}")


def demand(db: Connection, code: str) -> Intent:
    """The intent with this code; Rejected `unknown_code`."""
    state = _found(db, code)
    if state is None:
        raise Rejected("unknown_code", code)
    return state


def in_words(state: Intent, no: Rejected) -> Rejected:
    """The core's «no» as it is told to a kiosk's payer."""
    if no.code == "wrong_amount":
        return Rejected("order_sum_differs", f"{text(state.asked.amount)} ₽")
    ended = _ENDED.get(state.status) if state.status is not None else None
    if ended is not None:
        return Rejected(ended)
    return Rejected("order_being_paid" if no.code == "payment_pending" else "order_overdue")


def _found(db: Connection, code: str) -> Intent | None:
    intent_id = kiosk_codes.intent_of(db, code)
    return None if intent_id is None else intents.load(db, intent_id)


def _shown(db: Connection, state: Intent) -> Order:
    name = f"{domain_pos.pos(db, state.asked.pos_id).name} · {state.asked.product}"
    plain = "".join(letter for letter in name if letter.isprintable())
    return Order(plain[:LONGEST_NAME], state.asked.amount, state.asked.currency)
