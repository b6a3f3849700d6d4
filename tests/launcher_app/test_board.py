"""The board of an open network: real roles behind public ports, seats that come and go, ports that are measured."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from common import settings, spawn
from common.clock import SystemClock
from common.errors import Broken, Rejected
from common.http_server import bind
from common.logs import Log
from launcher_app.instance import Instance
from launcher_app.launcher import Launcher, four
from launcher_app.network.seat import ORDER, Player, Seat
from launcher_app.watched import State
from tests.launcher_app.ports import listening
from tests.launcher_app.waiting import gone, until

SECOND = Seat(role="provider", number=2)


@pytest.fixture
def launcher(tmp_path: Path) -> Iterator[Launcher]:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "launcher", clock, console=False)
    made = Launcher(tmp_path, log, clock, windows=False, any_port=True)
    yield made
    made.close()
    log.close()


def port_of(launcher: Launcher, seat: str) -> int:
    return int(launcher.board.public_url(seat).rpartition(":")[2])


def test_a_whole_network_answers_is_seen_and_leaves_its_ports_free(launcher: Launcher) -> None:
    launcher.open("default")
    board = launcher.board

    board.start_all()
    until(lambda: board.running == len(ORDER), lambda: board.looks)
    provider = board.public_url("provider")
    said = board.ask("provider", "show-provider")
    board.ask("provider", "describe-provider", name_ru="Связь")
    card = board.ask(
        "provider",
        "sign-processing",
        name="Центр",
        fields=[{"name": "account", "label": {"ru": "Т", "en": "T"}, "regex": "\\d+", "example": "1"}],
    )
    asked = requests.post(provider + "/v1/check", json={}, timeout=5)
    seen = until(lambda: next((one for one in launcher.feed.hops() if one.ended), None), "the hop is in the feed")
    board.stop_all()
    until(lambda: board.ports_free, lambda: board.looks)

    assert said["url"] == card["url"] == provider
    assert (asked.status_code, seen.status) == (401, 401)
    assert (seen.sender, seen.receiver, seen.receiver_seat, seen.path) == (
        "processing",
        "provider",
        "provider",
        "/v1/check",
    )
    assert board.at_rest
    bind(port_of(launcher, "provider")).close()
    with pytest.raises(Broken, match="not_started"):
        board.ask("provider", "show-provider")


def test_ports_are_free_only_when_they_can_be_taken(launcher: Launcher) -> None:
    with listening() as port:
        seat = Seat(role="provider", player=Player.COMMAND, words=("x",), port=port)
        launcher.open("default", [seat])
        launcher.board.start("provider")
        fallen = until(lambda: launcher.board.looks["provider"].port, lambda: launcher.board.looks)
        measured = launcher.board.ports_free

    until(lambda: launcher.board.ports_free, "somebody else has let the port go")

    assert fallen == port
    assert not measured


def test_seats_come_and_go_and_are_kept(launcher: Launcher) -> None:
    launcher.open("default")
    board = launcher.board
    theirs = Seat(role="processing", player=Player.ADDRESS, url="http://127.0.0.1:9")

    board.add(SECOND)
    board.replace(theirs)
    board.remove("consumer")
    kept = launcher.session.seats
    launcher.open("another")
    launcher.open("default")

    assert [one.name for one in kept] == ["provider", "provider-2", "processing", "terminal"]
    assert launcher.session.seats == launcher.board.seats == kept
    assert kept[2] == theirs
    assert board.looks["provider-2"].state is State.STOPPED


def test_a_seat_is_not_given_twice_nor_taken_from_who_works_there(launcher: Launcher) -> None:
    launcher.open("default", [Seat(role="provider", player=Player.ADDRESS, url="http://127.0.0.1:9")])
    board = launcher.board
    board.start("provider")

    with pytest.raises(Rejected, match="already_exists"):
        board.add(Seat(role="provider"))
    with pytest.raises(Broken, match="seat_taken"):
        board.remove("provider")
    with pytest.raises(Broken, match="seat_taken"):
        board.replace(Seat(role="provider"))
    board.stop("provider")
    board.replace(Seat(role="provider"))

    assert board.seats == (Seat(role="provider"),)


def test_a_start_after_a_fall_is_seen_at_once(launcher: Launcher) -> None:
    words = (sys.executable, "-c", "import time; time.sleep(60)")
    launcher.open("default", [Seat(role="provider", player=Player.COMMAND, words=words)])
    board = launcher.board
    board.start("provider")
    board.kill("provider")
    until(lambda: board.looks["provider"].state is State.FELL, lambda: board.looks)

    board.start("provider")

    assert board.looks["provider"].state is not State.FELL


def test_without_a_decision_the_second_provider_is_found_ten_ports_further(tmp_path: Path) -> None:
    clock = SystemClock()
    log = Log(tmp_path / "logs", "launcher", clock, console=False)
    launcher = Launcher(tmp_path, log, clock, windows=False)

    launcher.open("lesson", [*four("lesson"), Seat(role="provider", network="lesson", number=2)])
    found = {one.name: launcher.board.public_url(one.name) for one in launcher.board.seats}
    profiles = [one.profile for one in launcher.board.seats]
    launcher.close()
    log.close()

    assert found["provider"] == "http://127.0.0.1:8101"
    assert found["provider-2"] == "http://127.0.0.1:8111"
    assert profiles == ["lesson", "lesson-2", "lesson", "lesson", "lesson"]


def test_networks_that_were_used_are_told_the_last_one_first(launcher: Launcher, tmp_path: Path) -> None:
    folder = tmp_path / "provider" / "shop"
    folder.mkdir(parents=True)
    (folder / "identity.json").write_text('{"uid":"u","port":8121}', encoding="ascii")
    os.utime(folder / "identity.json", (1_000_000_000, 1_000_000_000))
    launcher.open("default", [SECOND])
    launcher.clock.sleep(0.002)
    launcher.open("show")
    launcher.close_network()

    assert [one.name for one in launcher.summaries()] == ["show", "default", "shop"]
    assert launcher.summaries()[-1].opened_ms == 1_000_000_000_000
    assert launcher.network == ""
    assert launcher.board.seats == ()


@pytest.mark.parametrize("name", ["../x", "", "con", "a b"])
def test_a_network_has_a_name_that_a_folder_may_have(launcher: Launcher, name: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        launcher.open(name)


def test_changes_grow_over_the_opening_of_networks(launcher: Launcher) -> None:
    seen = [launcher.changes]

    for name in ("default", "show"):
        launcher.open(name)
        seen.append(launcher.changes)
    launcher.close_network()
    seen.append(launcher.changes)

    assert seen == sorted(set(seen))


def test_a_launcher_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    told, clock = tmp_path / "pids", SystemClock()
    log = Log(tmp_path / "test-logs", "test", clock, console=False)
    roles = [Instance(role, "default", tmp_path, log, clock) for role in ORDER]
    words = [sys.executable, "-m", "tests.launcher_app.left_behind", str(tmp_path), str(told)]
    launcher = spawn.process(words, folder=settings.ROOT, environment={**os.environ, "PYTHONUTF8": "1"})
    until(lambda: told.exists() and told.read_text(encoding="ascii"), "the student's program runs")
    until(lambda: all(one.said() for one in roles), "our roles run")
    ours = {ready.pid for one in roles if (ready := one.said()) is not None}
    theirs = {int(one) for one in told.read_text(encoding="ascii").split()}

    launcher.kill()
    launcher.wait()
    until(lambda: gone(ours | theirs), "all have ended")
    log.close()

    assert len(ours | theirs) == len(ORDER) + 2
    assert launcher.stdin is not None
    launcher.stdin.close()
