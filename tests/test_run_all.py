"""run_all.py: its table of commands, and what it says."""

import ast
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

import run_all
from common.setup import debian
from common.setup.places import PROJECT

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def ran(*words: str) -> "subprocess.CompletedProcess[str]":
    """The program as a person starts it where there is no screen, by an interpreter without one installed library."""
    command = [sys.executable, "-S", str(PROJECT / "run_all.py"), *words]
    blind = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=blind)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), marks=pytest.mark.skipif(sys.platform != "linux", reason="Windows always has a screen")),
        ("help",),
    ],
)
def test_where_there_is_no_screen_it_lists_all_commands_in_both_languages(words: tuple[str, ...]) -> None:
    shown = ran(*words)

    assert shown.returncode == 0
    for name, command in run_all.COMMANDS.items():
        assert f"  {name} " in shown.stdout
        assert command.ru in shown.stdout
        assert command.en in shown.stdout


def test_without_a_command_it_opens_the_list_of_roles_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def run(command: run_all.Command, words: Sequence[str]) -> int:
        opened.extend([command.module, *words])
        return 0

    monkeypatch.setattr(debian, "has_screen", lambda: True)
    monkeypatch.setattr(run_all, "run", run)

    assert run_all.main([]) == 0
    assert opened == ["launcher_app"]


@pytest.mark.parametrize(
    ("words", "windows"),
    [
        ("provider", True),
        ("provider --profile demo --port 0", True),
        ("provider --headless", False),
        ("provider --profile demo --headless", False),
        ("provider subscribers --json", False),
        ("provider --profile demo subscribers", False),
        ("provider --help", False),
        ("terminal", True),
        ("terminal --cef cefpython3 --cef-python /usr/bin/python3.7 --kiosk", True),
        ("terminal state", False),
        ("terminal probe COM3", False),
        ("terminal --headless", False),
        ("start", True),
        ("start --headless", False),
        ("start --only provider consumer", True),
        ("shots folder", True),
        ("test tests/common", True),
        ("bench accept", False),
        ("demo", False),
        ("grade --target my.toml", False),
        ("qr", True),
        ("qr --lang en", True),
        ("qr explain picture.png --lang en", False),
        ("qr make emv --png code.png", False),
    ],
)
def test_libraries_of_windows_are_asked_for_only_where_a_window_opens(words: str, windows: bool) -> None:
    name, *arguments = words.split()

    assert run_all.opens_windows(run_all.COMMANDS[name], arguments) is windows


@pytest.mark.parametrize(
    ("words", "kiosk"),
    [
        ("terminal", True),
        ("start", True),
        ("start --only terminal processing", True),
        ("start --only provider consumer", False),
        ("shots", True),
        ("test tests/journeys", True),
        ("provider", False),
        ("consumer", False),
    ],
)
def test_the_browsers_libraries_are_asked_for_only_where_the_kiosk_may_be_seen(words: str, kiosk: bool) -> None:
    name, *arguments = words.split()

    assert run_all.draws_kiosk(run_all.COMMANDS[name], arguments) is kiosk


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
