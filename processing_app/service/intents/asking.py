"""What a bank is asked next about a payment: the question as an adapter gets it, made of an intent as it stands."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from common.database import Connection
from processing_app.bank.contract import Ask, Operation
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


def with_cards(cards: Cards, asked: Sequence[Question]) -> list[Ask]:
    """The questions as adapters get them: an authorization with its card, for as long as its session lives."""
    wants = [one for one in asked if one.operation == AUTHORIZE and one.payment.attempt.means == CARD]
    found = cards.cards([(one.payment.attempt.resource, one.payment.attempt.session) for one in wants])
    known = {one.ask.id: card for one, card in zip(wants, found, strict=True)}
    return [msgspec.structs.replace(one.ask, card=known.get(one.ask.id)) for one in asked]


def _amount(one: Payment, operation: str, refund_id: str) -> int:
    if refund_id:
        return one.refunds[refund_id].amount
    return one.to_capture if operation == intent.CAPTURE else one.attempt.amount
