"""The machine a measurement runs on: its cores, a folder on a real disk, the compiler of the floor."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from common.setup.places import PROJECT

SERVER = 0
GENERATOR = 1
FLOOR = Path(__file__).with_name("floor.c")


def missing_tools() -> list[str]:
    """What `bench accept` needs and this machine has not: the generator, the compiler of the floor, Linux's epoll."""
    missing = [tool for tool in ("wrk", "gcc") if shutil.which(tool) is None]
    return missing if sys.platform == "linux" else ["Linux", *missing]


def cores() -> list[int]:
    """The cores this process may use, or none where the system does not tell."""
    affinity = getattr(psutil.Process(), "cpu_affinity", None)
    return sorted(affinity()) if affinity is not None else []


def can_pin() -> bool:
    """May the server and the generator each have a core of its own?"""
    return len(cores()) >= 2 and shutil.which("taskset") is not None


def pinned(place: int, words: list[str]) -> list[str]:
    """The command on a core of its own, where that can be had."""
    return ["taskset", "-c", str(cores()[place]), *words] if can_pin() else words


def busy_seconds() -> float:
    """Processor time that the whole machine has spent, but for this process and the children it has waited for."""
    whole = psutil.cpu_times()
    mine = psutil.Process().cpu_times()
    ours = mine.user + mine.system + getattr(mine, "children_user", 0.0) + getattr(mine, "children_system", 0.0)
    return sum(whole) - whole.idle - getattr(whole, "iowait", 0.0) - ours


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one run, beside the roles' own data: a temporary one may be in memory, where nothing is durable."""
    above = PROJECT / "data"
    above.mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="bench-", dir=above))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def compiled_floor(into: Path) -> Path:
    """The floor as a program."""
    program = into / "floor"
    subprocess.run(["gcc", "-O2", "-Wall", "-o", str(program), str(FLOOR)], check=True)
    return program


def described() -> str:
    """One line about the machine, for whoever compares two runs."""
    busy = psutil.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPU, Python {sys.version.split()[0]}, "
        f"сервер и генератор на своих ядрах / pinned: {'да / yes' if can_pin() else 'нет / no'}, load {busy:.1f}"
    )
