"""Finding among the stories: by code, words of bodies, arrow, outcome, star, note; quick with 50 000 hops."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from common import ids
from common.clock import SystemClock
from launcher_app.feed.feed import Feed
from launcher_app.feed.hop import Arrow, Hop, Outcome
from launcher_app.proxy.recorder import Recorder
from launcher_app.session import Session
from launcher_app.stories.query import Query
from launcher_app.stories.stories import Stories
from tests.launcher_app.feed.said import START_MS, payment, poll
from tests.launcher_app.feed.test_joining import joined
from tests.launcher_app.stories.conftest import PAYMENT, Told

CODE = ids.payment_code(PAYMENT)
MANY = 50_000
SECONDS = 0.3
NOISE = 4
"""So many times as long may it take beside other tests on two cores."""


@pytest.fixture
def two(told: Told) -> list[str]:
    """A payment that went well, one whose credit was refused, and polls; the keys of the two."""
    other = payment(60_000, account="86787600", payment_id="01a2221d-742c-7a7f-985c-f4c786832538")
    other[3].status = 422
    told([*payment(payment_id=PAYMENT), poll(30_000), *other[:4]])
    return [CODE, ids.payment_code("01a2221d-742c-7a7f-985c-f4c786832538")]


def found(stories: Stories, query: Query) -> list[str]:
    return [story.key for story in stories.find(query)]


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        CODE[:6],
        CODE[:4] + CODE[5],
        PAYMENT,
        PAYMENT[:20],
        str(ids.number(START_MS, lambda _: 0))[:9],
        "9123456789",
        "+7 912 345-67-89",
        "notify",
        "новость",
        "ИВАНОВ",
    ],
)
def test_a_payment_is_found_by_whatever_a_person_knows_of_it(two: list[str], stories: Stories, text: str) -> None:
    assert two[0] in found(stories, Query(text=text))


def test_all_the_words_must_be_there(two: list[str], stories: Stories) -> None:
    assert found(stories, Query(text="зачисление 86787600")) == [two[1]]
    assert found(stories, Query(text="зачисление 00000000")) == []


def test_polls_are_there_when_they_are_asked_for(two: list[str], stories: Stories) -> None:
    assert found(stories, Query()) == two
    assert found(stories, Query(hide_polls=False)) == [two[0], "polls 1", two[1]]
    assert found(stories, Query(text="deposit", hide_polls=False)) == ["polls 1"]


def test_arrows_and_outcomes_are_those_of_one_hop(two: list[str], stories: Stories) -> None:
    to_consumer, to_provider = Arrow("provider", "consumer"), Arrow("processing", "provider")
    refused = frozenset({Outcome.REFUSED})

    assert found(stories, Query(arrows=frozenset({to_consumer}))) == two[:1]
    assert found(stories, Query(outcomes=refused)) == two[1:]
    assert found(stories, Query(arrows=frozenset({to_provider}), outcomes=refused)) == two[1:]
    assert found(stories, Query(arrows=frozenset({to_consumer}), outcomes=refused)) == []


def test_stars_and_notes_are_found(two: list[str], feed: Feed, tmp_path: Path) -> None:
    session = Session(tmp_path / "session.json")
    stories = Stories(feed, lambda: session)
    stories.storied(list(feed.hops()), [])
    spans = {hop.story: hop.span for hop in feed.hops()}

    session.star(two[1], spans[two[1]])
    session.set_note(two[0], "спросить у Пети", spans[two[0]])

    assert found(stories, Query(only_starred=True)) == two[1:]
    assert found(stories, Query(text="пети")) == two[:1]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Stories:
    """50 000 hops: payments of five and a poll after each."""
    stories = Stories(Feed(tmp_path_factory.mktemp("many"), Recorder(SystemClock()), SystemClock()))
    pattern = joined(*(one.client() for one in (*payment(payment_id=PAYMENT), poll(1_000))))
    batch: list[Hop] = []
    for number in range(1, MANY + 1):
        payment_number, place = divmod(number - 1, len(pattern))
        batch.append(_another(pattern[place], number, payment_number))
        if len(batch) == 500:
            stories.storied(batch, [])
            batch = []
    return stories


def _another(hop: Hop, number: int, payment_number: int) -> Hop:
    payment_id = f"{PAYMENT[:-10]}{payment_number:010x}"
    trace = ids.payment_code(payment_id) if hop.trace == CODE else f"{number:x}"
    return replace(
        hop,
        number=number,
        at_ms=hop.at_ms + 2_000 * payment_number,
        trace=trace,
        span=f"{number:012x}",
        request=hop.request.replace(PAYMENT, payment_id),
        reply=hop.reply.replace(PAYMENT, payment_id),
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query(), 8_334),
        (Query(text=ids.payment_code(f"{PAYMENT[:-10]}{4_000:010x}")), 1),
        (Query(text="нет такого слова нигде"), 0),
        (Query(text="иванов", hide_polls=False), 8_334),
        (Query(text="credit", arrows=frozenset({Arrow("processing", "provider")})), 8_333),
        (Query(outcomes=frozenset({Outcome.LOST})), 0),
    ],
    ids=["all", "code", "nothing", "body", "arrow", "outcome"],
)
def test_among_50_000_hops_any_filter_is_quick(many: Stories, query: Query, count: int) -> None:
    clock = SystemClock()
    began = clock.monotonic()

    stories = many.find(query)

    assert len(stories) == count
    assert clock.monotonic() - began < NOISE * SECONDS
