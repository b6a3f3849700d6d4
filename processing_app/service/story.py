"""The story of a payment: read from its events, its tasks, what persons decided, and the exchanges still in the log."""

from common import queue
from common.clock import moment
from common.database import Connection, Database
from common.exchange_log import ExchangeLog
from common.principal import Principal
from common.queue import Task, TaskState
from common.words import Words
from processing_app.core import payment
from processing_app.core.possible import Work, choices
from processing_app.service import exchanges, timeline
from processing_app.service.asks import (
    AskExchanges,
    DecisionRow,
    Exchanges,
    PaymentId,
    Possible,
    Story,
    Timeline,
)
from processing_app.service.reading import CREDIT, event_row, task_row
from processing_app.service.wallets import stories as wallet_stories
from processing_app.service.wallets.rows import find_any
from processing_app.store import decisions, log
from processing_app.store.names import names
from processing_app.wording import stopped

DECIDED = {
    "retried": Words("Повторить сейчас", "Retry now"),
    "settled_credited": Words("Проведён вручную", "Settled by hand"),
    "settled_returned": Words("Возвращён агенту вручную", "Returned to the agent by hand"),
    "reversed": Words("Запрошено сторно", "A reversal was asked for"),
    "noted": Words("Пометка", "Note"),
}
NEWEST = 200


class Stories:
    """Reads; changes nothing."""

    def __init__(self, database: Database, log_of_exchanges: ExchangeLog) -> None:
        """Everything is given."""
        self._database = database
        self._exchanges = log_of_exchanges

    def story(self, db: Connection, who: Principal, ask: PaymentId) -> Story:
        """One payment from its beginning, with what may be done about it now."""
        found = find_any(db, ask.payment)
        if found.way:
            return wallet_stories.story(db, found)
        history = log.load(db, log.intent(found.payment_id))
        tasks = queue.of_key(db, found.payment_id)
        now = payment.fold(stored.event for stored in history)
        work = _work(tasks, stopped(names(db).provider(found.provider_id).stopped))
        return Story(
            payment=found,
            events=[event_row(one) for one in history],
            tasks=[task_row(task) for task in tasks],
            decisions=_decisions(db, found.payment_id),
            possible=[
                Possible(
                    action=one.action, words=one.words, allowed=not one.why_not.ru, why_not=one.why_not,
                    effect=one.effect, task_id=work.task_id if work else 0,
                )
                for one in choices(now, work)
            ],
        )  # fmt: skip

    def exchanges(self, who: Principal, ask: AskExchanges) -> Exchanges:
        """What the log still holds of one payment's exchanges."""
        return exchanges.of_trace(self._exchanges, ask.trace.strip().upper(), ask.limit)

    def timeline(self, who: Principal, ask: PaymentId) -> Timeline:
        """Everything that is known of a payment in the order it happened."""
        story: Story = self._database.read(lambda db: self.story(db, who, ask))
        found = exchanges.of_trace(self._exchanges, story.payment.code, NEWEST)
        return Timeline(
            story=story, steps=timeline.steps(story, found), exchanges=found.exchanges, repeats=found.repeats,
            whole=found.whole,
        )  # fmt: skip


def _work(tasks: list[Task], halted: Words | None) -> Work | None:
    """A payment has one task at a time."""
    if not tasks:
        return None
    task = tasks[-1]
    return Work(task.id, task.state is TaskState.DEAD, task.kind != CREDIT, halted)


def _decisions(db: Connection, payment_id: str) -> list[DecisionRow]:
    return [
        DecisionRow(
            at=moment(row["at"]), kind=row["kind"], words=DECIDED[row["kind"]], principal=row["principal"],
            reason=row["reason"],
        )
        for row in decisions.of_payment(db, payment_id)
    ]  # fmt: skip
