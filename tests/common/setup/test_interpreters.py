"""Interpreters of this machine: where they are looked for, what they tell of themselves, which is the best."""

import os
import sys
from pathlib import Path

import pytest

from common.setup import interpreters
from common.setup.interpreters import Interpreter

OLD, NEW = (3, 7), (3, 9)
LISTED = """\
 -V:3.11 *        Python 3.11 (64-bit)
 -V:3.9           C:\\Users\\Иван\\AppData\\Local\\Programs\\Python\\Python39\\python.exe
 -3.7-64          C:\\Program Files\\Python37\\python.exe
 -V:3.7[-32]      C:\\Python37-32\\python.exe
 -V:Company/Tag   C:\\other\\python.exe
"""


def program(folder: Path, name: str) -> Path:
    """A file that the system takes for a program."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / (f"{name}.exe" if os.name == "nt" else name)
    made.write_bytes(b"")
    made.chmod(0o755)
    return made


def test_an_interpreter_tells_of_itself() -> None:
    itself = interpreters.asked(sys.executable)

    assert itself is not None
    assert itself.version == sys.version_info[:3]
    assert itself.bits == (64 if sys.maxsize > 2**32 else 32)
    assert itself.home == Path(sys.base_prefix).resolve()


def test_what_is_not_there_or_is_no_python_tells_nothing(tmp_path: Path) -> None:
    assert interpreters.asked(str(tmp_path / "nothing")) is None
    assert interpreters.asked(str(program(tmp_path, "empty"))) is None


def test_every_folder_of_the_path_is_looked_into(tmp_path: Path) -> None:
    first = program(tmp_path / "one", "python3.7")
    second = program(tmp_path / "two", "python3.7")
    path = os.pathsep.join([str(first.parent), "", str(second.parent), str(first.parent)])

    assert interpreters.on_path(["python3.7"], path) == [first, second]


@pytest.mark.parametrize(
    ("variables", "folder", "name"),
    [
        ({"HOME": "."}, ".pyenv/versions/3.7.16/bin", "python"),
        ({"HOME": "elsewhere", "PYENV_ROOT": "tools"}, "tools/versions/3.7.16/bin", "python"),
        ({"USERPROFILE": "."}, ".pyenv/pyenv-win/versions/3.7.9", "python.exe"),
        ({"HOME": "elsewhere", "PYENV": "win"}, "win/versions/3.7.9", "python.exe"),
    ],
)
def test_pyenv_is_looked_into_wherever_it_stands(
    tmp_path: Path, variables: dict[str, str], folder: str, name: str
) -> None:
    there = tmp_path / folder / name
    there.parent.mkdir(parents=True)
    there.write_bytes(b"")
    (tmp_path / folder.replace("3.7.", "3.8.")).mkdir(parents=True)
    at = {key: str(tmp_path / value) for key, value in variables.items()}

    assert interpreters.in_pyenv([OLD], at) == [there]


def test_the_windows_launcher_is_asked_by_tags_which_are_in_no_code_page() -> None:
    assert interpreters.tags(LISTED, [NEW, OLD]) == ["-V:3.9", "-3.7-64", "-V:3.7"]


def test_the_best_is_the_first_wanted_version_and_of_it_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {
        "a": Interpreter((3, 7, 9), 64, Path("a"), Path("/a")),
        "b": Interpreter((3, 9, 1), 32, Path("b"), Path("/b")),
        "c": Interpreter((3, 7, 16), 64, Path("c"), Path("/c")),
        "d": Interpreter((3, 11, 2), 64, Path("d"), Path("/d")),
    }
    monkeypatch.setattr(interpreters, "candidates", lambda versions, variables: [(name,) for name in (*here, "none")])
    monkeypatch.setattr(interpreters, "asked", lambda *command: here.get(command[0]))

    assert interpreters.best([NEW, OLD]) == here["c"]
    assert interpreters.best([(3, 8)]) is None


def test_an_interpreter_that_runs_is_found_where_a_machine_keeps_it(tmp_path: Path) -> None:
    """The one of this test, by the name that PATH has for it."""
    version = (sys.version_info[0], sys.version_info[1])
    path = str(Path(sys.executable).parent)

    found = interpreters.best([version], {"PATH": path, "HOME": str(tmp_path)})

    assert found is not None
    assert found.home == Path(sys.base_prefix).resolve()
