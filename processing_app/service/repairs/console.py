"""The repair console: look at a stopped intent, see what is legal, and decide: fail, fulfil, revive, skip, add."""

from typing import Any

import msgspec

from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.words import Words
from processing_app.core import repairing
from processing_app.core.intent import Intent
from processing_app.core.repairing import Act
from processing_app.service.asks import repairs as asks
from processing_app.service.asks.story import DecisionRow
from processing_app.service.intents.recording import key
from processing_app.service.reading import event_row, task_row
from processing_app.service.repairs import acting, bank_view
from processing_app.service.repairs.carrying import DECIDED, Carrying, find
from processing_app.service.repairs.proposals import FourEyes
from processing_app.store import bank_tasks, decisions, log
from processing_app.store import repairs as rows

THRESHOLD = 10_000_000
"""Acts that move money of an intent of more than this, minor units, take two persons."""
LAST_EVENTS = 50
MOST_ROWS = 1000
LONGEST_REASON = 200
PROPOSED = Words("Предложено", "Proposed")
ENDED = {
    rows.APPROVED: Words("Предложение утверждено", "The proposal was approved"),
    rows.REFUSED: Words("Предложение отклонено", "The proposal was refused"),
}


class Console:
    """What operators do with intents in which nothing moves."""

    def __init__(self, carrying: Carrying, four_eyes: FourEyes, threshold: int = THRESHOLD) -> None:
        """`threshold` is where two persons begin, minor units."""
        self._carrying = carrying
        self._four_eyes = four_eyes
        self._threshold = threshold

    def stopped_intents(self, db: Connection, who: Principal, ask: asks.AskStopped) -> asks.StoppedRows:
        """Every intent that waits for a person, the latest first."""
        return asks.StoppedRows(
            intents=[
                asks.StoppedRow(
                    intent_id=row["intent_id"], pos_id=row["pos_id"], product=row["product"], amount=row["amount"],
                    currency=row["currency"], status=row["status"], reason=row["stopped"], since=moment(row["changed"]),
                    proposals=sum(one.state == rows.WAITING for one in self._proposals(db, row["intent_id"])),
                )
                for row in rows.stopped(db, max(0, min(ask.limit, MOST_ROWS)))
            ],
            threshold=self._threshold,
        )  # fmt: skip

    def stopped_intent(self, who: Principal, ask: asks.IntentId) -> asks.RepairLook:
        """Why and where it stopped, its last events, what is legal now; and the bank is asked what it knows."""
        look, about = self._carrying.database.read(lambda db: self._look(db, ask.intent_id))
        state, payment_id = about
        if not payment_id:
            return look
        view, _ = bank_view.look(self._carrying.banks, state, payment_id)
        return msgspec.structs.replace(look, bank=view)

    def fail_intent(self, who: Principal, ask: asks.FailIntent) -> asks.Repaired:
        """What was under way has failed."""
        return self._act(who, Act.FAIL, ask)

    def fulfil_intent(self, who: Principal, ask: asks.FulfilIntent) -> asks.Repaired:
        """The bank did what was under way, by the bank's own reference."""
        return self._act(who, Act.FULFIL, ask)

    def revive_intent(self, who: Principal, ask: asks.ReviveIntent) -> asks.Repaired:
        """It goes on from where it was."""
        return self._act(who, Act.REVIVE, ask)

    def skip_step(self, who: Principal, ask: asks.SkipStep) -> asks.Repaired:
        """The bank is asked from the beginning."""
        return self._act(who, Act.SKIP, ask)

    def add_events(self, who: Principal, ask: asks.AddEvents) -> asks.Repaired:
        """It moves again, with these events."""
        return self._act(who, Act.ADD, ask)

    def _act(self, who: Principal, act: Act, asked: Any) -> asks.Repaired:
        """Ask the bank, then do it, or propose it to somebody else."""
        reason = asked.reason.strip()
        if not reason:
            raise Rejected("reason_required", "reason")
        given = {name: getattr(asked, name) for name in asked.__struct_fields__}
        ask = asks.Repair(act=act, **given | {"reason": reason[:LONGEST_REASON]})
        self._carrying.database.read(lambda db: self._carrying.judge(db, ask))
        agreed = self._carrying.ask_bank(ask)
        return self._carrying.database.write(lambda db: self._decide(db, who, agreed), f"repair-{act.value}")

    def _decide(self, db: Connection, who: Principal, ask: asks.Repair) -> asks.Repaired:
        before = self._carrying.judge(db, ask)
        if self._takes_two(before, ask.act):
            return self._four_eyes.propose(db, who, before, ask)
        return self._carrying.do(db, who, ask, by=who.id)

    def _takes_two(self, state: Intent, act: Act) -> bool:
        return act in repairing.MOVES_MONEY and state.asked.amount > self._threshold

    def _look(self, db: Connection, intent_id: str) -> tuple[asks.RepairLook, tuple[Intent, str]]:
        state = find(db, intent_id)
        about = asks.Repair(act=Act.REVIVE, intent_id=state.id, reason="")
        payment_id, operation = acting.aim(state, about)
        history = log.load(db, log.intent(state.id), after=max(0, state.version - LAST_EVENTS))
        tasks = [task for name in state.payments for task in bank_tasks.of_payment(db, key(state.id, name))]
        given_up = acting.is_given_up(db, state, payment_id, operation)
        shown = asks.RepairLook(
            intent_id=state.id, status=state.status.value if state.status else "", version=state.version,
            amount=state.asked.amount, currency=state.asked.currency, stopped=bool(state.stopped),
            reason=state.stopped, detail=state.stopped_detail,
            under_way=[asks.UnderWay(payment_id=name, operation=one) for name, one in repairing.under_way(state)],
            bank=None, legal=self._legal(state, operation, given_up=given_up),
            events=[event_row(one) for one in history],
            tasks=[task_row(task) for task in tasks], decisions=_decisions(db, state.id),
            proposals=self._proposals(db, state.id),
        )  # fmt: skip
        return shown, (state, payment_id)

    def _legal(self, state: Intent, operation: str, *, given_up: bool) -> list[asks.Legal]:
        return [
            asks.Legal(
                act=one.act.value, words=one.words, allowed=not one.why_not.ru, why_not=one.why_not, effect=one.effect,
                two=self._takes_two(state, one.act),
            )
            for one in repairing.choices(state, operation, given_up=given_up)
        ]  # fmt: skip

    def _proposals(self, db: Connection, intent_id: str) -> list[asks.Proposal]:
        return [self._four_eyes.shown(db, row) for row in rows.proposals_of(db, intent_id)]


def _decisions(db: Connection, intent_id: str) -> list[DecisionRow]:
    return [
        DecisionRow(
            at=moment(row["at"]), kind=row["kind"], words=_decided(row["kind"]), principal=row["principal"],
            reason=row["reason"],
        )
        for row in decisions.of_payment(db, intent_id)
    ]  # fmt: skip


def _decided(kind: str) -> Words:
    """What was decided: an act, or an end of a proposal."""
    name = kind.removeprefix(DECIDED)
    for act, words in repairing.WORDS.items():
        if name == act.value:
            return Words(words.ru.rstrip("…"), words.en.rstrip("…"))
    return ENDED.get(name, PROPOSED)
