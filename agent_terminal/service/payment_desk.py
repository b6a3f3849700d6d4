"""Payments as the operator looks for them: the latest, the unsent, pages of all of them, one payment's story."""

from agent_terminal.core.orders import Group, groups
from agent_terminal.core.payment import State
from agent_terminal.service import exchanges, messages
from agent_terminal.service.ground import Ground
from agent_terminal.service.limits import sane, within
from agent_terminal.service.payment_rows import note_row, payment_row, slip_row
from agent_terminal.store import banknotes, papers, payment_list, payments
from agent_terminal.store.payment_list import Filter
from agent_terminal.store.payments import Payment
from common import ids, searching
from common.clock import milliseconds
from common.database import Connection, Row
from common.errors import Rejected
from common.principal import Principal

MOST_ROWS = 1_000


class PaymentDesk:
    """Questions about payments, each over one snapshot."""

    def __init__(self, ground: Ground) -> None:
        """The log holds what was said to the centre."""
        self._ground = ground

    def payments(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Payments:
        """The latest payments that took cash."""
        found = payments.last(db, sane(ask.limit))
        return messages.Payments(payments=[payment_row(db, payment) for payment in found])

    def unsent(self, db: Connection, who: Principal, ask: object) -> messages.Payments:
        """What waits for the centre or for a person, with its next attempt."""
        found = [one for state in (State.TO_SEND, State.REVIEW) for one in payments.in_state(db, state, MOST_ROWS)]
        found.sort(key=lambda payment: payment.accepted)
        return messages.Payments(payments=[payment_row(db, payment) for payment in found])

    def list_payments(self, db: Connection, who: Principal, ask: messages.FindPayments) -> messages.PaymentPage:
        """One page of the payments asked for."""
        which = _which(ask, ask.up_to or payment_list.newest(db))
        offset, limit = within(ask.offset, ask.limit)
        found = payment_list.page(db, which, ask.order, descending=ask.descending, offset=offset, limit=limit)
        return messages.PaymentPage(
            payments=[payment_row(db, payment) for payment in found],
            found=payment_list.count(db, which),
            every=payment_list.count(db, Filter(up_to=which.up_to)),
            up_to=which.up_to,
        )

    def payment_totals(self, db: Connection, who: Principal, ask: messages.FindPayments) -> messages.PaymentTotals:
        """Counters of every group and the sums of what is asked for, in one pass."""
        rows = [(row, _groups(row)) for row in payment_list.sums(db, _which(ask, ask.up_to))]
        chosen = [row for row, which in rows if ask.group is None or ask.group in which]
        credited = [row for row in chosen if row["state"] == State.CAPTURED.value]
        return messages.PaymentTotals(
            all=_sum([row for row, _ in rows], "number"),
            groups=[
                messages.GroupCount(group=one, count=_sum([row for row, which in rows if one in which], "number"))
                for one in Group
            ],
            count=_sum(chosen, "number"),
            inserted=_sum(chosen, "inserted"),
            agent_fee=_sum(credited, "agent_fee"),
            credited=_sum(credited, "amount"),
        )

    def show_payment(self, db: Connection, who: Principal, ask: messages.AskPayment) -> messages.PaymentStory:
        """A payment with its receipt, its session's notes and slips."""
        payment = _found(db, ask.payment)
        others = [one for one in payments.of_session(db, payment.session_id) if one.accepted]
        return messages.PaymentStory(
            payment=payment_row(db, payment),
            has_receipt=papers.receipt(db, payment.payment_id) is not None,
            notes=[note_row(note) for note in banknotes.of_session(db, payment.session_id)],
            slips=[slip_row(slip) for slip in papers.slips_of(db, payment.session_id)],
            others=[ids.payment_code(one.payment_id) for one in others if one.payment_id != payment.payment_id],
        )

    def exchanges(self, who: Principal, ask: messages.AskPayment) -> messages.Exchanges:
        """What was asked of the centre about a payment, as far as the log still has it."""
        payment = self._ground.database.read(lambda db: _found(db, ask.payment))
        return exchanges.of_code(self._ground.log, ids.payment_code(payment.payment_id))


def _which(ask: messages.FindPayments, up_to: int) -> Filter:
    text = ask.text.strip()
    return Filter(
        group="" if ask.group is None else ask.group.value,
        since=0 if ask.since is None else milliseconds(ask.since),
        until=0 if ask.until is None else milliseconds(ask.until),
        provider_id=ask.provider_id,
        up_to=up_to,
        text=text,
        pattern=searching.anywhere(text) if text else "",
        id_pattern=searching.id_start(text),
        code_pattern=searching.code_start(text),
    )


def _groups(row: Row) -> tuple[Group, ...]:
    return groups(State(row["state"]), tried=bool(row["tried"]), needs_review=bool(row["needs_review"]))


def _sum(rows: list[Row], name: str) -> int:
    return sum(row[name] for row in rows)


def _found(db: Connection, word: str) -> Payment:
    """A payment by its id or by its whole code."""
    text = word.strip()
    known = payments.find(db, text.lower())
    pattern = searching.code_start(text) if known is None else ""
    known = payment_list.like_code(db, pattern) if pattern else known
    if known is None or not known.accepted:
        raise Rejected("unknown_payment", text[:40])
    return known
