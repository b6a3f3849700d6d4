"""Decisions about an intent itself: made, cancelled, overdue; what the clock decides; stopped and revived."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from common.errors import Broken, Rejected
from processing_app.core import attempt, capture, cart, external, lettering
from processing_app.core.domain import DAY, Pos
from processing_app.core.events import Event
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.intent_events import (
    IntentCancelled,
    IntentCreated,
    IntentRevived,
    IntentStopped,
    KioskReleased,
)

LONGEST_WAIT_MS = 366 * DAY * 1000
"""How far ahead a due date may lie."""


class Question(NamedTuple):
    """What a shop asks of a new intent; `amount`, where given, must be the cart's sum."""

    product: str
    lines: tuple[cart.Asked, ...]
    currency: str
    due_at: int
    amount: int | None = None
    description: str = ""
    external_id: str = ""
    metadata: Mapping[str, Any] = {}

    def meaning(self, pos_id: str) -> str:
        """A digest of what is asked; sums that follow from the cart are left out."""
        return external.fingerprint(
            pos=pos_id, product=self.product, lines=[cart.meaning(one) for one in self.lines], currency=self.currency,
            due=self.due_at, description=self.description, metadata=self.metadata,
        )  # fmt: skip


def create(pos: Pos, intent_id: str, question: Question, now: int) -> list[Event]:
    """A new intent of a POS. Rejected: invalid_shop_status, wrong_currency, invalid_cart, amount_out_of_range,
    wrong_value (a due date that has passed, or is more than a year ahead; a letter that nobody can see).
    """
    if not pos.active:
        raise Rejected("invalid_shop_status", pos.id)
    if question.currency != pos.currency:
        raise Rejected("wrong_currency", question.currency)
    lines = cart.made(question.lines, pos.rounding, question.amount)
    whole = cart.total(lines)
    if not pos.minimum <= whole <= pos.maximum:
        raise Rejected("amount_out_of_range", f"{pos.minimum}–{pos.maximum}")
    if not now < question.due_at <= now + LONGEST_WAIT_MS:
        raise Rejected("wrong_value", f"dueDate: > now, ≤ now + {LONGEST_WAIT_MS // (DAY * 1000)} d")
    for name, letter in (
        ("product", lettering.wrong(question.product)),
        ("description", lettering.wrong(question.description, lines=True)),
    ):
        if letter:
            raise Rejected("wrong_value", f"{name}: {letter}")
    return [
        IntentCreated(
            intent_id=intent_id, pos_id=pos.id, product=question.product, description=question.description, cart=lines,
            amount=whole, currency=question.currency, due_at=question.due_at, external_id=question.external_id,
            fingerprint=question.meaning(pos.id), metadata=dict(question.metadata), domain_revision=pos.revision,
        )
    ]  # fmt: skip


def repeated(before: Intent, pos_id: str, question: Question) -> None:
    """A shop asks again under the externalID of `before`: Broken `external_id_conflict` (409) unless it means the same.

    Whatever has changed meanwhile (terms, time, the intent itself) does not matter.
    """
    first = before.asked
    costs = [(one.cost, line.cost) for one, line in zip(question.lines, first.cart, strict=False)]
    sums = [(question.amount, first.amount), *costs]
    if any(told is not None and told != was for told, was in sums):
        raise Broken("external_id_conflict", first.external_id)
    external.demand_same(first, question.meaning(pos_id))


def cancel(before: Intent, reason: str, now: int) -> list[Event]:
    """The shop no longer wants it. Rejected: invalid_intent_status once paid, pinned or overdue, payment_pending."""
    attempt.demand_moving(before)
    if before.status is IntentStatus.CANCELLED:
        return []
    attempt.demand_free(before, now, pinned="invalid_intent_status")
    return attempt.allowed(before, IntentCancelled(reason=reason))


def expire(before: Intent, now: int) -> list[Event]:
    """All that the clock decides by now: the end of an attempt's lifetime, of a hold, of a kiosk's reservation, and
    the due date. A stopped intent, and a kiosk's own stream, know no time.
    """
    if before.stopped or before.created is None:
        return []
    events: list[Event] = [*attempt.out_of_time(before, now), *capture.out_of_time(before, now)]
    if before.reservation and before.reservation.until <= now:
        events.append(KioskReleased(kiosk_payment=before.reservation.kiosk_payment))
    return attempt.then_overdue(before, events, now)


def stop(before: Intent, reason: str, detail: str = "") -> list[Event]:
    """Something happened that cannot be: nothing moves any more until a person repairs it."""
    return [] if before.stopped else [IntentStopped(reason=reason, detail=detail)]


def revive(before: Intent, act: str, by: str, reason: str, approved_by: str = "") -> list[Event]:
    """A person lets it move again; what else the act does follows as events of their own. Nothing when it moves."""
    if not before.stopped:
        return []
    return [IntentRevived(act=act, by=by, reason=reason, approved_by=approved_by)]
