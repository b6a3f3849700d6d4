"""Attempts to pay an intent: begun, captured, given back, receipts fixed; and the code to pay it at a kiosk."""

import re

import msgspec

from common.clock import milliseconds
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol.shop.intents import AskIntent
from common.protocol.shop.parts import HoldFlow, Payer
from common.protocol.shop.payments import (
    Accepted,
    AskPayment,
    CancelPayment,
    CapturePayment,
    FixReceipt,
    KioskCode,
    KioskPayer,
    LinkPayer,
    Payment,
    PaymentList,
    StartPayment,
)
from processing_app.core import attempt, capture, kiosk_code
from processing_app.core.attempt import Asked
from processing_app.core.domain import Bank
from processing_app.core.intent import Intent
from processing_app.service.domain import objects
from processing_app.service.intents import looks
from processing_app.service.intents.ground import Ground, one_of
from processing_app.service.intents.intents import LONGEST_NUMBER, demand_reason
from processing_app.service.intents.recording import record
from processing_app.service.intents.seeing import READ_PAYMENTS, WRITE_PAYMENTS
from processing_app.service.kiosk.codes import demand_sum, issued

LIFETIME = re.compile(r"(\d{1,7})(ms|s|m)")
MS = {"ms": 1, "s": 1_000, "m": 60_000}
LONGEST_CONTACT = 254
"""Characters of an e-mail address (RFC 5321) or of a telephone."""


class Attempts:
    """What /v2/payment-intents/{id}/payments does."""

    def __init__(self, ground: Ground) -> None:
        """All of it is given."""
        self._ground = ground

    def pay(self, db: Connection, who: Principal, ask: StartPayment) -> Payment:
        """A new attempt for the whole sum; the same question again is answered by the attempt that it began.

        Rejected as `core.attempt.start` says; `not_supported`, `invalid_payment_tool_token`,
        `invalid_payment_session`, `limit_exceeded`. Broken `external_id_conflict`.
        """
        before = self._ground.load(db, who, ask.payment_intent_id, WRITE_PAYMENTS)
        _demand_supported(ask)
        asked = self._asked(before, ask)
        again = attempt.repeat_of(before, asked)
        if again is not None:
            return looks.payment(before, again.attempt.payment_id, self._ground.cards.shown)
        if any(asked.session and one.attempt.session == asked.session for one in before.payments.values()):
            raise Rejected("invalid_payment_session")
        if asked.session:
            self._ground.cards.demand_unused(asked.resource, asked.session)
        if isinstance(ask.payer, LinkPayer):
            _demand_bank(db, ask.payer.bank)
        now = self._ground.clock.now_ms()
        pos = self._ground.domain.pos(db, before.asked.pos_id)
        after = record(db, before, attempt.start(before, pos, asked, now), who, now)
        return looks.payment(after, after.open_id, lambda *_: _tokens(ask))

    def attempts(self, db: Connection, who: Principal, ask: AskIntent) -> PaymentList:
        """All attempts, in order."""
        state = self._ground.look(db, who, ask.payment_intent_id, READ_PAYMENTS)
        return PaymentList(payments=[looks.payment(state, name, self._ground.cards.shown) for name in state.payments])

    def attempt(self, db: Connection, who: Principal, ask: AskPayment) -> Payment:
        """One attempt; ContractFault `not_found`."""
        state = self._ground.look(db, who, ask.payment_intent_id, READ_PAYMENTS)
        one_of(state, ask.payment_id)
        return looks.payment(state, ask.payment_id, self._ground.cards.shown)

    def kiosk_code(self, db: Connection, who: Principal, ask: AskIntent) -> KioskCode:
        """The code to type at a kiosk; the same one while the intent is open."""
        before = self._ground.load(db, who, ask.payment_intent_id, WRITE_PAYMENTS)
        now = self._ground.clock.now_ms()
        pos = self._ground.domain.pos(db, before.asked.pos_id)
        demand_sum(before.asked.amount)
        kiosk_code.issue(before, pos, "", now)
        code = issued(db, before.id)
        after = record(db, before, kiosk_code.issue(before, pos, code, now), who, now)
        return looks.kiosk_code(after)

    def capture(self, db: Connection, who: Principal, ask: CapturePayment) -> Accepted:
        """Take what is held, or a part; the events tell when it is done."""
        before = self._ground.load(db, who, ask.payment_intent_id)
        one_of(before, ask.payment_id)
        reason = demand_reason(ask.reason)
        events = capture.request_capture(before, ask.payment_id, reason, ask.amount, ask.currency)
        record(db, before, events, who, self._ground.clock.now_ms())
        return Accepted()

    def give_back(self, db: Connection, who: Principal, ask: CancelPayment) -> Accepted:
        """Give back what is held; the events tell when it is done."""
        before = self._ground.load(db, who, ask.payment_intent_id)
        one_of(before, ask.payment_id)
        events = capture.request_cancel(before, ask.payment_id, demand_reason(ask.reason))
        record(db, before, events, who, self._ground.clock.now_ms())
        return Accepted()

    def fix_receipt(self, db: Connection, who: Principal, ask: FixReceipt) -> Payment:
        """The cash register printed the receipt."""
        before = self._ground.load(db, who, ask.payment_intent_id)
        one_of(before, ask.payment_id)
        events = attempt.fix_receipt(before, ask.payment_id, ask.fiscal_number, ask.ofd_external_id, ask.shift)
        after = record(db, before, events, who, self._ground.clock.now_ms())
        return looks.payment(after, ask.payment_id, self._ground.cards.shown)

    def _asked(self, before: Intent, ask: StartPayment) -> Asked:
        """The question in the core's words; whose card it is, the vault says."""
        flow, payer = ask.flow, ask.payer
        hold = isinstance(flow, HoldFlow)
        until = flow.held_until if isinstance(flow, HoldFlow) else msgspec.UNSET
        common = Asked(
            means=attempt.LINK, hold=hold, on_expiration=flow.on_hold_expiration if isinstance(flow, HoldFlow) else "",
            held_until=None if until is msgspec.UNSET else milliseconds(until),
            lifetime_ms=_lifetime(ask.processing_deadline), external_id=ask.external_id,
        )  # fmt: skip
        if isinstance(payer, LinkPayer):
            return common._replace(bank=payer.bank)
        assert isinstance(payer, Payer)
        card = self._ground.cards.admitted(payer.payment_tool_token, payer.payment_session, before.id)
        contact = payer.contact_info
        return common._replace(
            means=attempt.CARD, card=card.shown, resource=card.resource, session=card.session,
            email=contact.email if contact else "", phone=contact.phone_number if contact else "",
            ip=card.client.ip, browser=card.client.fingerprint,
        )  # fmt: skip


