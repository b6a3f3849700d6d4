"""The feed over logs and a proxy: what it holds, what it tells of as news, what it forgets, and what it never shows."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from common.clock import SystemClock
from common.logs import Log
from launcher_app.feed.feed import Feed
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.network.seat import Seat
from launcher_app.proxy import FaultKind, Proxy, Recorder, Reply, Request
from tests.launcher_app.feed.said import SEATS, START_MS, Question, append, payment, poll, written

SECONDS = 5.0
CANARY = "CaNaRy-4506-123456"


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(SystemClock())


@pytest.fixture
def feed(tmp_path: Path, recorder: Recorder) -> Iterator[Feed]:
    made = Feed(tmp_path, recorder, SystemClock())
    yield made
    made.close()


def until(true: Callable[[], object]) -> None:
    clock = SystemClock()
    deadline = clock.monotonic() + SECONDS
    while not true():
        assert clock.monotonic() < deadline, "it did not come in time"
        clock.sleep(0.01)


def test_lines_of_both_sides_become_hops_by_and_by_and_news_are_told_once(feed: Feed, tmp_path: Path) -> None:
    written(tmp_path, payment())
    feed.open(SEATS, START_MS)
    until(lambda: len(feed.hops()) == 5)
    change, first = feed.since(0)

    written(tmp_path, [poll(2_000)])
    until(lambda: len(feed.hops()) == 6)

    now, news = feed.since(change)
    assert [hop.number for hop in first] == [1, 2, 3, 4, 5]
    assert [hop.path for hop in news] == ["/v1/deposit"]
    assert feed.since(now) == (now, [])
    assert feed.hop(6) == news[0]


def test_only_what_was_said_since_the_session_began_is_shown(feed: Feed, tmp_path: Path) -> None:
    written(tmp_path, [*payment(0), *payment(60_000)])

    feed.open(SEATS, START_MS + 30_000)
    feed.look()

    assert len(feed.hops()) == 5
    assert feed.hops()[0].at_ms == START_MS + 60_000


def test_another_network_begins_anew_and_the_count_of_changes_goes_on(feed: Feed, tmp_path: Path) -> None:
    written(tmp_path, payment())
    feed.open(SEATS, START_MS)
    feed.look()
    before = (feed.changes, feed.opened)

    feed.open([Seat(role="provider", network="other")], START_MS)
    feed.look()

    assert list(feed.hops()) == []
    assert feed.changes > before[0]
    assert feed.opened == before[1] + 1


def test_the_oldest_hops_are_dropped_and_counted(tmp_path: Path, recorder: Recorder) -> None:
    feed = Feed(tmp_path, recorder, SystemClock(), most=7)
    written(tmp_path, [poll(at) for at in range(0, 20_000, 1_000)])

    feed.open(SEATS, START_MS)
    feed.look()
    feed.close()

    assert [hop.number for hop in feed.hops()] == list(range(14, 21))
    assert feed.trimmed == 13
    assert len(feed.since(0)[1]) == 7


def test_while_it_is_paused_nothing_moves_and_what_was_said_meanwhile_comes_afterwards(
    feed: Feed, tmp_path: Path
) -> None:
    feed.open(SEATS, START_MS)
    feed.look()
    feed.paused = True
    before = feed.changes

    written(tmp_path, payment())
    SystemClock().sleep(0.3)
    seen_meanwhile = (feed.changes, len(feed.hops()))
    feed.paused = False

    until(lambda: len(feed.hops()) == 5)
    assert seen_meanwhile == (before, 0)


def test_each_seat_of_a_role_is_told_apart_by_the_log_it_is_in(feed: Feed, tmp_path: Path) -> None:
    second = Seat(role="provider", network="lesson", number=2)
    paid = payment()
    append(tmp_path, SEATS[1], [paid[3].client()])
    append(tmp_path, second, [paid[3].server()])

    feed.open([*SEATS, second], START_MS)
    feed.look()
    again = Question("processing", "provider", "/v1/credit", {"payment_id": "x"}, at=9_000)
    append(tmp_path, SEATS[1], [again.client(status=0, error="no_connection")])
    feed.look()

    arrived, refused = feed.hops()
    assert (arrived.sender_seat, arrived.receiver_seat) == ("processing", "provider-2")
    assert refused.receiver_seat == "provider-2"
    assert refused.outcome is Outcome.NO_CONNECTION


def test_a_seat_that_joins_later_is_followed_too(feed: Feed, tmp_path: Path) -> None:
    second = Seat(role="terminal", network="lesson", number=2)
    feed.open(SEATS, START_MS)
    feed.follow([*SEATS, second])

    append(tmp_path, second, [poll(0).client()])
    feed.look()

    assert [hop.sender_seat for hop in feed.hops()] == ["terminal-2"]


@pytest.fixture
def through(recorder: Recorder) -> Iterator[Proxy]:
    made = Proxy(_answer, recorder, sender="processing", receiver="provider")
    yield made
    made.stop()


def _answer(request: Request) -> Reply:
    return Reply(200, (("Content-Type", "application/json"), ("Set-Cookie", CANARY)), request.body)


def ask(through: Proxy, body: str, *headers: tuple[str, str], path: str = "/v1/credit") -> None:
    through.ask(Request("POST", path, headers, body.encode()), "processing")


def test_a_strangers_request_is_a_hop_by_the_proxys_word_alone(feed: Feed, through: Proxy) -> None:
    feed.open(SEATS, START_MS - 10**12)

    ask(through, '{"payment_id": "p", "amount": 100}', ("X-Trace-Id", "7F3K-92QD"))

    until(lambda: any(hop.ended for hop in feed.hops()))
    (hop,) = feed.hops()
    assert (hop.sender, hop.receiver_seat, hop.trace, hop.amount) == ("processing", "provider", "7F3K-92QD", 100)
    assert hop.outcome is Outcome.OK


def test_what_a_person_sends_again_is_marked_as_sent_by_hand(feed: Feed, through: Proxy) -> None:
    feed.open(SEATS, START_MS - 10**12)

    ask(through, "{}", ("X-Span-Id", feed.by_hand()))
    ask(through, "{}", ("X-Span-Id", "0123456789ab"))

    until(lambda: len(feed.hops()) == 2)
    assert [hop.by_hand for hop in feed.hops()] == [True, False]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (f'{{"password": "{CANARY}", "amount": 1}}', "/v1/news"),
        (f'{{"subscriber": {{"passport": "{CANARY}"}}}}', "/v1/check"),
        (f'{{"pass\\u0077ord": "{CANARY}"}}', "/v1/check"),
        (f"command=pay&password={CANARY}&sum=1.00", "/osmp"),
        ("", f"/osmp?command=pay&token={CANARY}"),
        (f'{{"login": "a", "password" : "{CANARY}",}}', "/v1/check"),
        (f'{{"passport": "{CANARY}', "/v1/check"),
        (f"<ask><token>{CANARY}</token></ask>", "/v1/check"),
    ],
)
def test_nothing_secret_is_in_a_hop(feed: Feed, through: Proxy, tmp_path: Path, body: str, path: str) -> None:
    feed.open(SEATS, START_MS - 10**12)
    asked: Any = body if path.startswith("/osmp") else {}
    line = Question("processing", "provider", path, asked or {}, at=1).client()

    ask(through, body, ("Authorization", f"Basic {CANARY}"), ("Cookie", CANARY), ("X-Api-Key", CANARY), path=path)
    append(tmp_path, SEATS[1], [line])

    until(lambda: len(feed.hops()) == 2)
    assert CANARY not in repr(feed.hops())
    assert any("***" in repr(hop) for hop in feed.hops())


def test_the_next_session_knows_faults_and_strangers_words_again(tmp_path: Path) -> None:
    first, paid = Recorder(SystemClock()), payment()
    feed = Feed(tmp_path, first, SystemClock())
    feed.open(SEATS, START_MS)
    assert first.told is not None
    first.told(paid[2].record(1, ended=False))
    first.told(paid[2].record(1))
    first.told(paid[3].record(2, fault=FaultKind.LOST_REPLY))
    append(tmp_path, SEATS[1], [paid[3].client(status=0, error="no_answer")])
    feed.look()
    feed.close()

    again = Feed(tmp_path, Recorder(SystemClock()), SystemClock())
    again.open(SEATS, START_MS)
    again.look()
    again.close()

    assert list(again.hops()) == list(feed.hops())
    assert [(hop.verb, hop.fault, hop.outcome) for hop in again.hops()] == [
        ("payments", "", Outcome.OK),
        ("credit", FaultKind.LOST_REPLY, Outcome.LOST),
    ]


class Breaking:
    """A teller with a bug that shows once."""

    def __init__(self) -> None:
        self.broken = False

    def begin(self) -> None:
        """Nothing to forget."""

    def storied(self, hops: Sequence[Hop], gone: Collection[int]) -> list[Hop]:
        if not self.broken:
            self.broken = True
            raise RuntimeError("nobody foresaw it")
        return list(hops)


def test_a_bug_is_logged_and_the_feed_goes_on(tmp_path: Path, recorder: Recorder) -> None:
    log = Log(tmp_path, "launcher", SystemClock(), console=False)
    feed = Feed(tmp_path, recorder, SystemClock(), log=log)
    feed.teller = breaking = Breaking()
    feed.open(SEATS, START_MS)

    written(tmp_path, [poll(0)])
    until(lambda: breaking.broken)
    written(tmp_path, [poll(1_000)])

    until(lambda: len(feed.hops()) >= 1)
    feed.close()
    log.close()
    assert "feed trouble" in (tmp_path / "launcher.jsonl").read_text(encoding="utf-8")
