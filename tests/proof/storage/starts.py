"""Starts of a role that must be refused: as processes, over a data folder, with what they print and their exit code."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from common import spawn
from common.command_line import EXIT_CODES
from common.errors import Broken, Unavailable
from common.settings import ROOT
from launcher_app.instance import MODULES
from tests.proof.network import PROFILE

SECONDS = 60
REFUSED = (EXIT_CODES[Broken], EXIT_CODES[Unavailable])
LANGUAGES = ("ru", "en")
DROPPED = "-dac_override,-dac_read_search"


class Start(NamedTuple):
    """What came of one: its exit code and its words."""

    code: int | None
    said: str


def begin(role: str, data: Path, language: str = "ru", *, copy: bool = True) -> "spawn.Process[bytes]":
    """Start it; `ended` waits for it. A copy takes any port: it is not to stand where others look for the role."""
    words = [sys.executable, "-m", MODULES[role], "--profile", PROFILE, "--data", str(data), "--headless"]
    words += ["--lang", language, "--until-stdin-closes", *(("--port", "0") if copy else ())]
    whole = dict(os.environ) | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return spawn.process(words, environment=whole, output=spawn.CAPTURE)


def ended(process: "spawn.Process[bytes]") -> Start:
    """Its input is closed: one that was not refused ends with 0."""
    output, _ = process.communicate(timeout=SECONDS)
    return Start(process.returncode, output.decode("utf-8"))


def refused(role: str, data: Path, language: str = "ru", *, copy: bool = True) -> Start:
    """The whole of it."""
    return ended(begin(role, data, language, copy=copy))


def copied(role: str, folder: Path, data: Path) -> Path:
    """A copy of a role's folder in a data folder of its own."""
    there = data / role / PROFILE
    shutil.copytree(folder, there)
    for name in ("ready.json", "pid", "lock"):
        (there / name).unlink(missing_ok=True)
    return there


@contextmanager
def as_owner(folder: Path) -> Iterator[None]:
    """Programs that are started here obey the modes of files: those of root do not, so they give that up first."""
    setpriv = shutil.which("setpriv")
    if not (as_root() and setpriv):
        yield
        return
    real, script = sys.executable, folder / "as-owner.sh"
    script.write_text(f'#!/bin/sh\nexec {setpriv} --bounding-set={DROPPED} {real} "$@"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    sys.executable = os.fspath(script)
    try:
        yield
    finally:
        sys.executable = real


def as_root() -> bool:
    """Whether no mode of a file keeps us out."""
    return sys.platform != "win32" and os.geteuid() == 0


def modes_count() -> bool:
    """Whether a folder can be closed to a role that runs here."""
    return sys.platform != "win32" and (not as_root() or shutil.which("setpriv") is not None)
