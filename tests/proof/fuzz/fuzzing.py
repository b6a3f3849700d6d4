"""The fuzzer on every target for some seconds each, in processes of their own; what it broke is told by its input."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from common.setup.places import PROJECT
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.fuzz.targets import TARGETS

LANE = "fuzz"
SECONDS = {Form.SAMPLE: 1, Form.SHORT: 10, Form.LONG: 60}
"""Seconds a target."""
LIAR = "liar"
"""A reader with a bug: the fuzzer has to see it."""
SLOWEST_SECONDS = 5
LARGEST_INPUT = 4096
RSS_MB = 512
TOGETHER = 2
GRACE_SECONDS = 60
LEAST_RUNS = 200
"""A second at a target: fewer would mean that the fuzzer does not run."""
BESIDE = (sys.executable, "-c", "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))")
"""A small process between: Linux counts the memory of whoever starts a program into that program's peak."""
RUNS = re.compile(rb"stat::number_of_executed_units:\s*(\d+)")


class Outcome(NamedTuple):
    """How often a target was fed, and what it did that it must not."""

    runs: int
    faults: list[str]


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Two targets at a time: a machine has two cores."""
    seconds = SECONDS[form]
    figures = Figures(LANE, seed)
    names = [LIAR, *TARGETS]
    outcomes: dict[str, Outcome] = {}
    for start in range(0, len(names), TOGETHER):
        started = {name: _start(name, folder, seed, seconds) for name in names[start : start + TOGETHER]}
        outcomes |= {name: _outcome(process, name, folder) for name, process in started.items()}
    lying = outcomes.pop(LIAR)
    figures.least("bugs put in on purpose that are seen", len(lying.faults), 1)
    figures.least("targets", len(outcomes), 13)
    for name, outcome in outcomes.items():
        figures.least(f"runs of {name}", outcome.runs, LEAST_RUNS * seconds)
    figures.none("anything but a clean refusal", [fault for one in outcomes.values() for fault in one.faults])
    return figures.rows


def _start(name: str, folder: Path, seed: int, seconds: int) -> "subprocess.Popen[bytes]":
    options = [
        f"-max_total_time={seconds}", f"-seed={seed}", f"-timeout={SLOWEST_SECONDS}", f"-max_len={LARGEST_INPUT}",
        f"-rss_limit_mb={RSS_MB}", f"-artifact_prefix={folder}/{name}-", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    words = [*BESIDE, sys.executable, "-m", "tests.proof.fuzz", name, str(folder / name), *options]
    return subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _outcome(process: "subprocess.Popen[bytes]", name: str, folder: Path) -> Outcome:
    said, _ = process.communicate(timeout=SECONDS[Form.LONG] + SLOWEST_SECONDS + GRACE_SECONDS)
    counted = RUNS.search(said)
    runs = int(counted[1]) if counted else 0
    if process.returncode == 0:
        return Outcome(runs, [])
    broken = sorted(path.read_bytes() for path in folder.glob(f"{name}-*") if path.is_file())
    shown = said[-600:].decode("utf-8", "replace").replace("\n", " ")
    return Outcome(runs, [f"{name}: {broken[:1]!r:.300} {shown}"])
