"""A role at its seat: running means it answers, a fall has its last words, its public port is open only meanwhile."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest
import requests

from common import settings
from common.clock import SystemClock
from common.logs import Log
from launcher_app.network.ground import Ground
from launcher_app.network.seat import Seat
from launcher_app.watched import WORDS, Look, State, Watched, another_port
from tests.launcher_app.ports import listening
from tests.launcher_app.waiting import gone, ground, looks

PROVIDER = Seat(role="provider")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "logs", "test", SystemClock(), console=False)
    yield made
    made.close()


@pytest.fixture
def base(tmp_path: Path, log: Log) -> Ground:
    return ground(tmp_path, log)


@pytest.fixture
def provider(base: Ground) -> Iterator[Watched]:
    made = Watched(PROVIDER, base)
    yield made
    made.close()


def health(url: str) -> int:
    return requests.get(url + "/health", timeout=5).status_code


def test_a_role_is_running_only_after_it_answered_and_its_public_port_is_open_only_then(provider: Watched) -> None:
    assert provider.look().state is State.STOPPED

    provider.start()
    assert provider.look().state is State.STARTING
    with pytest.raises(requests.ConnectionError, match="refused"):
        health(provider.public_url)
    running = looks(provider, lambda look: look.state is not State.STARTING)
    provider.start()

    assert running.state is State.RUNNING
    assert provider.look() == running, "a second start of what runs does nothing"
    assert running.recorded
    assert health(running.public_url) == health(running.url) == 200
    assert running.public_url != running.url
    provider.stop()
    assert provider.look().state is State.STOPPED
    assert not psutil.pid_exists(running.process_id)
    with pytest.raises(requests.ConnectionError, match="refused"):
        health(running.public_url)


def test_a_killed_role_has_fallen_and_starts_again_at_the_same_address(provider: Watched) -> None:
    provider.start()
    running = looks(provider, lambda look: look.answers)
    psutil.Process(running.process_id).kill()

    fallen = looks(provider, lambda look: look.state not in (State.RUNNING, State.SILENT))
    with pytest.raises(requests.ConnectionError, match="refused"):
        health(running.public_url)
    provider.start()
    again = looks(provider, lambda look: look.answers)
    provider.kill()

    assert fallen.state is provider.look().state is State.FELL
    assert gone({again.process_id})
    assert fallen.code
    assert again.process_id != running.process_id
    assert again.public_url == running.public_url


def test_a_dead_roles_number_that_another_process_has_now_is_in_nobodys_way(provider: Watched, tmp_path: Path) -> None:
    folder = tmp_path / "provider" / "default"
    folder.mkdir(parents=True)
    said = settings.Ready("provider", "default", "http://127.0.0.1:9", os.getpid())
    (folder / "ready.json").write_bytes(msgspec.json.encode(said))
    before = provider.look()

    provider.start()

    assert before.state is State.STOPPED
    assert looks(provider, lambda look: look.answers).process_id != os.getpid()


def test_a_busy_public_port_is_told_with_who_has_it_and_another_one_is_taken(provider: Watched) -> None:
    with listening() as port:
        provider.start(port)
        fallen = provider.look()
        taken = another_port(port)
        provider.start(taken)
        running = looks(provider, lambda look: look.answers)

    assert (fallen.state, fallen.port) == (State.FELL, port)
    assert fallen.holder.startswith(f"PID {os.getpid()}, ")
    assert fallen.process_id == 0
    assert (taken - port) % 10 == 0
    assert running.public_url == f"http://127.0.0.1:{taken}"
    assert provider.port == taken


def test_a_terminal_whom_nobody_calls_answers_at_a_port_of_its_own(base: Ground) -> None:
    terminal = Watched(Seat(role="terminal"), base)
    with listening() as port:
        terminal.start(port)
        fallen = looks(terminal, lambda look: look.state is State.FELL)

        terminal.start(another_port(port))
        running = looks(terminal, lambda look: look.answers)
        terminal.close()

    assert fallen.port == port
    assert fallen.holder.startswith(f"PID {os.getpid()}, ")
    assert any(str(port) in line for line in fallen.last)
    assert running.url == running.public_url == terminal.public_url
    assert not running.recorded


def test_a_role_that_somebody_else_started_is_shown_and_left_alone(provider: Watched, tmp_path: Path, log: Log) -> None:
    provider.start()
    running = looks(provider, lambda look: look.answers)
    other = Watched(PROVIDER, ground(tmp_path, log))

    other.start()
    seen = other.look()
    shown = other.ask("show-provider")
    other.close()

    assert seen.state is State.ELSEWHERE
    assert (seen.url, seen.process_id) == (running.url, running.process_id)
    assert not seen.recorded
    assert shown["url"] == running.public_url
    assert provider.look().state is State.RUNNING


def test_every_state_has_its_words_in_both_languages() -> None:
    assert set(WORDS) == set(State)
    assert all(words.ru != words.en for words in WORDS.values())


def test_a_look_knows_its_role() -> None:
    assert Look("provider-2", State.STOPPED).role == "provider"
