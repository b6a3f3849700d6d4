"""How a role starts, says that it answers, refuses what it cannot do, and ends."""

import json
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from common import command_line, settings
from common.clock import SystemClock
from common.settings import ROOT
from common.words import Words
from tests.common.processes import Commands, Running


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory.mktemp("data"), "--until-stdin-closes", "--profile", "мегафон-2") as running:
        yield running


def log_of(running: Running) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in (running.data / "logs").glob("*.jsonl"))


def test_it_is_ready_in_two_seconds_and_says_where_and_who_it_is(started: Running) -> None:
    said = started.said

    assert said["role"] == "provider"
    assert said["profile"] == "мегафон-2"
    assert said["pid"] == started.process.pid
    assert requests.get(said["url"] + "/health", timeout=5).json()["ready"] is True
    # The promise is 2 s on a quiet machine; this one also runs other tests.
    assert started.seconds < 8


def test_health_tells_the_same_identity_after_a_new_start(tmp_path: Path) -> None:
    uids = []
    for _ in range(2):
        with Running(tmp_path) as running:
            uids.append(requests.get(running.said["url"] + "/health", timeout=5).json()["uid"])

    assert uids[0] == uids[1]


def test_its_console_and_logs_hold_no_password(started: Running) -> None:
    (secret,) = (started.data / "provider" / "мегафон-2" / "secrets").glob("operator.secret")
    password = json.loads(secret.read_bytes())[1]

    assert len(password) >= 22
    assert password not in log_of(started)


def test_a_second_process_on_the_folder_refuses_and_names_the_first(started: Running) -> None:
    with Running(started.data, "--profile", "мегафон-2", ready=False) as second:
        code, words = second.end()

    assert code == 5
    assert f"PID {started.process.pid}" in words
    assert "использует другой экземпляр" in words
    assert "Traceback" not in words
    assert requests.get(
        json.loads((started.data / "provider" / "мегафон-2" / "ready.json").read_bytes())["url"] + "/health", timeout=5
    ).ok


