"""Intents as operators are shown them: a page of them, one with its story, one as it was at any of its events."""

from collections import Counter
from datetime import datetime

import msgspec

from common import searching
from common.clock import milliseconds, moment
from common.database import Connection, Row
from common.errors import Rejected
from common.principal import Principal
from common.words import Words
from processing_app.core.intent import Intent
from processing_app.core.kiosk_code import UNTIL_DECIDED
from processing_app.service import story
from processing_app.service.asks.intents import (
    AskIntentAt,
    FindIntents,
    IntentId,
    IntentRow,
    IntentRows,
    IntentState,
    IntentStory,
    IntentTotal,
    IntentTotals,
)
from processing_app.service.asks.story import DecisionRow
from processing_app.service.intents import looks
from processing_app.service.intents.recording import key
from processing_app.service.reading import event_row, task_row
from processing_app.store import bank_tasks, decisions, intent_list, intent_rows, intents, log

MOST = 1000
LARGEST_OFFSET = 10**9
DECIDED = story.DECIDED | {
    "intent_cancelled": Words("Отменено оператором", "Cancelled by the operator"),
    "capture_asked": Words("Списание по решению оператора", "Captured by the operator's decision"),
    "cancel_asked": Words("Возврат блокировки по решению оператора", "Given back by the operator's decision"),
    "refund_asked": Words("Возврат по решению оператора", "Refunded by the operator's decision"),
    "code_issued": Words("Код для терминала выдан оператором", "The operator issued a code for kiosks"),
    "chargeback_opened": Words("Банк оспорил платёж", "The bank disputes the payment"),
    "chargeback_accepted": Words("Опротестование принято", "The dispute is accepted"),
    "chargeback_rejected": Words("Опротестование отклонено", "The dispute is rejected"),
    "chargeback_reopened": Words("Опротестование возобновлено", "The dispute is opened again"),
}
"""What persons decide about intents, as their stories say it."""


class IntentStories:
    """Reads; changes nothing. Those that are stopped are shown, too."""

    def intents(self, db: Connection, who: Principal, ask: FindIntents) -> IntentRows:
        """A page of the intents that a person filters for."""
        which = _which(ask, ask.up_to or intent_list.newest(db))
        found = intent_list.page(
            db, which, ask.order.value, descending=ask.descending, offset=max(0, min(ask.offset, LARGEST_OFFSET)),
            limit=max(1, min(ask.limit, MOST)),
        )  # fmt: skip
        return IntentRows(
            intents=[_row(row) for row in found], found=intent_list.count(db, which),
            every=intent_list.count(db, intent_list.Filter(up_to=which.up_to)), up_to=which.up_to,
        )  # fmt: skip

    def intent_totals(self, db: Connection, who: Principal, ask: FindIntents) -> IntentTotals:
        """How many there are of each status among those that the other filters leave."""
        numbers, sums = Counter[str](), Counter[str]()
        for row in intent_list.totals(db, _which(msgspec.structs.replace(ask, status=""), ask.up_to)):
            for name in (row["status"], *([intent_list.STOPPED] if row["stopped"] else ())):
                numbers[name] += row["number"]
                sums[name] += row["amount"]
        return IntentTotals(
            totals=[IntentTotal(status=name, number=numbers[name], amount=sums[name]) for name in sorted(numbers)],
            every=sum(number for name, number in numbers.items() if name != intent_list.STOPPED),
        )

    def intent(self, db: Connection, who: Principal, ask: IntentId) -> IntentStory:
        """One intent from its beginning."""
        found = find(db, ask.intent)
        row = intent_rows.one(db, found.id)
        assert row is not None
        keys = [found.id, *(key(found.id, name) for name in found.payments)]
        return IntentStory(
            row=_row(row),
            state=_state(found, found.version),
            events=[event_row(one) for one in log.load(db, log.intent(found.id))],
            tasks=[task_row(task) for each in keys for task in bank_tasks.of_payment(db, each)],
            decisions=[_decision(one) for each in keys for one in decisions.of_payment(db, each)],
        )

    def intent_at(self, db: Connection, who: Principal, ask: AskIntentAt) -> IntentState:
        """One intent as it was after one of its events; Rejected `wrong_value` when it has no such event."""
        found = find(db, ask.intent)
        then = intents.at(db, found.id, ask.version)
        if then is None:
            raise Rejected("wrong_value", f"version: 1–{found.version}")
        return _state(then, found.version)


def find(db: Connection, text: str) -> Intent:
    """The intent of an id, of a payment's id, or of a code for kiosks; Rejected `unknown_intent`."""
    wanted = text.strip()
    intent_id = intent_rows.by_kiosk_code(db, wanted) if wanted.isdecimal() else None
    found = intents.look(db, intent_id or wanted.partition(".")[0])
    if found is None:
        raise Rejected("unknown_intent", wanted)
    return found


def _which(ask: FindIntents, up_to: int) -> intent_list.Filter:
    text = ask.text.strip()
    return intent_list.Filter(
        status=ask.status, pos_id=ask.pos_id, shop_id=ask.shop_id, up_to=up_to,
        since=milliseconds(ask.since) if ask.since is not None else 0,
        until=milliseconds(ask.until) if ask.until is not None else 0,
        text=text.partition(".")[0] if text else "", pattern=searching.anywhere(text) if text else "",
    )  # fmt: skip


def _row(row: Row) -> IntentRow:
    return IntentRow(
        position=row["position"], intent=row["intent_id"], pos_id=row["pos_id"], shop_id=row["shop_id"],
        product=row["product"], amount=row["amount"], currency=row["currency"], external_id=row["external_id"],
        status=row["status"], stopped=row["stopped"], at=moment(row["at"]), due=moment(row["due"]),
        changed=moment(row["changed"]), wake_at=_wake_at(row["wake_at"]), kiosk_code=row["kiosk_code"],
    )  # fmt: skip


def _wake_at(ms: int) -> datetime | None:
    """None for what time decides nothing about: a kiosk holds its cash, and the end of that payment alone frees it."""
    return moment(ms) if 0 < ms < UNTIL_DECIDED else None


def _state(one: Intent, newest: int) -> IntentState:
    currency = one.asked.currency
    return IntentState(
        intent=looks.intent(one),
        payments=[looks.payment(one, name, lambda *_: ("", "")) for name in one.payments],
        refunds=[
            looks.refund(name, each, currency) for name, its in one.payments.items() for each in its.refunds.values()
        ],
        chargebacks=[
            looks.chargeback(name, each, currency)
            for name, its in one.payments.items()
            for each in its.chargebacks.values()
        ],
        version=one.version,
        newest=newest,
        stopped=one.stopped,
        stopped_detail=one.stopped_detail,
    )


def _decision(row: Row) -> DecisionRow:
    return DecisionRow(
        at=moment(row["at"]), kind=row["kind"], words=DECIDED.get(row["kind"], Words(row["kind"], row["kind"])),
        principal=row["principal"], reason=row["reason"],
    )  # fmt: skip
