"""What a person does with payments that no program can finish: look, retry, settle by hand, reverse."""

from common import ids, queue
from common.clock import Clock, moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.queue import Task, TaskState
from processing_app.core import payment
from processing_app.core.payment import Tried
from processing_app.service import review
from processing_app.service.asks import (
    Alarm,
    Alarms,
    AskReview,
    AskTasks,
    Done,
    NoteTask,
    PaymentId,
    PaymentRow,
    Retried,
    ReversePayment,
    Review,
    SeeAlarms,
    SettleTask,
    TaskId,
    TaskIds,
    TaskRow,
    Tasks,
    Weighed,
)
from processing_app.service.delivery import Decide, Delivery
from processing_app.service.intents.recording import BANK
from processing_app.service.reading import task_row
from processing_app.service.wallets import by_hand, recording
from processing_app.service.wallets.bank_words import NOT_ASKED, Heard
from processing_app.service.wallets.rows import find_any
from processing_app.store import contracts, decisions, log
from processing_app.store import payments as rows
from processing_app.wording import alarm

CREDITED = "credited"
RETURNED = "returned"
REVERSE = "reverse"
LONGEST_REASON = 200


class Repair:
    """The operator's part; every act is an event with the operator's name."""

    def __init__(self, clock: Clock, delivery: Delivery) -> None:
        """Acts through the delivery's own units of work."""
        self._clock = clock
        self._delivery = delivery

    def tasks(self, db: Connection, who: Principal, ask: AskTasks) -> Tasks:
        """Every dead letter with its reason."""
        waiting = queue.count(db).get(TaskState.WAITING.value, 0)
        return Tasks(dead=[task_row(task) for task in queue.dead(db)], waiting=waiting)

    def review(self, db: Connection, who: Principal, ask: AskReview) -> Review:
        """Everything that waits for a person or for its next try."""
        return review.queue_of_reviews(db, ask)

    def weigh_tasks(self, db: Connection, who: Principal, ask: TaskIds) -> Weighed:
        """How many payments these tasks are about and their sum, to be read before they are retried."""
        return review.weighed(db, _demand_few(ask.task_ids))

    def retry_task(self, db: Connection, who: Principal, ask: TaskId) -> TaskRow:
        """Try a dead letter again, from the first attempt."""
        return task_row(self._again(db, who, _dead(db, ask.task_id)))

    def retry_now(self, db: Connection, who: Principal, ask: PaymentId) -> TaskRow:
        """Try a payment now, whether it waits for its time or for a person; its attempt is the next of the story."""
        found = find_any(db, ask.payment)
        tasks = queue.of_key(db, found.payment_id)
        if not tasks:
            raise Rejected("unknown_task", found.code)
        return task_row(self._again(db, who, tasks[-1]))

    def retry_tasks(self, db: Connection, who: Principal, ask: TaskIds) -> Retried:
        """Try many again; those that ended meanwhile are passed over and counted."""
        wanted = dict.fromkeys(_demand_few(ask.task_ids))
        found = [task for task in (queue.find(db, one) for one in wanted) if task is not None]
        sums = review.weighed(db, [task.id for task in found])
        for task in found:
            self._again(db, who, task)
        halted = {f"provider:{row['provider_id']}" for row in contracts.providers(db) if row["paused"]}
        return Retried(
            tasks=len(found), amount=sums.amount, passed_over=len(wanted) - len(found),
            reversals=sum(task.kind == REVERSE for task in found), stopped=sum(task.lane in halted for task in found),
        )  # fmt: skip

    def note_task(self, db: Connection, who: Principal, ask: NoteTask) -> Done:
        """Leave a task as it is, with a note in the payment's story."""
        task = queue.find(db, ask.task_id)
        if task is None:
            raise Rejected("unknown_task", str(ask.task_id))
        self._decided(db, who, decisions.NOTED, task.key, task.id, demand(ask.note, "note"))
        return Done()

    def settle_task(self, db: Connection, who: Principal, ask: SettleTask, heard: Heard = NOT_ASKED) -> Done:
        """Finish a dead letter from the provider's word; the operator answers for it, his name is in the event.

        `heard` is what a bank was asked before, outside of the unit of work.
        """
        task = _dead(db, ask.task_id)
        if task.kind.startswith(BANK):  # banks are spoken for by the console of stopped intents
            raise Rejected("wrong_value", f"{task.kind}: fail-intent, fulfil-intent")
        reason = demand(ask.reason, "reason")
        if task.kind == recording.KIND:
            by_hand.settle(db, who, task, ask, reason, self._clock.now_ms(), heard)
        else:
            decide = _reversal_by_hand(ask) if task.kind == REVERSE else _by_hand(ask, Tried(task.attempts))
            self._delivery.save(db, task, decide, who)
        self._decided(db, who, f"settled_{ask.outcome}", task.key, task.id, reason)
        return Done()

    def reverse_payment(self, db: Connection, who: Principal, ask: ReversePayment) -> PaymentRow:
        """Ask the provider to take a credited sum back; the answer comes by the queue."""
        reason = demand(ask.reason, "reason")
        found = find_any(db, ask.payment)
        if found.way:
            raise Rejected("invalid_payment_status", f"{found.status}, {found.way}")
        now = self._clock.now_ms()
        stream = log.intent(found.payment_id)
        history = log.load(db, stream)
        before = payment.fold(stored.event for stored in history)
        events = payment.request_refund(before, ids.uuid7(now), reason)
        log.save(db, stream, before.version, events, who, now)
        rows.change(db, history[0].position, payment.evolve(before, events[0]), now)
        queue.put(
            db, REVERSE, found.payment_id, now=now, lane=f"provider:{found.provider_id}",
            line=f"{found.provider_id}:{found.account}", trace=who.trace,
        )  # fmt: skip
        self._decided(db, who, "reversed", found.payment_id, 0, reason)
        return found

    def _again(self, db: Connection, who: Principal, task: Task) -> Task:
        """A dead letter begins anew; a task that waits keeps the count of its attempts."""
        now = self._clock.now_ms()
        if task.state is TaskState.DEAD:
            queue.revive(db, task, due=now)
            task = task._replace(state=TaskState.WAITING, due=now, attempts=0)
        else:
            queue.put_off(db, task, due=now, reason=task.reason, counts=False)
            task = task._replace(due=now)
        self._decided(db, who, decisions.RETRIED, task.key, task.id, "")
        task_id = task.id
        db.then(lambda: self._delivery.hurry(task_id))
        return task

    def _decided(self, db: Connection, who: Principal, kind: str, payment_id: str, task_id: int, why: str) -> None:
        decisions.add(
            db, at=self._clock.now_ms(), payment_id=payment_id, task_id=task_id, kind=kind,
            principal=f"{who.kind}:{who.id}", reason=why,
        )  # fmt: skip

    def alarms(self, db: Connection, who: Principal, ask: AskTasks) -> Alarms:
        """What nobody has looked at yet."""
        return Alarms(
            alarms=[
                Alarm(
                    id=row["id"], at=moment(row["at"]), about=row["about"], code=row["code"],
                    text=alarm(row["code"], row["detail"]).ru,
                )
                for row in contracts.alarms(db)
            ]
        )  # fmt: skip

    def see_alarms(self, db: Connection, who: Principal, ask: SeeAlarms) -> Done:
        """A person has looked."""
        contracts.see_alarms(db, ask.up_to, after=ask.up_to - 1 if ask.only else 0)
        return Done()


