"""What a bank is asked next about a payment: the question as an adapter gets it, made of an intent as it stands."""

from typing import NamedTuple

from common.database import Connection
from common.errors import Rejected
from processing_app.bank.contract import Ask, Card, Operation
from processing_app.core import intent
from processing_app.core.attempt import CARD, bank_id
from processing_app.core.intent import AUTHORIZE, REFUND, Intent
from processing_app.core.payment import Payment
from processing_app.core.refund import refund_bank_id
from processing_app.service.domain import Domain
from processing_app.service.intents.cards import Cards


class Question(NamedTuple):
    """An operation that somebody wants of a bank: authorize, capture, cancel or refund:<refund_id> of a payment."""

    state: Intent
    payment_id: str
    operation: str
    ask: Ask

    @property
    def payment(self) -> Payment:
        """The payment as it was when the question was made."""
        return self.state.payments[self.payment_id]

    @property
    def bank(self) -> str:
        """Whom to ask."""
        return self.payment.attempt.bank


def question(db: Connection, domain: Domain, state: Intent, payment_id: str, operation: str) -> Question | None:
    """What to ask, without the card; None when nobody wants it any more, or the intent is stopped."""
    one = state.payments.get(payment_id)
    if one is None or state.stopped or operation not in intent.wanted(one):
        return None
    begun = one.attempt
    step = one.steps.get(operation)
    shop = domain.pos(db, state.asked.pos_id, begun.domain_revision).name if operation == AUTHORIZE else ""
    name, refund_id = bank_id(state.id, payment_id), operation.partition(REFUND)[2]
    ask = Ask(
        Operation(operation.partition(":")[0]),
        refund_bank_id(state.id, payment_id, refund_id) if refund_id else name,
        name, _amount(one, operation, refund_id), begun.currency, begun.means,
        state=step.state if step else b"", reference=one.reference, instant=not begun.hold, shop=shop,
    )  # fmt: skip
    return Question(state, payment_id, operation, ask)


def card_of(cards: Cards, asked: Question) -> Card | None:
    """The card of an authorization for as long as its session lives; None after that, and for what needs none."""
    begun = asked.payment.attempt
    if asked.operation != AUTHORIZE or begun.means != CARD:
        return None
    try:
        return cards.card(begun.resource, begun.session)
    except Rejected:
        return None


def _amount(one: Payment, operation: str, refund_id: str) -> int:
    if refund_id:
        return one.refunds[refund_id].amount
    return one.to_capture if operation == intent.CAPTURE else one.attempt.amount
