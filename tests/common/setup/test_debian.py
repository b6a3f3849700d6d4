"""Packages of the system: installed by root, told to others."""

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
    monkeypatch.setitem(debian.PACKAGES, "no-such-tool", ("tool", "tool-headers"))

    debian.need_tools(["no-such-tool"])

    assert "sudo apt-get install -y tool tool-headers" in capsys.readouterr().err
