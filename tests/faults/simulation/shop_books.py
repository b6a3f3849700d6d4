"""What must be true of shops' orders at the end: in the centre's books, in the bank's own, and for their payers."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from common.errors import OplataError
from processing_app.core import intent
from processing_app.core.events import PaymentCaptured
from processing_app.core.intent import Intent
from processing_app.core.intent_events import IntentOverdue, PaymentStarted
from processing_app.core.payment_parts import ChargebackStatus, RefundStatus
from tests.faults.simulation.shops import AMOUNT, CARDS
from tests.faults.simulation.world import World

ENDED = ("paid", "cancelled", "overdue")
TAKEN = ("captured", "refunded", "chargeback")
SETTLEMENT = "bank:simulated:settlement"
NOT_TAKEN = ("refused", "fenced", "cancelled")
FEE_PERCENT = 3
NOBODY = {"verdict": "fenced", "captured": 0, "refunded": 0}
"""A payment that the bank has never heard of."""


class ShopBooks:
    """Every intent as its events make it, its attempts as they are stored, and what the bank knows."""

    def __init__(self, world: World, events: list[Any], accounts: dict[str, int]) -> None:
        self.world = world
        self.accounts = accounts
        self.wrong: list[str] = []
        self.history = _by_intent(events)
        self.states: dict[str, Intent] = {}
        for name, history in self.history.items():
            try:
                self.states[name] = intent.replay(history)
            except OplataError as broken:
                self.wrong.append(f"D5: {name} {broken}")
        self.attempts = _rows(world, "", "SELECT * FROM intent_payments ORDER BY intent_id, n")
        self.bank = {row["id"]: row for row in _rows(world, "bank.db", "SELECT * FROM payments ORDER BY id")}
        self.acts = _rows(world, "bank.db", "SELECT operation, operation_id, amount, failure FROM acts ORDER BY number")

    def cash(self) -> set[str]:
        """Kiosks' payments that took an order's sum."""
        every = (one for state in self.states.values() for one in state.payments.values())
        return {one.attempt.kiosk_payment for one in every if one.attempt.kiosk_payment and one.captured}

    def counted(self) -> Counter[str]:
        """Attempts by status, and what the bank did, by operation."""
        done = Counter(f"{one['operation']} at the bank" for one in self.acts if not one["failure"])
        return Counter(row["status"] for row in self.attempts) + done

    def violations(self) -> Iterator[str]:
        """Every promise that does not hold, with its name."""
        yield from self.wrong
        yield from self.world.told.broken
        if self.states or self.bank:
            for check in CHECKS:
                yield from check(self)


def _by_intent(events: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for stored in events:
        kind, _, name = stored.stream.partition("/")
        if kind == "intent":
            found.setdefault(name, []).append(stored)
    return {name: history for name, history in found.items() if type(history[0].event).__name__ == "IntentCreated"}


def _rows(world: World, beside: str, sql: str) -> list[dict[str, Any]]:
    disk = world.centre.disk.beside[beside] if beside else world.centre.disk
    disk.settled()
    return [dict(row) for row in disk.raw.execute(sql).fetchall()]


def ended(books: ShopBooks) -> Iterator[str]:
    """Every order has its end, and every attempt (D1)."""
    for name, state in books.states.items():
        if state.stopped or state.status is None or state.status.value not in ENDED:
            yield f"D1: {name} is {state.status} {state.stopped}"
    for row in books.attempts:
        if row["status"] in ("created", "authorized") or row["held"] or row["refund_held"]:
            yield f"D1: {row['intent_id']}.{row['n']} is {row['status']}, held {row['held']} {row['refund_held']}"


def bank_agrees(books: ShopBooks) -> Iterator[str]:
    """What the bank took, and gave back, is what the centre says; of a failed attempt it holds nothing (M5)."""
    own = {f"{row['intent_id']}.{row['n']}": row for row in books.attempts if row["means"] != "cash"}
    for name, row in own.items():
        theirs = books.bank.get(name, NOBODY)
        told = f"{name} is {row['status']} {row['captured']} {row['refunded']}, at the bank {theirs['verdict']}"
        sums = (theirs["captured"], theirs["refunded"])
        if row["status"] in TAKEN:
            if theirs["verdict"] != "approved" or sums != (row["captured"], row["refunded"]):
                yield f"M5: {told} {sums}"
        elif theirs["verdict"] not in NOT_TAKEN or any(sums):
            yield f"M5: {told} {sums}"
    for name in books.bank.keys() - own.keys():
        yield f"M5: the bank knows {name}, which is nobody's"


def paid_once(books: ShopBooks) -> Iterator[str]:
    """No order is paid twice, and the bank does nothing twice."""
    for name, state in books.states.items():
        taken = [one for one in state.payments.values() if one.captured]
        if len(taken) > 1 or (len(taken) == 1) != (state.status is intent.IntentStatus.PAID):
            yield f"M4: {name} is {state.status}, {len(taken)} payments of it were captured"
    done = Counter((one["operation"], one["operation_id"]) for one in books.acts)
    yield from (f"M4: the bank did {what} {times} times" for what, times in done.items() if times > 1)


def back_within(books: ShopBooks) -> Iterator[str]:
    """What went back, by refunds and lost disputes, is not more than came; the ledger has just that (M6)."""
    owed = 0
    for name, state in books.states.items():
        for number, one in state.payments.items():
            refunded = sum(each.amount for each in one.refunds.values() if each.status is RefundStatus.SUCCEEDED)
            lost = sum(each.amount for each in one.chargebacks.values() if each.status is ChargebackStatus.ACCEPTED)
            if refunded + lost > one.captured or one.captured > AMOUNT:
                yield f"M6: {name}.{number} captured {one.captured}, back {refunded} + {lost}"
            if not one.attempt.kiosk_payment:
                owed += one.captured - refunded - lost
    if books.accounts.get(SETTLEMENT, 0) != -owed:
        yield f"M6: the bank owes {owed}, in the ledger {books.accounts.get(SETTLEMENT, 0)}"
    if books.accounts.get("provider:0:settlement", 0):
        yield f"M6: {books.accounts['provider:0:settlement']} of cash orders is nobody's"


def whole_again(books: ShopBooks) -> Iterator[str]:
    """A capture leaves nothing of its hold and makes no kopeck: the POS's, the fee's, what goes back (M7)."""
    for name, history in books.history.items():
        for stored in history:
            event = stored.event
            if not isinstance(event, PaymentCaptured):
                continue
            hold = f"payment:{name}.{event.payment_id}:hold"
            out = sum(leg.amount for leg in event.postings if leg.source == hold)
            fee = sum(leg.amount for leg in event.postings if leg.destination == "processing:commission")
            if out != AMOUNT or abs(fee * 100 - event.amount * FEE_PERCENT) >= 100:
                yield f"M7: {name} captured {event.amount}: {out} left the hold, the fee is {fee}"


def in_time(books: ShopBooks) -> Iterator[str]:
    """Nothing begins at or after an order's due date, and none is overdue before it (D7)."""
    for name, history in books.history.items():
        due = history[0].event.due_at
        for stored in history:
            if isinstance(stored.event, PaymentStarted) and stored.at >= due and stored.event.means != "cash":
                yield f"D7: {name} began {stored.event.payment_id} {stored.at - due} ms after its due date"
            if isinstance(stored.event, IntentOverdue) and stored.at < due:
                yield f"D7: {name} was overdue {due - stored.at} ms before its due date"


