"""A role in the launcher's list: running means it answers, a fall has its last words, nothing is left behind."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from common.clock import SystemClock
from common.logs import Log
from launcher_app.watched import WORDS, Look, State, Watched, another_port
from tests.launcher_app.ports import listening

SECONDS = 30.0


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "logs", "test", SystemClock(), console=False)
    yield made
    made.close()


@pytest.fixture
def provider(tmp_path: Path, log: Log) -> Iterator[Watched]:
    made = Watched("provider", "default", tmp_path, log, SystemClock(), windows=False, port=0)
    yield made
    made.close()


def until(watched: Watched, wanted: Callable[[Look], bool]) -> Look:
    clock = SystemClock()
    deadline = clock.monotonic() + SECONDS
    while not wanted(look := watched.look()):
        assert clock.monotonic() < deadline, look
        clock.sleep(0.05)
    return look


def test_a_role_is_running_only_after_it_answered_and_stopped_after_its_process_is_gone(provider: Watched) -> None:
    assert provider.look().state is State.STOPPED

    provider.start()
    assert provider.look().state is State.STARTING
    running = until(provider, lambda look: look.state is not State.STARTING)

    assert running.state is State.RUNNING
    assert running.url.startswith("http://127.0.0.1:")
    provider.stop()
    assert provider.look().state is State.STOPPED
    assert not psutil.pid_exists(running.process_id)


def test_a_second_start_of_a_running_role_does_nothing(provider: Watched) -> None:
    provider.start()
    running = until(provider, lambda look: look.answers)

    provider.start()

    assert until(provider, lambda look: look.answers) == running


def test_a_killed_role_has_fallen_and_starts_again(provider: Watched) -> None:
    provider.start()
    running = until(provider, lambda look: look.answers)
    psutil.Process(running.process_id).kill()

    fallen = until(provider, lambda look: look.state is not State.RUNNING and look.state is not State.SILENT)
    provider.start()

    assert fallen.state is State.FELL
    assert fallen.code
    assert fallen.last
    assert until(provider, lambda look: look.answers).process_id != running.process_id


def test_a_busy_port_is_told_with_its_number_and_who_has_it(tmp_path: Path, log: Log) -> None:
    with listening() as port:
        provider = Watched("provider", "default", tmp_path, log, SystemClock(), windows=False, port=port)

        provider.start()
        fallen = until(provider, lambda look: look.state is not State.STARTING)
        provider.close()

    assert fallen.state is State.FELL
    assert fallen.port == port
    assert fallen.holder.startswith(f"PID {os.getpid()}, ")
    assert any(str(port) in line for line in fallen.last)


def test_a_role_whose_port_is_busy_takes_another_one(tmp_path: Path, log: Log) -> None:
    with listening() as port:
        provider = Watched("provider", "default", tmp_path, log, SystemClock(), windows=False, port=port)
        provider.start()
        fallen = until(provider, lambda look: look.state is State.FELL)

        provider.start(another_port(fallen.port))
        running = until(provider, lambda look: look.answers)
        provider.close()

    assert running.url == f"http://127.0.0.1:{port + 10}"


def test_a_role_that_somebody_else_started_is_shown_and_left_alone(provider: Watched, tmp_path: Path, log: Log) -> None:
    provider.start()
    running = until(provider, lambda look: look.answers)
    other = Watched("provider", "default", tmp_path, log, SystemClock(), windows=False)

    other.start()
    seen = other.look()
    other.close()

    assert seen.state is State.ELSEWHERE
    assert (seen.url, seen.process_id) == (running.url, running.process_id)
    assert provider.look().state is State.RUNNING


def test_every_state_has_its_words_in_both_languages() -> None:
    assert set(WORDS) == set(State)
    assert all(words.ru != words.en for words in WORDS.values())
