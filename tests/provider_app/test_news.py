"""A subscriber's program hears of every credit and reversal, once, in order; a dead one disturbs nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from common import credentials, ids, spawn
from common.clock import VirtualClock
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import Broken, OplataError
from common.http_server import Application, Listener, bind, call
from common.logs import Log
from common.principal import Principal
from common.protocol import consumer, provider
from common.protocol.consumer import NewsKind, Noted, Notify
from common.protocol.endpoint import Nothing
from provider_app.service import messages
from tests.provider_app.running import Centre, Running, Subscriber, eventually

LOGIN, PASSWORD = "provider-1", "a password for the provider"


class Program:
    """A subscriber's own program, which answers over HTTP; `error` is what it answers instead of storing."""

    def __init__(self, folder: Path, password: str = PASSWORD) -> None:
        self.heard: list[Notify] = []
        self.asked = 0
        self.error: OplataError | None = None
        clock = VirtualClock()
        tables = MetaData()
        credentials.table(tables)
        self._database = Database(folder / "program.db", tables)
        gatekeeper = Gatekeeper(self._database, ids.key(), clock)
        self._database.write(lambda db: gatekeeper.accept_typed(db, "provider", "1", LOGIN, password))
        self._log = Log(folder / "program-logs", "program", clock, console=False)
        application = Application(
            {consumer.NOTIFY: call(self.notify, "provider")},
            self._database,
            gatekeeper,
            self._log,
            clock,
            role="consumer:test",
            about=Nothing,
        )
        self._listener = Listener(application, bind(0))
        self._listener.wait()
        self.url = f"http://127.0.0.1:{self._listener.port}"
        self._lock = spawn.Lock()

    def notify(self, who: Principal, ask: Notify) -> Noted:
        """Store a piece of news, or answer what the test wants."""
        with self._lock:
            self.asked += 1
            if self.error is not None:
                raise self.error
            self.heard.append(ask)
        return Noted(news_id=ask.news_id)

    def close(self) -> None:
        """Stop answering."""
        self._listener.stop()
        self._database.close()
        self._log.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path)
    yield made
    made.close()


def subscribe(subscriber: Subscriber, url: str, password: str = PASSWORD) -> None:
    """Say where to tell the news."""
    told = provider.TellNews(number=subscriber.number, url=url, login=LOGIN, password=password)
    assert subscriber.peer.call(provider.NEWS, told).url == url


def tasks(running: Running, subscriber: Subscriber) -> list[messages.NewsTask]:
    """The subscriber's news on its way."""
    found = running.operate("news-tasks", Nothing()).tasks
    return [task for task in found if task.number == subscriber.number]


def test_each_credit_and_reversal_is_told_once_and_in_order(
    running: Running, centre: Centre, subscriber: Subscriber, program: Program
) -> None:
    subscribe(subscriber, program.url)

    asks = [centre.question(subscriber.number, 1_000 + n) for n in range(5)]
    for ask in asks:
        centre.credit(ask)
        centre.credit(ask)
    centre.reverse(asks[0].payment_id)

    eventually(lambda: not tasks(running, subscriber))
    assert [news.payment_id for news in program.heard] == [ask.payment_id for ask in [*asks, asks[0]]]
    assert [news.kind for news in program.heard] == [NewsKind.CREDITED] * 5 + [NewsKind.REVERSED]
    assert len({news.news_id for news in program.heard}) == 6
    last = program.heard[-1]
    assert (last.amount, last.balance, last.number) == (1_000, 4 * 1_000 + 10, subscriber.number)
    assert last.text.ru == "Возвращено 10,00 ₽. Баланс 40,10 ₽."
    assert last.text.en == "10.00 ₽ taken back. The balance is 40.10 ₽."
    running.instance.log.exchanges.flush()
    exchanges = running.instance.log.exchanges.path.read_text(encoding="utf-8")
    assert program.url in exchanges
    assert PASSWORD not in exchanges


def test_nobody_is_told_who_did_not_ask(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    centre.credit(centre.question(subscriber.number))

    assert tasks(running, subscriber) == []


def test_a_dead_program_disturbs_no_credit_and_hears_everything_later(
    running: Running, centre: Centre, subscriber: Subscriber, program: Program, tmp_path: Path
) -> None:
    silent = bind(0)
    subscribe(subscriber, f"http://127.0.0.1:{silent.getsockname()[1]}")
    silent.close()
    other = running.signed()
    subscribe(other, program.url)

    for _ in range(3):
        centre.credit(centre.question(subscriber.number))
        centre.credit(centre.question(other.number))

    eventually(lambda: len(program.heard) == 3)
    eventually(lambda: any("no_connection" in task.reason for task in tasks(running, subscriber)))
    assert len(tasks(running, subscriber)) == 3
    assert subscriber.balance == 30_000

    subscribe(subscriber, program.url)
    eventually(lambda: _moved_on(running, lambda: not tasks(running, subscriber)))
    assert [news.balance for news in program.heard[3:]] == [10_000, 20_000, 30_000]


def test_a_wrong_password_waits_for_its_correction(
    running: Running, centre: Centre, subscriber: Subscriber, program: Program
) -> None:
    subscribe(subscriber, program.url, password="another password, wrong")
    centre.credit(centre.question(subscriber.number))
    eventually(lambda: any("wrong_password" in task.reason for task in tasks(running, subscriber)))
    assert [(task.state, task.attempts) for task in tasks(running, subscriber)] == [("waiting", 0)]

    subscribe(subscriber, program.url)

    eventually(lambda: _moved_on(running, lambda: not tasks(running, subscriber)))
    assert len(program.heard) == 1


def test_what_a_program_will_never_take_is_set_aside_until_a_person_retries(
    running: Running, centre: Centre, subscriber: Subscriber, program: Program
) -> None:
    program.error = Broken("payment_id_reused", "news")
    subscribe(subscriber, program.url)
    centre.credit(centre.question(subscriber.number))
    eventually(lambda: [task.state for task in tasks(running, subscriber)] == ["dead"])
    assert program.asked == 1

    program.error = None
    running.operate("retry-news", messages.OneTask(task=tasks(running, subscriber)[0].task))

    eventually(lambda: not tasks(running, subscriber))
    assert len(program.heard) == 1


def _moved_on(running: Running, condition: object) -> bool:
    """Let time pass for what was put off."""
    assert callable(condition)
    running.clock.advance(60)
    return bool(condition())
