"""Refunds of captured money, by the shop or by an operator; and disputes, as the shop may look at them."""

from common.database import Connection
from common.errors import ContractFault, Rejected
from common.principal import Principal
from common.protocol.shop.payments import AskPayment, AskRefund, ChargebackList, Refund, RefundList, StartRefund
from processing_app.core import cart, ledger, refund
from processing_app.core.intent import Intent
from processing_app.service.intents import looks
from processing_app.service.intents.ground import Ground, one_of
from processing_app.service.intents.intents import LONGEST_NUMBER, LONGEST_TEXT, lines
from processing_app.service.intents.recording import record
from processing_app.store import balances


class Refunds:
    """What /v2/payment-intents/{id}/payments/{n}/refunds and /chargebacks do."""

    def __init__(self, ground: Ground) -> None:
        """All of it is given."""
        self._ground = ground

    def refund(self, db: Connection, who: Principal, ask: StartRefund) -> Refund:
        """Captured money begins its way back; the same question again is answered by the refund that it began.

        Rejected as `core.refund.start` says, and `wrong_value` for a number of its own that is too long.
        """
        return self.start(db, who, self._ground.load(db, who, ask.payment_intent_id), ask)

    def start(self, db: Connection, who: Principal, before: Intent, ask: StartRefund) -> Refund:
        """The same for whoever may see the intent by other means than a shop's key."""
        currency = one_of(before, ask.payment_id).attempt.currency
        if len(ask.external_id) > LONGEST_NUMBER:  # cut off, two refunds would be one
            raise Rejected("wrong_value", "externalID")
        pos = self._ground.pos(db, before)
        asked = refund.Asked(
            amount=ask.amount, currency=ask.currency, reason=ask.reason[:LONGEST_TEXT],
            external_id=ask.external_id,
            remains=None if ask.cart is None else cart.made(lines(ask.cart), pos.rounding),
        )  # fmt: skip
        again = refund.repeat_of(before, ask.payment_id, asked)
        if again is not None:
            return looks.refund(ask.payment_id, again, currency)
        events = refund.start(before, ask.payment_id, asked, balances.of(db, ledger.pos(before.asked.pos_id)))
        after = record(db, before, events, who, self._ground.clock.now_ms())
        begun = list(after.payments[ask.payment_id].refunds.values())[-1]
        return looks.refund(ask.payment_id, begun, currency)

    def refunds(self, db: Connection, who: Principal, ask: AskPayment) -> RefundList:
        """All refunds of a payment, in order."""
        one = one_of(self._ground.look(db, who, ask.payment_intent_id), ask.payment_id)
        currency = one.attempt.currency
        return RefundList(refunds=[looks.refund(ask.payment_id, each, currency) for each in one.refunds.values()])

    def refund_of(self, db: Connection, who: Principal, ask: AskRefund) -> Refund:
        """One refund; ContractFault `not_found`."""
        one = one_of(self._ground.look(db, who, ask.payment_intent_id), ask.payment_id)
        found = one.refunds.get(ask.refund_id)
        if found is None:
            raise ContractFault("not_found")
        return looks.refund(ask.payment_id, found, one.attempt.currency)

    def chargebacks(self, db: Connection, who: Principal, ask: AskPayment) -> ChargebackList:
        """All disputes of a payment, in order."""
        one = one_of(self._ground.look(db, who, ask.payment_intent_id), ask.payment_id)
        currency = one.attempt.currency
        return ChargebackList(
            chargebacks=[looks.chargeback(ask.payment_id, each, currency) for each in one.chargebacks.values()]
        )
