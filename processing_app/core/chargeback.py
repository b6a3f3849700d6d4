"""Decisions about disputes: opened by the payer's bank, rejected, accepted, opened again at the next stage.

The disputed sum is held; each stage takes its levy from the POS, whose account may go below zero for that alone.
"""

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import ledger
from processing_app.core.attempt import allowed, bank_id, demand_moving
from processing_app.core.events import Event
from processing_app.core.intent import CASH, Intent
from processing_app.core.intent_events import ChargebackAccepted, ChargebackOpened, ChargebackRejected
from processing_app.core.payment import Payment
from processing_app.core.payment_parts import Chargeback, ChargebackStatus

STAGES = ("chargeback", "pre_arbitration", "arbitration")


def chargeback_bank_id(intent_id: str, payment_id: str, chargeback_id: str) -> str:
    """A dispute's id towards banks and in the ledger: `<intent>.<n>.c<m>`."""
    return f"{bank_id(intent_id, payment_id)}.c{chargeback_id}"


def open_first(before: Intent, payment_id: str, *, levy: int, reason: str, amount: int | None = None) -> list[Event]:
    """A new dispute, about all that is the shop's or a part. One at a time.

    Rejected: invalid_payment_status, chargeback_in_progress, not_supported (cash), amount_out_of_range.
    """
    demand_moving(before)
    one = before.payment(payment_id)
    whole = one.left if amount is None else amount
    return _opened(before, payment_id, str(len(one.chargebacks) + 1), STAGES[0], whole, levy, reason)


def reopen(before: Intent, payment_id: str, chargeback_id: str, *, levy: int, reason: str = "") -> list[Event]:
    """A dispute that the shop had won goes on at its next stage, for the same sum and another levy.

    Rejected invalid_payment_status: it was not won, or there is no further stage; otherwise as `open_first`.
    """
    demand_moving(before)
    dispute = find(before.payment(payment_id), chargeback_id)
    if dispute.status is not ChargebackStatus.REJECTED or dispute.stage == STAGES[-1]:
        raise Rejected("invalid_payment_status", f"{dispute.stage} {dispute.status.value}")
    stage = STAGES[STAGES.index(dispute.stage) + 1]
    return _opened(before, payment_id, dispute.id, stage, dispute.amount, levy, reason or dispute.reason)


def reject(before: Intent, payment_id: str, chargeback_id: str) -> list[Event]:
    """The shop was right: it has its money again, but for the levy."""
    dispute = _pending(before, payment_id, chargeback_id, ChargebackStatus.REJECTED)
    if dispute is None:
        return []
    event = ChargebackRejected(
        chargeback_id=chargeback_id, payment_id=payment_id,
        postings=_from_hold(before, payment_id, dispute, ledger.pos(before.asked.pos_id)),
    )  # fmt: skip
    return allowed(before, event)


def accept(before: Intent, payment_id: str, chargeback_id: str) -> list[Event]:
    """The payer was right: the bank has the money, for good."""
    dispute = _pending(before, payment_id, chargeback_id, ChargebackStatus.ACCEPTED)
    if dispute is None:
        return []
    bank = ledger.bank(before.payment(payment_id).attempt.bank)
    event = ChargebackAccepted(
        chargeback_id=chargeback_id, payment_id=payment_id, postings=_from_hold(before, payment_id, dispute, bank)
    )
    return allowed(before, event)


def find(one: Payment, chargeback_id: str) -> Chargeback:
    """A dispute about a payment; Broken `invalid_transition` when there is none."""
    found = one.chargebacks.get(chargeback_id)
    if found is None:
        raise Broken("invalid_transition", f"chargeback {chargeback_id}")
    return found


def _opened(
    before: Intent, payment_id: str, chargeback_id: str, stage: str, amount: int, levy: int, reason: str
) -> list[Event]:
    one = before.payment(payment_id)
    if one.status is Status.CHARGEBACK:
        raise Rejected("chargeback_in_progress", max(one.chargebacks))
    if one.status is not Status.CAPTURED:
        raise Rejected("invalid_payment_status", one.status.value)
    if one.attempt.means == CASH:
        raise Rejected("not_supported", "chargeback (cash)")
    if not 0 < amount <= one.left:
        raise Rejected("amount_out_of_range", f"1–{one.left}")
    if levy < 0:
        raise Rejected("wrong_value", f"levy {levy}")
    owed, currency = ledger.pos(before.asked.pos_id), one.attempt.currency
    hold = ledger.chargeback_hold(chargeback_bank_id(before.id, payment_id, chargeback_id))
    event = ChargebackOpened(
        chargeback_id=chargeback_id, payment_id=payment_id, amount=amount, levy=levy, currency=currency,
        reason=reason, stage=stage,
        postings=ledger.move((owed, hold, amount), (owed, ledger.COMMISSION, levy), currency=currency),
    )  # fmt: skip
    return allowed(before, event)


def _pending(before: Intent, payment_id: str, chargeback_id: str, wanted: ChargebackStatus) -> Chargeback | None:
    """The dispute to be decided; None when it was decided so before."""
    demand_moving(before)
    dispute = find(before.payment(payment_id), chargeback_id)
    if dispute.status is wanted:
        return None
    if dispute.status is not ChargebackStatus.PENDING:
        raise Broken("invalid_transition", f"chargeback {dispute.status.value} + {wanted.value}")
    return dispute


def _from_hold(before: Intent, payment_id: str, dispute: Chargeback, to: str) -> tuple[ledger.Posting, ...]:
    hold = ledger.chargeback_hold(chargeback_bank_id(before.id, payment_id, dispute.id))
    return ledger.move((hold, to, dispute.amount), currency=before.payment(payment_id).attempt.currency)
