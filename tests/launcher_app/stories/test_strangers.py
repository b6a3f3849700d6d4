"""Whatever a stranger's program says, its hops are shown and its stories told; the feed never stops for it."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.clock import SystemClock
from launcher_app.feed.doors import DOORS
from launcher_app.feed.feed import Feed
from launcher_app.network.seat import Seat
from launcher_app.proxy import Recorder, Reply, Request
from launcher_app.stories.query import Query
from launcher_app.stories.stories import Stories
from tests.launcher_app.feed.said import SEATS

NAMES = ("payment_id", "number", "amount", "payments", "providers", "status", "kind", "use_id", "account", "currency")
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(NAMES), part, max_size=4),
    max_leaves=8,
)
JSON = st.dictionaries(st.sampled_from(NAMES), VALUE, max_size=5)
BODY = (
    st.binary()
    | st.builds(lambda value: json.dumps(value).encode(), st.one_of(JSON, VALUE))
    | st.text().map(str.encode)
)
FORM = st.sampled_from(
    (
        b"command=pay&txn_id=1&sum=1e5",
        b"command=&&sum=%ff%00",
        b'{"payment_id":' + b"9" * 5_000 + b"}",
        b"command=pay&txn_id=" + b"9" * 5_000,
    )
)
PATHS = st.sampled_from([path for _, path in DOORS]) | st.text(st.characters(codec="latin-1"), max_size=20).map(
    "/".__add__
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(("X-Trace-Id", "X-Span-Id", "X-Attempt", "Idempotency-Key", "Authorization")),
        st.text(st.characters(codec="latin-1"), max_size=70),
    ),
    max_size=4,
)
REPLY = st.none() | st.builds(lambda status, body: Reply(status, (), body), st.integers(100, 999), BODY)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(said=st.lists(st.tuples(st.sampled_from(SEATS[:2] + SEATS[3:]), PATHS, HEADERS, BODY | FORM, REPLY), max_size=6))
def test_anything_at_all_may_be_said(
    tmp_path: Path, said: list[tuple[Seat, str, list[tuple[str, str]], bytes, Reply]]
) -> None:
    recorder = Recorder(SystemClock())
    feed = Feed(tmp_path, recorder, SystemClock())
    stories = Stories(feed)
    feed.open(SEATS, 0)
    for seat, path, headers, body, reply in said:
        request = Request("POST", path, tuple(headers), body)
        begun = recorder.begin("processing", seat.name, request)
        recorder.add(begun, request, reply, "", "")
    feed.look()
    feed.close()

    assert {hop.story for hop in feed.hops()} == {story.key for story in stories.all()}
    assert all(hop.ended for hop in feed.hops())
    assert len(stories.find(Query(hide_polls=False))) == len(stories.all())
