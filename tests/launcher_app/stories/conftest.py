"""A feed that hears what a test says, and the stories over it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from common.clock import SystemClock
from common.exchange import Exchange as Line
from launcher_app.feed.feed import Feed
from launcher_app.proxy.recorder import Exchange, Recorder
from launcher_app.stories.stories import Stories
from launcher_app.stories.story import Story
from tests.launcher_app.feed.said import SEATS, Question, append

PAYMENT = "01a2221d-6942-7e6f-8655-e3b8a868fa3f"
Said = Question | Line | Exchange
Told = Callable[[Sequence[Said]], Sequence[Story]]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(SystemClock())


@pytest.fixture
def feed(tmp_path: Path, recorder: Recorder) -> Iterator[Feed]:
    made = Feed(tmp_path, recorder, SystemClock())
    made.open(SEATS, 0)
    yield made
    made.close()


@pytest.fixture
def stories(feed: Feed) -> Stories:
    return Stories(feed)


@pytest.fixture
def told(tmp_path: Path, feed: Feed, recorder: Recorder, stories: Stories) -> Told:
    """Say it, one after another, and look; of a question both sides' lines are written."""
    by_role = {seat.role: seat for seat in SEATS}

    def say(said: Sequence[Said]) -> Sequence[Story]:
        for one in said:
            if isinstance(one, Exchange):
                assert recorder.told is not None
                recorder.told(one)
            elif isinstance(one, Question):
                append(tmp_path, by_role[one.sender], [one.client()])
                append(tmp_path, by_role[one.receiver], [one.server()])
            else:
                role = (one.sender if one.side == "client" else one.receiver).partition(":")[0]
                append(tmp_path, by_role[role], [one])
            feed.look()
        return stories.all()

    return say
