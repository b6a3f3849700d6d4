"""A student's program at a seat: reached through the public port, ended with all that it has started."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import requests

from common.clock import SystemClock
from common.errors import Broken
from common.logs import Log
from launcher_app import watched
from launcher_app.network import student
from launcher_app.network.ground import Ground
from launcher_app.network.seat import Player, Seat
from launcher_app.watched import State, Watched
from tests.launcher_app.waiting import gone, ground, looks, until

RIGHT = ("{python}", "-m", "tests.strangers.right_provider", "--ready-file", "{ready}")
SILENT = ("{python}", "-c", "import sys; print('I think'); sys.stdout.flush(); sys.stdin.read()")
ENDS = ("{python}", "-c", "print('no such table'); raise SystemExit(3)")
SHUTS = """
import http.server, json, pathlib, sys, time
ready, folder = map(pathlib.Path, sys.argv[1:])
server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
server.timeout = 0.05
ready.write_text(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}))
while not (folder / "shut").exists():
    server.handle_request()
server.server_close()
sys.stdin.read()
"""
LEAVES = """
import pathlib, subprocess, sys
another = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(another.pid), encoding="ascii")
"""
NOWHERE = "http://127.0.0.1:9"
LOGIN = ("centre", "a long password")
ASK = {"payment_id": "01890a5d-ac96-774b-bcce-b302099a8057", "account": "9161234567"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "logs", "test", SystemClock(), console=False)
    yield made
    made.close()


@pytest.fixture
def base(tmp_path: Path, log: Log) -> Ground:
    return ground(tmp_path, log)


@pytest.fixture
def sit(base: Ground) -> Iterator[Callable[..., Watched]]:
    sitting: list[Watched] = []

    def made(*words: str, url: str = NOWHERE, network: str = "default") -> Watched:
        player = Player.COMMAND if words else Player.ADDRESS
        seat = Seat(role="provider", network=network, player=player, words=words, url=url)
        sitting.append(Watched(seat, base))
        return sitting[-1]

    yield made
    for one in sitting:
        one.close()


def asked(url: str) -> int:
    return requests.post(url + "/v1/check", json=ASK, auth=LOGIN, timeout=5).status_code


def test_a_program_started_by_its_command_is_reached_and_recorded_through_the_public_port(
    sit: Callable[..., Watched], base: Ground
) -> None:
    provider = sit(*RIGHT)

    provider.start()
    running = looks(provider, lambda look: look.answers)
    status = asked(running.public_url)
    family = {one.pid for one in psutil.Process(running.process_id).children(recursive=True)}
    provider.stop()

    (one,) = base.recorder.since(0)
    assert (status, one.status, one.sender, one.receiver) == (200, 200, "processing", "provider")
    assert running.recorded
    assert running.url != running.public_url
    assert provider.look().state is State.STOPPED
    assert family
    assert gone({running.process_id, *family})
    with pytest.raises(requests.ConnectionError, match="refused"):
        asked(running.public_url)


def test_a_power_cut_is_a_fall_of_it_and_of_what_it_has_started(sit: Callable[..., Watched], tmp_path: Path) -> None:
    told = tmp_path / "pids"
    provider = sit("{python}", "-m", "tests.launcher_app.stubborn", str(told))
    provider.start()
    until(lambda: told.exists() and told.read_text(encoding="ascii"), "it runs")

    provider.kill()

    assert gone({int(one) for one in told.read_text(encoding="ascii").split()})
    assert provider.look().state is State.FELL


def test_one_that_works_but_listens_no_more_is_silent_and_who_calls_is_refused(
    sit: Callable[..., Watched], tmp_path: Path
) -> None:
    provider = sit("{python}", "-c", SHUTS, "{ready}", "{folder}")
    provider.start()
    running = looks(provider, lambda look: look.answers)
    (tmp_path / "launcher" / "programs" / "provider-default" / "shut").touch()

    silent = looks(provider, lambda look: not look.answers)

    assert silent.state is State.SILENT
    assert not silent.recorded
    with pytest.raises(requests.ConnectionError, match="refused"):
        asked(running.public_url)


def test_who_is_about_to_start_it_when_its_seat_is_let_go_comes_too_late(sit: Callable[..., Watched]) -> None:
    leaving = sit()
    leaving.close()

    leaving.start()

    assert leaving.look().state is State.STOPPED
    assert leaving.proxy is None


def test_it_has_no_doors_for_our_operator(sit: Callable[..., Watched]) -> None:
    with pytest.raises(Broken, match="not_started"):
        sit(*RIGHT).ask("show-provider")


def test_one_that_never_answers_is_said_to_be_silent_with_its_last_words(
    sit: Callable[..., Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = sit(*SILENT)
    provider.start()
    starting = provider.look()

    monkeypatch.setattr(watched, "LATE_SECONDS", -1.0)
    silent = looks(provider, lambda look: bool(look.last))
    provider.stop()

    assert starting.state is State.STARTING
    assert silent.state is State.SILENT
    assert silent.last == ("I think",)
    assert gone({silent.process_id})


def test_one_that_does_not_listen_to_the_order_to_end_is_ended_with_what_it_has_started(
    sit: Callable[..., Watched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(student, "POLITE_SECONDS", 0.3)
    told = tmp_path / "pids"
    provider = sit("{python}", "-m", "tests.launcher_app.stubborn", str(told))
    provider.start()
    until(lambda: told.exists() and told.read_text(encoding="ascii"), "it runs")

    provider.stop()

    assert gone({int(one) for one in told.read_text(encoding="ascii").split()})
    assert provider.look().state is State.STOPPED


@pytest.mark.parametrize(
    ("words", "code", "said"), [(ENDS, 3, "no such table"), (("no-such-program",), 127, "no-such")]
)
def test_one_that_ends_by_itself_has_fallen_with_its_last_words(
    sit: Callable[..., Watched], words: tuple[str, ...], code: int, said: str
) -> None:
    provider = sit(*words)
    provider.start()

    fallen = looks(provider, lambda look: look.state is State.FELL)

    assert fallen.code == code
    assert said in fallen.last[-1]


def test_what_one_that_ends_by_itself_has_started_does_not_stay_behind(
    sit: Callable[..., Watched], tmp_path: Path
) -> None:
    told = tmp_path / "pid"
    provider = sit("{python}", "-c", LEAVES, str(told))

    provider.start()
    looks(provider, lambda look: look.state is State.FELL)

    assert gone({int(told.read_text(encoding="ascii"))})


def test_one_that_runs_elsewhere_is_reached_while_its_seat_is_taken_and_runs_on(
    sit: Callable[..., Watched], base: Ground
) -> None:
    theirs = sit(*RIGHT)
    theirs.start()
    url = looks(theirs, lambda look: look.answers).url
    provider = sit(url=url, network="other")

    provider.start()
    running = looks(provider, lambda look: look.answers)
    status = asked(running.public_url)
    provider.stop()

    assert (status, running.process_id) == (200, 0)
    assert asked(url) == 200
    with pytest.raises(requests.ConnectionError, match="refused"):
        asked(running.public_url)


def test_one_that_answers_at_the_public_port_itself_is_reached_but_not_recorded(sit: Callable[..., Watched]) -> None:
    theirs = sit(*RIGHT)
    theirs.start()
    url = looks(theirs, lambda look: look.answers).url
    provider = sit(url=url, network="other")

    provider.start(int(url.rpartition(":")[2]))
    running = looks(provider, lambda look: look.answers)

    assert running.state is State.RUNNING
    assert not running.recorded
