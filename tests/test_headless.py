"""What needs no window asks for none: commands and headless roles load neither what draws windows nor the browser."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from common.setup.places import PROJECT
from launcher_app.instance import MODULES

WATCHING = """
import runpy, sys
sys.argv[1:] = sys.argv[2:]
try:
    runpy.run_module({module!r}, run_name="__main__", alter_sys=True)
finally:
    drawing = ("PySide6", "shiboken6", "cef_capi", "cefpython3")
    print("LOADED:", sorted(name for name in sys.modules if name.startswith(drawing)), file=sys.stderr)
"""
READS = {"provider": "totals", "processing": "agents", "terminal": "state", "consumer": "contracts"}
NO_SCREEN = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


def loaded(module: str, *words: str) -> str:
    """What of the drawing libraries a program has loaded when it ends; its standard input is at its end."""
    command = [sys.executable, "-c", WATCHING.format(module=module), module, *words]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=NO_SCREEN | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.rpartition("LOADED: ")[2].strip()


@pytest.mark.parametrize("role", MODULES)
def test_a_command_loads_no_windows(role: str, tmp_path: Path) -> None:
    assert loaded(MODULES[role], "--data", str(tmp_path), READS[role]) == "[]"


@pytest.mark.parametrize("role", MODULES)
def test_a_headless_role_loads_no_windows(role: str, tmp_path: Path) -> None:
    words = ("--headless", "--port", "0", "--until-stdin-closes")

    assert loaded(MODULES[role], "--data", str(tmp_path), *words) == "[]"
