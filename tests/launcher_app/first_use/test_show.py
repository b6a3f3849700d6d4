"""The show with real roles: nine scenes, repeated without a second contract, interrupted with what was done kept."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from common.clock import moment
from launcher_app.first_use.checklist import KEPT, Checklist
from launcher_app.first_use.scenes import SCENES
from launcher_app.first_use.show import NETWORK, Show, ShowState
from launcher_app.first_use.steps import STEPS
from launcher_app.session import Session
from tests.launcher_app.quick import QuickLauncher
from tests.launcher_app.waiting import until

SECONDS = 40.0
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QuickLauncher]:
    with QuickLauncher(tmp_path_factory.mktemp("show")) as running:
        yield running


@pytest.fixture(scope="module")
def shown(quick: QuickLauncher) -> Show:
    """The show, played to its end once."""
    show = Show(quick.launcher, pace=0)
    played(show)
    return show


def played(show: Show) -> None:
    show.begin()
    until(lambda: not show.playing, lambda: show.told, seconds=SECONDS)


def test_the_show_ends_with_one_payment_credited_and_one_call_and_leaves_the_network_running(
    quick: QuickLauncher, shown: Show
) -> None:
    (payment,) = quick.ask("processing", "payments", text=shown.code)["payments"]

    assert shown.state is ShowState.DONE, shown.last
    assert [one.number for one in shown.told] == list(range(1, len(SCENES) + 1))
    assert all(one.result.ru and one.result.en for one in shown.told)
    assert (payment["shown"], payment["inserted"], payment["code"]) == ("credited", 50_000, shown.code)
    assert quick.ask("provider", "totals")["used"] > 0
    assert quick.launcher.network == NETWORK
    assert quick.launcher.board.running == 4


def test_shown_again_nothing_is_signed_twice_and_one_more_payment_is_made(quick: QuickLauncher, shown: Show) -> None:
    show, before = Show(quick.launcher, pace=0), len(quick.ask("processing", "payments")["payments"])

    played(show)

    assert show.state is ShowState.DONE, show.last
    assert quick.ask("provider", "subscribers")["count"] == 1
    assert len(quick.ask("processing", "agents")["agents"]) == 1
    assert len(quick.ask("processing", "payments")["payments"]) == before + 1


def test_after_the_show_the_checklist_lacks_the_reconciliation_only_and_is_remembered(
    quick: QuickLauncher, shown: Show
) -> None:
    checklist, session = Checklist(quick.launcher), quick.launcher.session

    first = checklist.look()
    now = moment(quick.clock.now_ms())
    quick.ask("processing", "reconcile", since=(now - HOUR).isoformat(), until=(now + HOUR).isoformat())
    second = checklist.look()

    names = {step.name for step in STEPS}
    assert names - first == {"reconcile"}
    assert second == names
    assert checklist.all_done
    assert Session(session.path).recall(KEPT) == sorted(names)


def test_paused_it_stands_still_and_interrupted_it_keeps_what_was_done(quick: QuickLauncher) -> None:
    show = Show(quick.launcher, pace=10)
    show.begin()
    until(lambda: bool(show.told) and bool(show.told[0].result.ru), lambda: show.told, seconds=SECONDS)

    show.pause(on=True)
    stood = show.told
    show.interrupt()
    until(lambda: not show.playing, lambda: show.state, seconds=SECONDS)

    assert show.told == stood
    assert show.state is ShowState.INTERRUPTED
    assert quick.launcher.board.running == 4


def test_a_role_that_goes_in_the_middle_is_told_and_nothing_hangs(quick: QuickLauncher) -> None:
    show = Show(quick.launcher, pace=0)
    show.begin()
    show.pause(on=True)
    until(lambda: bool(show.told) and bool(show.told[0].result.ru), lambda: show.told, seconds=SECONDS)
    quick.launcher.board.stop("provider")

    show.pause(on=False)
    until(lambda: not show.playing, lambda: show.told, seconds=SECONDS)

    assert show.state is ShowState.FAILED
    assert show.last.ru
