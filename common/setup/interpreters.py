"""Interpreters of Python on this machine: on PATH, in pyenv's folders, in the list of the Windows launcher."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Version = tuple[int, int]
ASK = (
    "import json, struct, sys; "
    "print(json.dumps([list(sys.version_info[:3]), struct.calcsize('P') * 8, sys.executable, sys.base_prefix]))"
)
BITS = 64
SECONDS = 20.0
TAG = re.compile(r"^\s*(?P<tag>-(?:V:)?(?P<first>\d+)\.(?P<second>\d+)[\w.-]*)")
"""`py -0p` writes ` -V:3.9 *        C:\\Python39\\python.exe`, an older one ` -3.7-64        C:\\Old\\python.exe`."""
Command = tuple[str, ...]


@dataclass(frozen=True)
class Interpreter:
    """One, as it tells of itself."""

    version: tuple[int, int, int]
    bits: int
    program: Path
    home: Path
    """The folder it was installed into, behind any environment."""

    def __str__(self) -> str:
        return f"Python {'.'.join(map(str, self.version))}, {self.bits} bit, {self.program}"


def best(versions: Sequence[Version], variables: Mapping[str, str] = os.environ) -> Interpreter | None:
    """The 64-bit one of the earliest version in the list that is here at all, the newest of these."""
    seen: dict[Path, Interpreter] = {}
    for command in candidates(versions, variables):
        found = asked(*command)
        if found is not None and found.bits == BITS and found.version[:2] in versions:
            seen.setdefault(found.home, found)
    order = sorted(seen.values(), key=lambda one: (versions.index(one.version[:2]), -one.version[2]))
    return order[0] if order else None


def asked(*command: str) -> Interpreter | None:
    """What it says of itself; None where it is not there or is no Python: a shim of pyenv, a door to a shop."""
    try:
        version, bits, itself, home = json.loads(said(*command, "-I", "-c", ASK))
        return Interpreter((version[0], version[1], version[2]), int(bits), Path(itself), Path(home).resolve())
    except (ValueError, TypeError, IndexError):
        return None


def said(*command: str) -> str:
    """What a program says in a short time; empty where it cannot."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def candidates(versions: Sequence[Version], variables: Mapping[str, str]) -> list[Command]:
    """How to start what could be one of these versions, each once."""
    path = variables.get("PATH", "")
    names = [f"python{first}.{second}" for first, second in versions]
    programs = [*on_path([*names, "python3", "python"], path), *in_pyenv(versions, variables)]
    return [*dict.fromkeys((str(program),) for program in programs), *by_launcher(versions, path)]


def on_path(names: Sequence[str], path: str) -> list[Path]:
    """Every file of these names in every folder of PATH."""
    folders = [folder for folder in dict.fromkeys(path.split(os.pathsep)) if folder]
    found = [shutil.which(name, path=folder) for folder in folders for name in names]
    return [Path(program) for program in found if program]


def in_pyenv(versions: Sequence[Version], variables: Mapping[str, str]) -> list[Path]:
    """The interpreters of these versions that pyenv, or pyenv-win, holds."""
    home = Path(variables.get("USERPROFILE") or variables.get("HOME") or Path.home())
    named = [Path(variables[name]) for name in ("PYENV_ROOT", "PYENV") if variables.get(name)]
    roots = dict.fromkeys([*named, home / ".pyenv", home / ".pyenv/pyenv-win"])
    folders = [
        folder
        for root in roots
        for first, second in versions
        for folder in sorted((root / "versions").glob(f"{first}.{second}.*"))
    ]
    programs = [folder / name for folder in folders for name in ("bin/python", "python.exe")]
    return [program for program in programs if program.exists()]


def by_launcher(versions: Sequence[Version], path: str) -> list[Command]:
    """Those in the list of the Windows launcher, started by their tags: the paths there are in any code page."""
    launcher = shutil.which("py", path=path) if os.name == "nt" else None
    return [(launcher, tag) for tag in tags(said(launcher, "-0p"), versions)] if launcher else []


def tags(text: str, versions: Sequence[Version]) -> list[str]:
    """The tags of these versions in that list."""
    found = [line for line in map(TAG.match, text.splitlines()) if line is not None]
    return [line["tag"] for line in found if (int(line["first"]), int(line["second"])) in versions]