def _by_hand(ask: SettleTask, tried: Tried) -> Decide:
    """Was it credited, or not and never will be? Answers of before are counted; how long the last took is not known."""
    if ask.outcome == CREDITED and ask.reference:
        return lambda p: payment.capture(p, ask.reference, tried=tried, by_hand=True)
    if ask.outcome == RETURNED:
        return lambda p: payment.cancel(p, "by_hand", ask.reason[:200], tried=tried, by_hand=True)
    raise Rejected("wrong_value", f"outcome: {CREDITED} + reference | {RETURNED}")


def _reversal_by_hand(ask: SettleTask) -> Decide:
    """Was the credited sum taken back, or does it stay credited?"""
    if ask.outcome == RETURNED and ask.reference:
        return lambda p: payment.refund(p, ask.reference)
    if ask.outcome == CREDITED:
        return lambda p: payment.refuse_refund(p, ask.reason[:200])
    raise Rejected("wrong_value", f"outcome: {RETURNED} + reference | {CREDITED}")


def demand(text: str, field: str) -> str:
    """Why a person decides so: without it nothing is decided."""
    if not text.strip():
        raise Rejected("reason_required", field)
    return text.strip()[:LONGEST_REASON]


def _demand_few(task_ids: list[int]) -> list[int]:
    """As many as a list shows: payments that are being accepted wait for the unit of work that retries them."""
    if len(task_ids) > review.MOST:
        raise Rejected("wrong_value", f"task_ids > {review.MOST}")
    return task_ids


def _dead(db: Connection, task_id: int) -> Task:
    task = queue.find(db, task_id)
    if task is None or task.state is not TaskState.DEAD:
        raise Rejected("unknown_task", str(task_id))
    return task
