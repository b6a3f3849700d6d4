"""run_all.py: its table of commands, and what it says."""

import ast
import subprocess
import sys

import pytest

import run_all
from common.setup import debian
from common.setup.places import PROJECT


def ran(*words: str) -> "subprocess.CompletedProcess[str]":
    """The program as a person starts it, by an interpreter without one installed library."""
    command = [sys.executable, "-S", str(PROJECT / "run_all.py"), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_without_a_command_it_lists_all_of_them_in_both_languages() -> None:
    shown = ran()

    assert shown.returncode == 0
    for name, command in run_all.COMMANDS.items():
        assert f"  {name} " in shown.stdout
        assert command.ru in shown.stdout
        assert command.en in shown.stdout


def test_an_unknown_command_is_named_and_refused() -> None:
    shown = ran("dance")

    assert shown.returncode == 2
    assert "Нет такой команды | no such command: dance" in shown.stderr
    assert shown.stdout == ""


@pytest.mark.parametrize("command", run_all.COMMANDS.values(), ids=run_all.COMMANDS)
def test_every_command_has_its_program(command: run_all.Command) -> None:
    place = PROJECT / command.module.replace(".", "/")

    assert place.with_suffix(".py").exists() or (place / "__main__.py").exists()
    assert all((PROJECT / name).exists() for name in command.lists)
    assert set(command.tools) <= set(debian.PACKAGES)


def test_an_old_python_can_read_the_file_and_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((PROJECT / "run_all.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))

    code = run_all.main(["demo"])

    assert code == 1
    told = capsys.readouterr().err
    assert "Нужен Python 3.11 или новее, а это 3.10.4" in told
    assert "Python 3.11 or newer is needed" in told
