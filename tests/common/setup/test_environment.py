"""The environment: made once, mended when broken, explained when it cannot be; and the hand-over to a command in it."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import run_all
from common.setup import debian, environment
from common.setup.console import CannotSetUp
from common.setup.install import explained
from common.setup.places import PROJECT, python
from common.setup.stamp import Stamp
from tests.common.setup.child import child

ENSURE = "import sys; from pathlib import Path; from common.setup.environment import ensure"
ENSURE += "; ensure(['requirements.txt'], Path(sys.argv[1]))"
HANDOVER = "import sys; from pathlib import Path; from common.setup.environment import handover"
HANDOVER += "; sys.exit(handover('probe', ['--word'], Path(sys.argv[1])))"


def test_two_set_ups_at_once_make_one_environment_and_a_broken_one_is_mended(tmp_path: Path) -> None:
    wheel(tmp_path, "thing")
    (tmp_path / "requirements.txt").write_text(f"{tmp_path.as_posix()}/thing-1-py3-none-any.whl\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/left by a killed set-up").write_text("", encoding="utf-8")

    both = [child(ENSURE, tmp_path) for _ in range(2)]
    told = [one.communicate()[1].decode("utf-8") for one in both]

    assert [one.returncode for one in both] == [0, 0], told
    assert sorted("Окружение готово" in words for words in told) == [False, True]
    assert imports(tmp_path, "thing") == 0

    next((tmp_path / ".venv").glob("**/thing.py")).unlink()
    environment.ensure(run_all.RUN, tmp_path)

    assert imports(tmp_path, "thing") == 0


def wheel(folder: Path, name: str) -> None:
    """The least library that pip installs without a network."""
    with zipfile.ZipFile(folder / f"{name}-1-py3-none-any.whl", "w") as file:
        file.writestr(f"{name}.py", "")
        file.writestr(f"{name}-1.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        file.writestr(f"{name}-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{name}-1.dist-info/RECORD", f"{name}.py,,\n{name}-1.dist-info/RECORD,,\n")


def imports(project: Path, name: str) -> int:
    """The exit code of importing a library in the environment."""
    return subprocess.run([python(project / ".venv"), "-c", f"import {name}"], check=False).returncode


def test_a_failed_installation_leaves_no_stamp(ready: Stamp, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(lists: Sequence[str], project: Path, place: Path) -> None:
        raise explained(["ReadTimeout"])

    monkeypatch.setattr(environment, "install", no_network)
    (ready.project / "requirements.txt").write_text("thing==2\n", encoding="utf-8")

    with pytest.raises(CannotSetUp, match="No connection"):
        environment.ensure(run_all.RUN, ready.project)

    assert ready.read() == {}


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("", encoding="utf-8")
    (tmp_path / ".venv.lock").mkdir()

    with pytest.raises(CannotSetUp, match="Check the disk and the rights"):
        environment.ensure(run_all.RUN, tmp_path)


def test_a_full_disk_is_told_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "NEEDED_BYTES", 10**18)

    with pytest.raises(CannotSetUp, match="Not enough disk"):
        environment.make(tmp_path / ".venv")

    assert not (tmp_path / ".venv").exists()


def test_a_python_without_ensurepip_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(CannotSetUp) as caught:
        environment.need_ensurepip()

    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert f"sudo apt-get install -y {package}" in caught.value.ru
    assert f"sudo apt-get install -y {package}" in caught.value.en


@pytest.mark.parametrize("code", [0, 1, 7])
def test_the_exit_code_of_the_command_is_passed_through(tmp_path: Path, code: int) -> None:
    """The command runs where the person stands, by the environment's interpreter, with the project on its path."""
    program = python(tmp_path / ".venv")
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    probe = f"import os, sys; print(os.getcwd(), sys.argv[1:]); sys.exit({code})"
    (tmp_path / "probe.py").write_text(probe, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", HANDOVER, tmp_path],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (code, f"{elsewhere} ['--word']"), done.stderr
