"""Packages of the system: installed by root, told to others; a screen and its libraries are asked for on Linux only."""

import platform
import sys
from pathlib import Path

import pytest

from common.setup import debian

APT = """#!/bin/sh
echo "$@" >> "$0.log"
case "$*" in
    *update*) touch "$0.updated" ;;
    *) test -e "$0.updated" ;;
esac
"""


@pytest.mark.skipif(sys.platform == "win32", reason="apt-get lives on Debian")
def test_a_missing_tool_is_installed_by_root_after_asking_for_fresh_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text(APT, encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setitem(debian.PACKAGES, "no-such-tool", ("tool", "tool-headers"))

    debian.need_tools(["no-such-tool", "sh"])

    asked = Path(f"{apt}.log").read_text(encoding="utf-8").splitlines()
    assert [words.split("recommends ")[1] for words in asked] == [
        "install tool tool-headers",
        "update",
        "install tool tool-headers",
    ]


def test_a_missing_tool_is_told_with_the_exact_command_where_we_may_not_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: False)
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setitem(debian.PACKAGES, "no-such-tool", ("tool", "tool-headers"))

    debian.need_tools(["no-such-tool"])

    assert "sudo apt-get install -y tool tool-headers" in capsys.readouterr().err


def test_where_there_is_no_apt_get_nobody_is_told_to_use_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.setitem(debian.PACKAGES, "no-such-tool", ("tool", "tool-headers"))

    debian.need_tools(["no-such-tool"])

    assert capsys.readouterr().err == ""


def test_a_missing_library_of_windows_is_told_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: False)
    monkeypatch.setattr(debian, "loader_cache", lambda: set(debian.LIBRARIES) - {"libxcb-cursor.so.0"})
    monkeypatch.setattr(platform, "system", lambda: "Linux")

    assert debian.need_libraries() is False
    assert "sudo apt-get install -y libxcb-cursor0" in capsys.readouterr().err


@pytest.mark.parametrize(("system", "known"), [("Windows", {"libEGL.so.1"}), ("Darwin", {"x"}), ("Linux", set())])
def test_where_the_loader_tells_nothing_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, system: str, known: set[str]
) -> None:
    monkeypatch.setattr(debian, "loader_cache", lambda: known)
    monkeypatch.setattr(platform, "system", lambda: system)

    assert debian.need_libraries()


@pytest.mark.skipif(sys.platform != "linux", reason="ldconfig lives on Linux")
def test_the_loader_tells_the_libraries_it_knows() -> None:
    assert any(name.startswith("libc.so") for name in debian.loader_cache())


@pytest.mark.parametrize(
    ("platform", "variables", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"DISPLAY": ""}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_where_a_window_can_be_shown(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], screen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)

    assert debian.has_screen() is screen


def test_the_kiosks_browser_has_libraries_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def install(packages: tuple[str, ...]) -> bool:
        asked.append(packages)
        return True

    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(debian, "loader_cache", lambda: set(debian.CEF) - {"libnss3.so", "libgbm.so.1"})
    monkeypatch.setattr(debian, "install", install)

    assert debian.need_libraries(debian.CEF)
    assert asked == [("libgbm1", "libnss3")]