def as_told(books: ShopBooks) -> Iterator[str]:
    """What was acknowledged is there, once, and is what was asked for (D2, D3)."""
    told = books.world.told
    names = Counter(state.asked.external_id for state in books.states.values())
    yield from (f"D3: {name} was made {times} times" for name, times in names.items() if times > 1)
    for name, intent_id in told.intents:
        if intent_id not in books.states or books.states[intent_id].asked.external_id != name:
            yield f"D2: {intent_id} was made for {name}, and is not there"
    for intent_id, state in books.states.items():
        tries = Counter(one.attempt.external_id for one in state.payments.values() if one.attempt.external_id)
        backs = Counter(
            each.external_id for one in state.payments.values() for each in one.refunds.values() if each.external_id
        )
        yield from (f"D3: {intent_id} {name} {times} times" for name, times in (tries + backs).items() if times > 1)
    for intent_id, payment_id, name in told.payments:
        known = books.states[intent_id].payments.get(payment_id)
        if known is None or known.attempt.external_id != name:
            yield f"D2: {intent_id}.{payment_id} was begun as {name}, and is not there"
    for intent_id, payment_id, refund_id, name in told.refunds:
        one = books.states[intent_id].payments[payment_id].refunds.get(refund_id)
        if one is None or one.external_id != name:
            yield f"D2: refund {refund_id} of {intent_id}.{payment_id} was begun as {name}, and is not there"


def no_secrets(books: ShopBooks) -> Iterator[str]:
    """No code of a card outlives its payment, no number is in any database but sealed, or in any log (P1, P2)."""
    centre = books.world.centre
    living = centre.program.platform.vault.sessions._living
    for name, state in books.states.items():
        if any(one.attempt.session in living for one in state.payments.values() if one.attempt.session):
            yield f"P1: a session of {name} is still there"
    kept = [disk.raw.serialize() for disk in (centre.disk, *centre.disk.beside.values())]
    kept.append("".join(centre.log.kept).encode())
    for number in sorted(set(CARDS)):
        if any(number.encode() in data for data in kept):
            yield f"P2: {number} is in clear"


CHECKS = (ended, bank_agrees, paid_once, back_within, whole_again, in_time, as_told, no_secrets)