def _demand_bank(db: Connection, bank: str) -> None:
    """Refuse a bank that the domain does not know: nobody would ever ask it. Empty is the POS's own."""
    if bank and not any(isinstance(one, Bank) and one.id == bank for one in objects(db)):
        raise Rejected("method_not_allowed", bank[:LONGEST_NUMBER])


def _tokens(ask: StartPayment) -> tuple[str, str]:
    """What the payer brought is what it is shown."""
    payer = ask.payer
    return (payer.payment_tool_token, payer.payment_session) if isinstance(payer, Payer) else ("", "")


def _lifetime(text: str) -> int | None:
    """`5m`, `300s`, `300000ms` in milliseconds; None for the POS's own. Rejected `invalid_processing_deadline`."""
    if not text:
        return None
    found = LIFETIME.fullmatch(text)
    if found is None:
        raise Rejected("invalid_processing_deadline", text[:LONGEST_NUMBER])
    return int(found[1]) * MS[found[2]]


def _demand_supported(ask: StartPayment) -> None:
    if ask.make_recurrent:
        raise Rejected("not_supported", "makeRecurrent")
    if ask.metadata:
        raise Rejected("not_supported", "metadata")
    if isinstance(ask.payer, KioskPayer):
        raise Rejected("not_supported", "PaymentKioskPayer")
    if len(ask.external_id) > LONGEST_NUMBER:
        raise Rejected("wrong_value", "externalID")
    contact = ask.payer.contact_info if isinstance(ask.payer, Payer) else None
    if contact is not None and max(len(contact.email), len(contact.phone_number)) > LONGEST_CONTACT:
        raise Rejected("wrong_value", "contactInfo")