def test_a_busy_port_refuses_with_its_owner_and_leaves_the_folder_free(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with Running(tmp_path, "--port", str(port), "--lang", "en", ready=False) as refused:
            code, words = refused.end()

    assert code == 5
    assert str(port) in words
    assert f"PID {os.getpid()}" in words
    assert "--port" in words
    assert "Traceback" not in words
    with Running(tmp_path) as running:
        assert running.said["url"]


def test_behind_a_public_address_it_answers_elsewhere_and_keeps_the_public_port(tmp_path: Path) -> None:
    with Running(tmp_path, "--public-url", "http://127.0.0.1:8109") as running:
        assert requests.get(running.said["url"] + "/health", timeout=5).ok

    identity = json.loads((tmp_path / "provider" / "default" / "identity.json").read_bytes())
    assert running.said["url"] != "http://127.0.0.1:8109"
    assert identity["port"] == 8109


ADDRESSES = [
    "127.0.0.1:8101",
    "http://127.0.0.1",
    "http://127.0.0.1:8101/",
    "ftp://127.0.0.1:8101",
    "http://:8101",
    "http://me:secret@127.0.0.1:8101",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_address_is_a_host_and_a_port(commands: Commands, address: str) -> None:
    assert commands("--public-url", address).code == 2


WRONG = (["--port", "65536"], ["--port", "-1"], ["--port", "many"], ["--lang", "fr"], ["nonsense"], ["--prof", "x"])


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_command_line_is_exit_2(commands: Commands, arguments: list[str]) -> None:
    done = commands(*arguments)

    assert done.code == 2
    assert "usage" in done.complained


@pytest.mark.parametrize(
    "profile", ["../x", "a/b", "..", ".", "a b", "a.b", "x" * 41, "con", "NUL", "a\\b", "~", "a\n"]
)
def test_a_profile_that_is_no_folder_of_ours_is_refused(commands: Commands, profile: str) -> None:
    done = commands("--profile", profile, "notes")

    assert done.code == 1
    assert "--profile" in done.complained
    assert not commands.data.exists()


def test_a_data_folder_that_cannot_be_made_is_told(commands: Commands) -> None:
    commands.data.write_text("in the way", encoding="utf-8")

    done = commands("notes")

    assert done.code == 5
    assert "нельзя писать" in done.complained


@pytest.mark.parametrize("name", ["secrets", "tiny.db"])
def test_a_folder_with_something_else_in_its_place_is_told(commands: Commands, name: str) -> None:
    folder = commands.data / "provider" / "default"
    folder.mkdir(parents=True)
    if name == "secrets":
        (folder / name).write_text("in the way", encoding="utf-8")
    else:
        (folder / name).mkdir()

    done = commands("notes")

    assert done.code in (3, 5)
    assert done.complained.strip()
    assert commands("notes").complained == done.complained


def test_a_ready_file_that_cannot_be_written_is_told_and_nothing_stays_behind(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere" / "ready.json")
    with Running(tmp_path, "--ready-file", nowhere, ready=False) as refused:
        code, words = refused.end()

    assert code == 5
    assert "нельзя писать" in words
    assert "Traceback" not in words
    assert not (tmp_path / "provider" / "default" / "ready.json").exists()


def test_a_damaged_identity_is_told_and_another_profiles_is_its_own_trouble(commands: Commands) -> None:
    folder = commands.data / "provider" / "broken"
    folder.mkdir(parents=True)
    (folder / "identity.json").write_bytes(b'{"uid":')

    done = commands("--profile", "broken", "notes")

    assert done.code == 5
    assert "identity.json" in done.complained
    assert commands("--profile", "fine", "notes").code == 0


def test_a_newer_database_stops_the_start_with_both_versions(commands: Commands) -> None:
    assert commands("notes").code == 0
    raw = sqlite3.connect(commands.data / "provider" / "default" / "tiny.db")
    raw.execute("PRAGMA user_version=9")
    raw.close()

    done = commands("--port", "0")

    assert done.code == 5
    assert "9 > 1" in done.complained


def test_the_order_to_stop_ends_it_with_0_and_removes_its_ready_files(tmp_path: Path) -> None:
    with Running(tmp_path) as running:
        own = tmp_path / "provider" / "default" / "ready.json"
        assert own.exists()

        running.terminate()
        code, words = running.end()

        assert code == 0
        assert "Traceback" not in words
        assert not running.ready_file.exists()
        assert not own.exists()
        assert '"stopping"' in log_of(running)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Ctrl+C for a process group of its own")
def test_ctrl_c_ends_it_with_0(tmp_path: Path) -> None:
    with Running(tmp_path) as running:
        running.process.send_signal(signal.SIGINT)

        assert running.end()[0] == 0


def test_the_end_of_its_parents_pipe_ends_it_with_0(tmp_path: Path) -> None:
    with Running(tmp_path, "--until-stdin-closes") as running:
        assert running.process.stdin is not None
        running.process.stdin.close()
        running.process.stdin = None

        assert running.end()[0] == 0


def test_the_order_to_stop_while_its_parents_pipe_is_open_ends_it_with_0(tmp_path: Path) -> None:
    """A thread that waits inside sys.stdin would make the interpreter's end a fatal error."""
    with Running(tmp_path, "--until-stdin-closes") as running:
        running.terminate()
        code = running.process.wait(10)
        output = running.process.stdout.read().decode("utf-8") if running.process.stdout else ""

    assert code == 0
    assert "Fatal" not in output


def test_without_being_asked_to_it_outlives_the_end_of_its_parents_pipe(tmp_path: Path) -> None:
    with Running(tmp_path) as running:
        assert running.process.stdin is not None
        running.process.stdin.close()
        running.process.stdin = None

        assert requests.get(running.said["url"] + "/health", timeout=5).ok


def test_a_call_that_never_ends_does_not_keep_it_alive(tmp_path: Path) -> None:
    with Running(tmp_path, TINY_LAST_SECONDS="1") as running:
        login = json.loads((tmp_path / "provider" / "default" / "secrets" / "operator.secret").read_bytes())
        with pytest.raises(requests.RequestException):
            requests.post(running.said["url"] + "/v1/operator/hang", json={}, auth=tuple(login), timeout=0.5)
        clock = SystemClock()
        began = clock.monotonic()
        running.terminate()

        assert running.end(12)[0] == 0
        assert clock.monotonic() - began < 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot kill without a trace")
def test_what_a_killed_process_left_behind_does_not_stop_the_next(tmp_path: Path, commands: Commands) -> None:
    with Running(tmp_path) as running:
        running.process.kill()
        running.process.wait(10)
        assert (tmp_path / "provider" / "default" / "ready.json").exists()

        commands.data = tmp_path
        assert commands("notes").code == 0
        with Running(tmp_path) as again:
            assert again.said["pid"] == again.process.pid


def test_profiles_get_ports_ten_apart_and_keep_them(tmp_path: Path) -> None:
    ports = []
    for profile in ("default", "second", "third", "second"):
        chosen = settings.Settings("provider", profile, None, tmp_path, tmp_path / "logs", None, "ru", False)
        chosen.folder.mkdir(parents=True, exist_ok=True)
        ports.append(settings.identity(chosen, "uid").port)

    assert ports == [8101, 8111, 8121, 8111]


def test_data_and_logs_are_in_the_projects_folder_unless_told_otherwise() -> None:
    given = command_line.parse("provider", (), [])

    chosen = settings.chosen("provider", given, serves=True)

    assert (chosen.folder, chosen.logs) == (ROOT / "data" / "provider" / "default", ROOT / "logs")
    assert chosen.log_name == "provider-default"


OWN = (
    settings.Option("--engine", Words("чем рисовать", "what draws"), choices=("one", "two")),
    settings.Option("--whole", Words("во весь экран", "the whole screen"), takes_value=False),
)


def test_a_role_has_options_of_its_own() -> None:
    given = command_line.parse("terminal", (), ["--engine", "two", "--whole", "--profile", "second"], OWN)

    chosen = settings.chosen("terminal", given, serves=True)

    assert chosen.own == {"engine": "two", "whole": "--whole"}
    assert chosen.profile == "second"


def test_options_that_were_not_given_are_not_there() -> None:
    assert settings.chosen("terminal", command_line.parse("terminal", (), [], OWN), serves=True).own == {}


@pytest.mark.parametrize("words", [["--engine", "three"], ["--engine"], ["--whole", "yes"]])
def test_a_wrong_value_of_a_roles_own_option_is_a_wrong_command_line(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.parse("terminal", (), words, OWN)


def test_another_role_does_not_know_them() -> None:
    with pytest.raises(SystemExit):
        command_line.parse("provider", (), ["--whole"])
