"""What operators do with intents: for their shops, and for payers' banks that dispute a payment."""

from collections.abc import Sequence

from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol.shop.payments import Accepted, Chargeback, KioskCode, Refund, StartRefund
from processing_app.core import capture, chargeback, kiosk_code, opening
from processing_app.core.events import Event
from processing_app.core.intent import Intent
from processing_app.core.payment_parts import ChargebackStatus
from processing_app.service.asks.intents import (
    CancelIntentAs,
    CancelIntentPayment,
    CaptureIntentPayment,
    DecideChargeback,
    IssueIntentCode,
    OpenChargeback,
    RefundIntentPayment,
    ReopenChargeback,
)
from processing_app.service.intents import looks
from processing_app.service.intents.ground import Ground
from processing_app.service.intents.intents import demand_reason
from processing_app.service.intents.recording import key, record
from processing_app.service.intents.refunds import Refunds
from processing_app.service.kiosk.codes import demand_sum, issued
from processing_app.store import decisions, intents


class IntentDesk:
    """Each act is an event with the operator's name, and a decision with his reason."""

    def __init__(self, ground: Ground, refunds: Refunds) -> None:
        """All of it is given."""
        self._ground = ground
        self._refunds = refunds

    def cancel_intent(self, db: Connection, who: Principal, ask: CancelIntentAs) -> Accepted:
        """Nobody wants it any more."""
        reason, before = demand_reason(ask.reason), _load(db, ask.intent)
        events = opening.cancel(before, reason, self._ground.clock.now_ms())
        self._act(db, who, before, "", events, "intent_cancelled", reason)
        return Accepted()

    def issue_intent_code(self, db: Connection, who: Principal, ask: IssueIntentCode) -> KioskCode:
        """It may be paid at a kiosk, too; asked again, the same code."""
        reason, before = demand_reason(ask.reason), _load(db, ask.intent)
        pos, now = self._ground.domain.pos(db, before.asked.pos_id), self._ground.clock.now_ms()
        demand_sum(before.asked.amount)
        kiosk_code.issue(before, pos, "", now)
        events = kiosk_code.issue(before, pos, issued(db, before.id), now)
        return looks.kiosk_code(self._act(db, who, before, "", events, "code_issued", reason))

    def capture_intent_payment(self, db: Connection, who: Principal, ask: CaptureIntentPayment) -> Accepted:
        """Take what is held, or a part."""
        reason, before = demand_reason(ask.reason), _load(db, ask.intent, ask.payment)
        events = capture.request_capture(before, ask.payment, reason, ask.amount)
        self._act(db, who, before, ask.payment, events, "capture_asked", reason)
        return Accepted()

    def cancel_intent_payment(self, db: Connection, who: Principal, ask: CancelIntentPayment) -> Accepted:
        """Give back what is held."""
        reason, before = demand_reason(ask.reason), _load(db, ask.intent, ask.payment)
        self._act(
            db, who, before, ask.payment, capture.request_cancel(before, ask.payment, reason), "cancel_asked", reason
        )
        return Accepted()

    def refund_intent_payment(self, db: Connection, who: Principal, ask: RefundIntentPayment) -> Refund:
        """Captured money begins its way back."""
        reason, before = demand_reason(ask.reason), _load(db, ask.intent, ask.payment)
        question = StartRefund(
            payment_intent_id=before.id, payment_id=ask.payment, amount=ask.amount, reason=reason,
            currency=before.asked.currency,
        )  # fmt: skip
        begun = self._refunds.start(db, who, before, question)
        self._decided(db, who, key(before.id, ask.payment), "refund_asked", reason)
        return begun

    def open_chargeback(self, db: Connection, who: Principal, ask: OpenChargeback) -> Chargeback:
        """The payer's bank disputes a captured sum: it is held, and its levy taken."""
        reason, before = demand_reason(ask.reason), _load(db, ask.intent, ask.payment)
        events = chargeback.open_first(
            before, ask.payment, levy=self._levy(db, before, ask.levy), reason=reason, amount=ask.amount
        )
        after = self._act(db, who, before, ask.payment, events, "chargeback_opened", reason)
        return _shown(after, ask.payment, list(after.payments[ask.payment].chargebacks)[-1])

    def accept_chargeback(self, db: Connection, who: Principal, ask: DecideChargeback) -> Chargeback:
        """The payer was right: the bank has the money."""
        reason, before = demand_reason(ask.reason), _undecided(db, ask, ChargebackStatus.ACCEPTED)
        events = chargeback.accept(before, ask.payment, ask.chargeback)
        after = self._act(db, who, before, ask.payment, events, "chargeback_accepted", reason)
        return _shown(after, ask.payment, ask.chargeback)

    def reject_chargeback(self, db: Connection, who: Principal, ask: DecideChargeback) -> Chargeback:
        """The shop was right: it has its money again."""
        reason, before = demand_reason(ask.reason), _undecided(db, ask, ChargebackStatus.REJECTED)
        events = chargeback.reject(before, ask.payment, ask.chargeback)
        after = self._act(db, who, before, ask.payment, events, "chargeback_rejected", reason)
        return _shown(after, ask.payment, ask.chargeback)

    def reopen_chargeback(self, db: Connection, who: Principal, ask: ReopenChargeback) -> Chargeback:
        """A dispute that the shop had won goes on at its next stage."""
        reason, before = demand_reason(ask.reason), _disputed(db, ask)
        events = chargeback.reopen(
            before, ask.payment, ask.chargeback, levy=self._levy(db, before, ask.levy), reason=reason
        )
        after = self._act(db, who, before, ask.payment, events, "chargeback_reopened", reason)
        return _shown(after, ask.payment, ask.chargeback)

    def _levy(self, db: Connection, before: Intent, given: int | None) -> int:
        """What the POS's terms take for a dispute now, unless the operator says otherwise."""
        return self._ground.domain.pos(db, before.asked.pos_id).levy if given is None else given

    def _act(
        self, db: Connection, who: Principal, before: Intent, payment_id: str, events: Sequence[Event], kind: str,
        reason: str,
    ) -> Intent:  # fmt: skip
        after = record(db, before, events, who, self._ground.clock.now_ms())
        if events:
            self._decided(db, who, key(before.id, payment_id) if payment_id else before.id, kind, reason)
        return after

    def _decided(self, db: Connection, who: Principal, about: str, kind: str, reason: str) -> None:
        decisions.add(
            db, at=self._ground.clock.now_ms(), payment_id=about, task_id=0, kind=kind,
            principal=f"{who.kind}:{who.id}", reason=reason,
        )  # fmt: skip


