"""The story of a wallet's payment: its events, its tasks, what persons decided, what may be done about it now."""

from common import queue
from common.clock import moment
from common.database import Connection
from common.queue import TaskState
from common.words import Words
from processing_app.core.possible import Work
from processing_app.core.wallet_possible import choices
from processing_app.service.asks import DecisionRow, PaymentRow, Possible, Story
from processing_app.service.reading import event_row, task_row
from processing_app.store import decisions, log, wallet_payments

DECIDED = {
    "retried": Words("Повторить сейчас", "Retry now"),
    "settled_credited": Words("Банк зачислил: решено вручную", "The bank has paid: decided by hand"),
    "settled_returned": Words("Остановлен, деньги в кошельке: решено вручную", "Ended, the money stays: by hand"),
    "noted": Words("Пометка", "Note"),
}
"""What persons decide about payments of wallets."""


def story(db: Connection, found: PaymentRow) -> Story:
    """One payment from its beginning."""
    streams = log.intent(found.payment_id), log.transfer(found.payment_id)
    state = wallet_payments.load(db, found.payment_id)
    assert state is not None, "its row is made from its events"
    tasks = queue.of_key(db, found.payment_id)
    task = tasks[-1] if tasks else None
    work = None if task is None else Work(task.id, task.state is TaskState.DEAD, reversal=False, stopped=None)
    return Story(
        payment=found,
        events=[event_row(one) for one in log.load_either(db, *streams)],
        tasks=[task_row(task) for task in tasks],
        decisions=[
            DecisionRow(
                at=moment(row["at"]), kind=row["kind"], words=DECIDED.get(row["kind"], Words(row["kind"], row["kind"])),
                principal=row["principal"], reason=row["reason"],
            )
            for row in decisions.of_payment(db, found.payment_id)
        ],
        possible=[
            Possible(
                action=one.action, words=one.words, allowed=not one.why_not.ru, why_not=one.why_not,
                effect=one.effect, task_id=work.task_id if work else 0,
            )
            for one in choices(state, work)
        ],
    )  # fmt: skip
