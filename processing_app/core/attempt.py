"""Decisions about an attempt to pay: started, its bank's steps, authorized, failed, voided; its receipt.

Every one takes the whole intent and gives the events to store; an empty list says that it was done before.
A bank's yes that comes after the attempt has failed is given back: the bank voids it until it confirms.
"""

from typing import Any, NamedTuple

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import external, failure, intent, ledger
from processing_app.core.domain import LONGEST_LIFETIME, SHORTEST_LIFETIME, Pos
from processing_app.core.events import Event
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.intent_events import (
    BankAuthorized,
    BankStepped,
    CancelRequested,
    CaptureRequested,
    CardShown,
    IntentOverdue,
    InteractionCompleted,
    InteractionRequested,
    PaymentFailed,
    PaymentStarted,
    PaymentVoided,
    ReceiptFixed,
)
from processing_app.core.payment import Payment

CARD, LINK = "card", "link"
LATE = "late_authorization"
INSTANT = "instant"


class Asked(NamedTuple):
    """How somebody wants to pay. `lifetime_ms` and `held_until` (ms UTC): None for the POS's own."""

    means: str
    bank: str = ""
    hold: bool = False
    on_expiration: str = "cancel"
    held_until: int | None = None
    lifetime_ms: int | None = None
    card: CardShown | None = None
    resource: str = ""
    session: str = ""
    email: str = ""
    phone: str = ""
    ip: str = ""
    browser: str = ""
    external_id: str = ""

    def meaning(self) -> str:
        """A digest of what is asked; a session is made anew for each try, and an address may change on the road."""
        return external.fingerprint(
            means=self.means, bank=self.bank, hold=self.hold, on_expiration=self.on_expiration if self.hold else None,
            held_until=self.held_until, lifetime=self.lifetime_ms, resource=self.resource, email=self.email,
            phone=self.phone,
        )  # fmt: skip


def bank_id(intent_id: str, payment_id: str) -> str:
    """A payment's id towards banks and in the ledger: `<intent>.<n>`."""
    return f"{intent_id}.{payment_id}"


def repeat_of(before: Intent, asked: Asked) -> Payment | None:
    """The attempt that this question began before; Broken `external_id_conflict` if it meant something else."""
    for one in before.payments.values():
        if asked.external_id and one.started is not None and one.started.external_id == asked.external_id:
            external.demand_same(one.started, asked.meaning())
            return one
    return None


def start(before: Intent, pos: Pos, asked: Asked, now: int) -> list[Event]:
    """A new attempt for the whole sum; nothing when this very question began one before (see `repeat_of`).

    Rejected: invalid_intent_status, payment_pending, invalid_shop_status, method_not_allowed,
    invalid_processing_deadline, wrong_value (a hold that ends too soon or too late).
    """
    demand_moving(before)
    if repeat_of(before, asked) is not None:
        return []
    demand_free(before, now)
    demand_method(pos, asked.means, asked.card.system if asked.card else "")
    lifetime = pos.lifetime_seconds * 1000 if asked.lifetime_ms is None else asked.lifetime_ms
    if not SHORTEST_LIFETIME * 1000 <= lifetime <= LONGEST_LIFETIME * 1000:
        raise Rejected("invalid_processing_deadline", f"{lifetime} ms")
    longest = now + pos.hold_seconds * 1000
    held_until = (longest if asked.held_until is None else asked.held_until) if asked.hold else 0
    if asked.hold and not now + lifetime <= held_until <= longest:
        bounds = f"≥ now + {lifetime // 1000} s, ≤ now + {pos.hold_seconds} s"
        raise Rejected("wrong_value", f"heldUntil: {bounds}")
    event = PaymentStarted(
        payment_id=str(len(before.payments) + 1), means=asked.means, bank=asked.bank or pos.bank,
        amount=before.asked.amount, currency=before.asked.currency, domain_revision=pos.revision, hold=asked.hold,
        on_expiration=asked.on_expiration, held_until=held_until, deadline=now + lifetime, card=asked.card,
        resource=asked.resource, session=asked.session, email=asked.email, phone=asked.phone, ip=asked.ip,
        browser=asked.browser, external_id=asked.external_id, fingerprint=asked.meaning(),
    )  # fmt: skip
    return allowed(before, event)


def stepped(
    before: Intent, payment_id: str, operation: str, *, state: bytes, ask_at: int, tag: str = ""
) -> list[Event]:
    """A bank is not done yet. Nothing when nobody wants the operation any more, or it stands where it stood."""
    demand_moving(before)
    one = before.payment(payment_id)
    known = one.steps.get(operation)
    if operation not in intent.wanted(one) or (
        known and (known.state, known.ask_at, known.tag) == (state, ask_at, tag)
    ):
        return []
    return allowed(before, BankStepped(payment_id=payment_id, operation=operation, state=state, ask_at=ask_at, tag=tag))


def ask_payer(before: Intent, payment_id: str, interaction: dict[str, Any]) -> list[Event]:
    """The payer has something to do; nothing when he was told so, or the attempt is over."""
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is not Status.CREATED or one.interaction == interaction:
        return []
    return allowed(before, InteractionRequested(payment_id=payment_id, interaction=interaction))


def payer_did(before: Intent, payment_id: str) -> list[Event]:
    """The payer did what he was asked to."""
    demand_moving(before)
    return allowed(before, *_completed(before.payment(payment_id)))