def _load(db: Connection, intent_id: str, payment_id: str = "") -> Intent:
    """An intent, and that it has this payment: Rejected `unknown_intent`, `unknown_payment`."""
    found = intents.load(db, intent_id.strip())
    if found is None:
        raise Rejected("unknown_intent", intent_id)
    if payment_id and payment_id not in found.payments:
        raise Rejected("unknown_payment", key(found.id, payment_id))
    return found


def _disputed(db: Connection, ask: DecideChargeback | ReopenChargeback) -> Intent:
    found = _load(db, ask.intent, ask.payment)
    if ask.chargeback not in found.payments[ask.payment].chargebacks:
        raise Rejected("unknown_payment", f"{key(found.id, ask.payment)}.c{ask.chargeback}")
    return found


def _undecided(db: Connection, ask: DecideChargeback, wanted: ChargebackStatus) -> Intent:
    """A dispute that nobody has decided otherwise; Rejected `invalid_payment_status`."""
    found = _disputed(db, ask)
    status = found.payments[ask.payment].chargebacks[ask.chargeback].status
    if status not in (ChargebackStatus.PENDING, wanted):
        raise Rejected("invalid_payment_status", status.value)
    return found


def _shown(after: Intent, payment_id: str, chargeback_id: str) -> Chargeback:
    one = after.payments[payment_id]
    return looks.chargeback(payment_id, one.chargebacks[chargeback_id], one.attempt.currency)
