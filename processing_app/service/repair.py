"""What a person does with payments that no program can finish: look, retry, settle by hand, reverse."""

from common import ids, queue
from common.clock import Clock, moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol import codes
from common.queue import Task, TaskState
from processing_app.core import payment
from processing_app.service.asks import (
    Alarm,
    Alarms,
    AskTasks,
    Done,
    PaymentRow,
    ReversePayment,
    SeeAlarms,
    SettleTask,
    TaskId,
    TaskRow,
    Tasks,
)
from processing_app.service.delivery import Decide, Delivery
from processing_app.service.reading import find_payment
from processing_app.store import contracts, log
from processing_app.store import payments as rows

CREDITED = "credited"
RETURNED = "returned"
REVERSE = "reverse"


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

    def retry_task(self, db: Connection, who: Principal, ask: TaskId) -> TaskRow:
        """Try a dead letter again, from the first attempt."""
        task = _dead(db, ask.task_id)
        now = self._clock.now_ms()
        queue.revive(db, task, due=now)
        db.then(self._delivery.look_again)
        return task_row(task._replace(state=TaskState.WAITING, due=now, attempts=0))

    def settle_task(self, db: Connection, who: Principal, ask: SettleTask) -> Done:
        """Finish a dead letter from the provider's word; the operator answers for it, his name is in the event."""
        task = _dead(db, ask.task_id)
        if not ask.reason.strip():
            raise Rejected("wrong_value", "reason")
        decide = _reversal_by_hand(ask) if task.kind == REVERSE else _by_hand(ask)
        self._delivery.save(db, task, decide, who)
        return Done()

    def reverse_payment(self, db: Connection, who: Principal, ask: ReversePayment) -> PaymentRow:
        """Ask the provider to take a credited sum back; the answer comes by the queue."""
        found = find_payment(db, ask.payment)
        now = self._clock.now_ms()
        stream = log.intent(found.payment_id)
        history = log.load(db, stream)
        before = payment.fold(stored.event for stored in history)
        events = payment.request_refund(before, ids.uuid7(now), ask.reason[:200])
        log.save(db, stream, before.version, events, who, now)
        rows.change(db, history[0].position, payment.evolve(before, events[0]), now)
        queue.put(
            db, REVERSE, found.payment_id, now=now, lane=f"provider:{found.provider_id}",
            line=f"{found.provider_id}:{found.account}", trace=who.trace,
        )  # fmt: skip
        return found

    def alarms(self, db: Connection, who: Principal, ask: AskTasks) -> Alarms:
        """What nobody has looked at yet."""
        return Alarms(
            alarms=[
                Alarm(
                    id=row["id"], at=moment(row["at"]), about=row["about"], code=row["code"],
                    text=codes.words(row["code"], row["detail"]).ru,
                )
                for row in contracts.alarms(db)
            ]
        )  # fmt: skip

    def see_alarms(self, db: Connection, who: Principal, ask: SeeAlarms) -> Done:
        """A person has looked."""
        contracts.see_alarms(db, ask.up_to)
        return Done()


def task_row(task: Task) -> TaskRow:
    """A task as a list shows it."""
    return TaskRow(
        task_id=task.id, kind=task.kind, payment=task.key, code=ids.payment_code(task.key), lane=task.lane,
        state=task.state.value, attempts=task.attempts, due=moment(task.due), reason=task.reason,
    )  # fmt: skip


def _by_hand(ask: SettleTask) -> Decide:
    """Was it credited, or not and never will be?"""
    if ask.outcome == CREDITED and ask.reference:
        return lambda p: payment.capture(p, ask.reference, by_hand=True)
    if ask.outcome == RETURNED:
        return lambda p: payment.cancel(p, "by_hand", ask.reason[:200], by_hand=True)
    raise Rejected("wrong_value", f"outcome: {CREDITED} + reference | {RETURNED}")


def _reversal_by_hand(ask: SettleTask) -> Decide:
    """Was the credited sum taken back, or does it stay credited?"""
    if ask.outcome == RETURNED and ask.reference:
        return lambda p: payment.refund(p, ask.reference)
    if ask.outcome == CREDITED:
        return lambda p: payment.refuse_refund(p, ask.reason[:200])
    raise Rejected("wrong_value", f"outcome: {RETURNED} + reference | {CREDITED}")


def _dead(db: Connection, task_id: int) -> Task:
    task = queue.find(db, task_id)
    if task is None or task.state is not TaskState.DEAD:
        raise Rejected("unknown_task", str(task_id))
    return task