def authorize(
    before: Intent, payment_id: str, reference: str, now: int, info: dict[str, str] | None = None
) -> list[Event]:
    """A bank holds the sum. Instant: it is to be captured at once. Too late: it is to be voided.

    Broken `invalid_transition` when the bank gives the same payment a second reference.
    """
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is Status.FAILED:
        return [] if one.voiding else allowed(before, CancelRequested(payment_id=payment_id, reason=LATE))
    if one.status is not Status.CREATED:
        if one.reference != reference:
            raise Broken("invalid_transition", f"{one.status.value} {one.reference} + {reference}")
        return []
    begun = one.attempt
    if begun.deadline and begun.deadline <= now:
        return fail(before, payment_id, failure.DEADLINE, now, void=True)
    name = bank_id(before.id, payment_id)
    held = BankAuthorized(
        payment_id=payment_id, reference=reference, info=info or {},
        postings=ledger.move((ledger.bank(begun.bank), ledger.hold(name), begun.amount), currency=begun.currency),
    )  # fmt: skip
    at_once = CaptureRequested(payment_id=payment_id, amount=begun.amount, reason=INSTANT)
    return allowed(before, *_completed(one), held, *([] if begun.hold else [at_once]))


def fail(before: Intent, payment_id: str, path: str, now: int, *, detail: str = "", void: bool = False) -> list[Event]:
    """No authorization, and none will be; `void` when the bank may have given one all the same.

    Another attempt may begin, unless the due date has passed meanwhile. Nothing when it had failed before.
    """
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is Status.FAILED:
        return []
    failed = PaymentFailed(payment_id=payment_id, failure=failure.demand(path), detail=detail, void=void)
    return then_overdue(before, allowed(before, *_completed(one), failed), now)


def voided(before: Intent, payment_id: str, reference: str = "") -> list[Event]:
    """The bank confirmed that a failed payment holds nothing and never will."""
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is Status.FAILED and not one.voiding:
        return []
    return allowed(before, PaymentVoided(payment_id=payment_id, reference=reference))


def out_of_time(before: Intent, now: int) -> list[Event]:
    """The attempt in flight has outlived itself: it fails, and the bank is to void it."""
    one = before.in_flight
    if one is None or one.started is None or not 0 < one.started.deadline <= now:
        return []
    failed = PaymentFailed(payment_id=before.open_id, failure=failure.DEADLINE, void=True)
    return allowed(before, *_completed(one), failed)


def fix_receipt(
    before: Intent, payment_id: str, fiscal_number: int, ofd_external_id: str = "", shift: int = 0
) -> list[Event]:
    """The cash register printed the receipt of captured money. Rejected invalid_payment_status: none is captured."""
    demand_moving(before)
    one = before.payment(payment_id)
    event = ReceiptFixed(
        payment_id=payment_id, fiscal_number=fiscal_number, ofd_external_id=ofd_external_id, shift=shift
    )
    if one.status not in (Status.CAPTURED, Status.REFUNDED, Status.CHARGEBACK):
        raise Rejected("invalid_payment_status", one.status.value)
    return [] if one.receipt == event else allowed(before, event)


def demand_moving(before: Intent) -> None:
    """Broken `intent_stopped` (500) when nothing moves until a person has repaired it."""
    if before.stopped:
        raise Broken("intent_stopped", before.id)


def demand_free(before: Intent, now: int, *, pinned: str = "payment_pending") -> None:
    """Refuse unless it is unpaid, in time, and nobody is paying it. Rejected: invalid_intent_status, payment_pending.

    `pinned` is the code for a sum that is authorized.
    """
    if before.status is not IntentStatus.UNPAID:
        raise Rejected("invalid_intent_status", before.status.value if before.status else "")
    if before.pinned:
        raise Rejected(
            pinned,
            before.open_id if pinned == "payment_pending" else f"unpaid, {before.open_id}: {Status.AUTHORIZED.value}",
        )
    if before.open_id:
        raise Rejected("payment_pending", before.open_id)
    if before.reservation is not None and now < before.reservation.until:
        raise Rejected("payment_pending", "kiosk")
    if before.created is not None and before.created.due_at <= now:
        raise Rejected("invalid_intent_status", IntentStatus.OVERDUE.value)


def demand_method(pos: Pos, means: str, system: str = "") -> None:
    """Refuse a closed POS, and what its terms do not allow: a way to pay, or a card of this payment system."""
    if not pos.active:
        raise Rejected("invalid_shop_status", pos.id)
    if means not in pos.methods:
        raise Rejected("method_not_allowed", means)
    if system and pos.systems and system not in pos.systems:
        raise Rejected("method_not_allowed", system)


def then_overdue(before: Intent, events: list[Event], now: int) -> list[Event]:
    """The events, and that the due date has passed, if it has and they leave nothing that may still pay."""
    after = intent.fold(events, before)
    free = after.status is IntentStatus.UNPAID and not after.open_id and after.reservation is None
    return [*events, IntentOverdue()] if free and after.created and after.created.due_at <= now else events


def allowed(before: Intent, *events: Event) -> list[Event]:
    """The events, once the tables have agreed to them: Broken `invalid_transition` otherwise."""
    intent.fold(events, before)
    return list(events)


def _completed(one: Payment) -> list[Event]:
    """The payer has nothing more to do there."""
    if one.interaction is None or one.started is None:
        return []
    return [InteractionCompleted(payment_id=one.started.payment_id)]
