"""Telling subscribers' programs of credits, reversals and statements; a dead one never disturbs a credit."""

from common import queue, trace
from common.clock import has_come, moment
from common.database import Connection, Seen
from common.errors import NOTHING_SENT, Broken, ContractFault, OplataError, Rejected
from common.money import text
from common.principal import Principal
from common.protocol import consumer
from common.protocol.consumer import NewsKind, Notify
from common.protocol.endpoint import Nothing
from common.queue import Task, TaskState
from common.retry import RetryPolicy
from common.words import Words
from provider_app.core.payments import Booked, Kind
from provider_app.service import statement_news
from provider_app.service.messages import MOST, Done, NewsTask, NewsTasks, OneTask
from provider_app.service.part import Means, Part
from provider_app.service.usage import secret_name
from provider_app.store import operations, subscribers, tasks

POLICY = RetryPolicy(pause_ms=1_000, longest_ms=5 * 60 * 1000, attempts=100)
SECONDS = 4.0
AT_ONCE = 64
LONGEST_REASON = 500
KINDS = {Kind.CREDIT: NewsKind.CREDITED, Kind.REVERSE: NewsKind.REVERSED}
TEXTS = {
    Kind.CREDIT: Words("Зачислено {sum} ₽. Баланс {balance} ₽.", "{sum} ₽ credited. The balance is {balance} ₽."),
    Kind.REVERSE: Words("Возвращено {sum} ₽. Баланс {balance} ₽.", "{sum} ₽ taken back. The balance is {balance} ₽."),
}


class TellingPart(Part):
    """News: written down with the operation, told until it is answered."""

    def __init__(self, means: Means) -> None:
        """Nothing is told yet."""
        super().__init__(means)
        self._something_waits = Seen(means.database, lambda db: bool(queue.waiting(db, limit=1)))

    def news_tasks(self, db: Connection, who: Principal, ask: Nothing) -> NewsTasks:
        """News on its way, and what was set aside."""
        return NewsTasks(tasks=[_shown(one) for one in [*queue.waiting(db, limit=MOST), *queue.dead(db)[:MOST]]])

    def retry_news(self, db: Connection, who: Principal, ask: OneTask) -> Done:
        """Tell a piece of news that was set aside once more."""
        task = queue.find(db, ask.task)
        if task is None or task.state is not TaskState.DEAD:
            raise Rejected("unknown_task", str(ask.task))
        queue.revive(db, task, due=self.clock.now_ms())
        return Done()

    def news_due(self) -> list[Task]:
        """News whose time has come, one piece a subscriber."""
        if not self._something_waits.now():
            return []
        now = self.clock.now_ms()
        return self.database.read(lambda db: tasks.due(db, now=now, furthest_ms=POLICY.furthest_ms, limit=AT_ONCE))

    def tell(self, task: Task) -> None:
        """Tell one piece of news; the task is closed when the other side has stored it."""
        trace.current.set(task.trace)
        now = self.clock.now_ms()
        due, found = self.database.read(lambda db: (_is_due(db, task, now), self._addressee(db, task)))
        if not due:
            return
        if found is None:
            self._close(task)
            return
        news, url = found
        try:
            self._send(task.line, news, url)
        except OplataError as error:
            self._not_told(task, error)
        else:
            self._close(task)

    def set_news_aside(self, task: Task, reason: str) -> None:
        """A person decides."""
        self.log.warning("news set aside", number=task.line, reason=reason)
        self.database.write(lambda db: queue.set_aside(db, task, reason[:LONGEST_REASON]), "set_news_aside")

    def _send(self, number: str, news: Notify, url: str) -> None:
        login, password = self.means.secrets.login_of(secret_name(number)) or ("", "")
        peer = self.means.connect(url, login, password, f"subscriber:{number}")
        try:
            peer.call(consumer.NOTIFY, news, seconds=SECONDS)
        finally:
            peer.close()

    def _addressee(self, db: Connection, task: Task) -> tuple[Notify, str] | None:
        """What is told and where; None when there is nothing or nobody to tell any more."""
        found = subscribers.find(db, task.line)
        news = self._news(db, task.key) if found is not None and found.news_url else None
        return (news, found.news_url) if found is not None and news is not None else None

    def _news(self, db: Connection, key: str) -> Notify | None:
        """The id is made of ours and of what it is about, so that it is the same at every repeat."""
        if key.startswith(statement_news.LETTER):
            return statement_news.news(db, key, self.means.uid)
        booked = operations.numbered(db, int(key))
        return None if booked is None else _of_operation(booked, self.means.uid)

    def _not_told(self, task: Task, error: OplataError) -> None:
        """Put off what may yet be told; set aside what the other side will never take."""
        now = self.clock.now_ms()
        hopeless = isinstance(error, Rejected | Broken) or POLICY.spent(task.attempts, now - task.made)
        if hopeless:
            self.set_news_aside(task, str(error))
            return
        counts = error.code not in NOTHING_SENT and not isinstance(error, ContractFault)
        pause = POLICY.pause(_tries(task, now), self.means.draw)
        self.database.write(
            lambda db: queue.put_off(db, task, due=now + pause, reason=str(error)[:LONGEST_REASON], counts=counts),
            "put_news_off",
        )

    def _close(self, task: Task) -> None:
        self.database.write(lambda db: queue.close(db, task.id), "news_told")


def _tries(task: Task, now: int) -> int:
    """How often it was tried as far as pauses go: silence counts no attempt, but it has lasted for so many pauses."""
    return max(task.attempts + 1, ((now - task.made) // POLICY.pause_ms).bit_length())


def _is_due(db: Connection, task: Task, now: int) -> bool:
    """Whether it still waits to be told: it may have been told or put off since it was looked up."""
    fresh = queue.find(db, task.id)
    waits = fresh is not None and fresh.state is TaskState.WAITING
    return waits and fresh is not None and has_come(fresh.due, now, POLICY.furthest_ms)


def _of_operation(booked: Booked, uid: str) -> Notify:
    said = {"sum": text(booked.amount), "balance": text(booked.balance)}
    in_english = {name: text(sum_, english=True) for name, sum_ in _sums(booked).items()}
    words = TEXTS[booked.kind]
    return Notify(
        news_id=f"{uid}-{booked.reference}",
        kind=KINDS[booked.kind],
        number=booked.account,
        at=moment(booked.at),
        text=Words(words.ru.format(**said), words.en.format(**in_english)),
        amount=booked.amount,
        balance=booked.balance,
        currency=booked.currency,
        payment_id=booked.payment_id,
    )


def _sums(booked: Booked) -> dict[str, int]:
    return {"sum": booked.amount, "balance": booked.balance}


def _shown(task: Task) -> NewsTask:
    return NewsTask(
        task=task.id,
        number=task.line,
        operation=task.key,
        state=task.state.value,
        attempts=task.attempts,
        reason=task.reason,
        due=moment(task.due),
    )
