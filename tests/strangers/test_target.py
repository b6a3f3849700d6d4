"""A target is described in a file: whatever is wrong with it is said, and its program is started and stopped."""

from pathlib import Path

import pytest
import requests

from tests.protocol.running import running
from tests.protocol.target import load

START = "start = ['{python}', '-m', 'tests.strangers.right_provider', '--ready-file', '{ready}']"
SOUND = "role = 'provider'\nlogin = 'a'\npassword = 'b'\nknown = '1'\nunknown = '2'"


def target_file(folder: Path, text: str) -> Path:
    path = folder / "target.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("role = ", "target.toml"),
        (SOUND, "url or start"),
        (f"{SOUND}\nurl = 'http://127.0.0.1'\nsurprise = 1", "surprise"),
        (f"{SOUND}\nurl = 'http://127.0.0.1'\namount = 10.5", "amount"),
        (f"{SOUND}\nurl = 'http://127.0.0.1'\ndialect = 'morse'", "dialect"),
        ("role = 'provider'\nurl = 'http://127.0.0.1'", "login"),
    ],
    ids=["no-toml", "no-address", "an-unknown-key", "a-fraction", "an-unknown-dialect", "no-login"],
)
def test_a_file_that_describes_nobody_is_explained(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(pytest.UsageError, match=words):
        load(target_file(tmp_path, text))


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(pytest.UsageError, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml")


def test_the_program_runs_from_its_start_to_its_stop_command(tmp_path: Path) -> None:
    stopped = tmp_path / "stopped"
    script = tmp_path / "stop.py"
    script.write_text("import sys; open(sys.argv[1], 'wb').close()", encoding="utf-8")
    stop = f"stop = ['{{python}}', '{script.as_posix()}', '{stopped.as_posix()}']"
    target = load(target_file(tmp_path, f"{SOUND}\n{START}\n{stop}"))

    with running(target, tmp_path) as found:
        assert requests.get(found.url + "/nothing", timeout=5).status_code == 404
        assert not stopped.exists()

    assert stopped.exists()
    with pytest.raises(requests.ConnectionError):
        requests.get(found.url, timeout=5)


def test_a_program_that_ends_before_it_is_ready_is_not_waited_for(tmp_path: Path) -> None:
    target = load(target_file(tmp_path, f"{SOUND}\nstart = ['{{python}}', '-c', 'raise SystemExit(3)', '{{ready}}']"))

    with pytest.raises(AssertionError, match="exit 3"), running(target, tmp_path):
        raise AssertionError("it never ran")
