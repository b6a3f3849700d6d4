"""A credit sent again to our own roles: the same answer, the money moved once, another sum refused."""

from collections.abc import Iterator

import msgspec
import pytest

from common.clock import SystemClock
from common.logs import Log
from launcher_app import replaying
from launcher_app.feed.hop import Hop
from launcher_app.first_use.show import Show, ShowState
from launcher_app.launcher import Launcher
from launcher_app.replaying import Meaning
from tests.launcher_app.waiting import until

pytestmark = pytest.mark.long
PATIENCE_SECONDS = 90.0


@pytest.fixture(scope="module")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    """The network of the show, after its one payment."""
    folder, clock = tmp_path_factory.mktemp("show"), SystemClock()
    log = Log(folder / "own", "launcher", clock, console=False)
    made = Launcher(folder, log, clock, windows=False, any_port=True)
    show = Show(made, pace=0)
    try:
        made.open("show")
        show.begin()
        until(lambda: show.state in (ShowState.DONE, ShowState.FAILED), lambda: show.told, seconds=PATIENCE_SECONDS)
        assert show.state is ShowState.DONE, show.last.en
        yield made
    finally:
        show.close()
        made.close()
        log.close()


def test_a_credit_sent_again_moves_the_money_once(launcher: Launcher) -> None:
    credit, before = hop(launcher, "/v1/credit"), balance(launcher)

    same = replaying.send(launcher, credit, replaying.editable(credit))
    other = replaying.send(launcher, credit, replaying.editable(credit).replace('"amount": ', '"amount": 1'))

    assert (same.status, same.meaning) == (200, Meaning.SAME_ANSWER)
    assert (other.status, other.meaning) == (409, Meaning.REUSED)
    assert balance(launcher) == before


def test_the_copies_are_in_the_payments_story_as_sent_by_hand(launcher: Launcher) -> None:
    credit = hop(launcher, "/v1/credit")

    sent = replaying.send(launcher, credit, replaying.editable(credit))

    until(lambda: any(one.span == sent.span for one in launcher.feed.hops()))
    copy = next(one for one in launcher.feed.hops() if one.span == sent.span)
    assert copy.by_hand
    assert copy.story == credit.story


def hop(launcher: Launcher, path: str) -> Hop:
    until(lambda: any(one.path == path and one.ended for one in launcher.feed.hops()))
    return next(one for one in launcher.feed.hops() if one.path == path)


def balance(launcher: Launcher) -> int:
    """What the provider says the subscriber has."""
    asked = hop(launcher, "/v1/subscriber")
    told: dict[str, int] = msgspec.json.decode(replaying.send(launcher, asked, replaying.editable(asked)).reply)
    return told["balance"]
