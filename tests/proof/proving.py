"""Lanes as processes, side by side; those that measure time or take every core have the machine to themselves."""

import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tests.proof.figure import Figures
from tests.proof.form import Form
from tests.proof.lane_process import Command, LaneProcess, Proof, command
from tests.proof.lanes import LANES, Lane

MOST_TOGETHER = 4
MORE_THAN_CORES = 1
"""Lanes wait for starts, disks and answers about as long as they compute."""
LOOK_SECONDS = 0.2


class Told(Protocol):
    """Whoever wants to know how it goes."""

    def begins(self, lane: str) -> None:
        """A lane has started."""

    def waits(self, lanes: dict[str, float]) -> None:
        """These run, each for so many seconds."""

    def ends(self, proof: Proof) -> None:
        """A lane has ended."""


def prove(
    names: Sequence[str], seed: int, form: Form, folder: Path, told: Told, words: Command = command
) -> list[Proof]:
    """Every lane that is named, in the order of the list; what this machine cannot run is told as left out."""
    waiting = sorted(names, key=lambda name: LANES[name].alone)
    runs: list[LaneProcess] = []
    proofs: dict[str, Proof] = {}
    try:
        while waiting or runs:
            while waiting and has_room(waiting[0], runs):
                name = waiting.pop(0)
                if why := missing(LANES[name]):
                    proofs[name] = left_out(name, seed, why)
                    told.ends(proofs[name])
                else:
                    told.begins(name)
                    runs.append(LaneProcess(name, seed, form, folder / name, words))
            time.sleep(LOOK_SECONDS)
            told.waits({run.lane: run.seconds for run in runs})
            for proof in [proof for run in runs if (proof := run.ended()) is not None]:
                proofs[proof.lane] = proof
                told.ends(proof)
            runs = [run for run in runs if run.lane not in proofs]
    finally:
        for run in runs:
            run.stop()
    return [proofs[name] for name in names]


def has_room(lane: str, runs: Sequence[LaneProcess]) -> bool:
    """Whether it may begin beside those."""
    if not runs:
        return True
    alone = LANES[lane].alone or any(LANES[run.lane].alone for run in runs)
    return not alone and len(runs) < min((os.cpu_count() or 1) + MORE_THAN_CORES, MOST_TOGETHER)


def missing(lane: Lane) -> str:
    """What this machine has not of what the lane cannot do without; nothing when all is there."""
    if lane.package and importlib.util.find_spec(lane.package) is None:
        return f"{lane.package}: requirements-proof.txt"
    if lane.program and shutil.which(lane.program) is None:
        return f"{lane.program}: {f'sudo apt-get install -y {lane.program}' if sys.platform == 'linux' else 'Linux'}"
    return ""


def left_out(lane: str, seed: int, why: str) -> Proof:
    """A lane that cannot run here: never green by silence, and red on the build machine."""
    figures = Figures(lane, seed)
    figures.left_out("the lane", why)
    return Proof(lane, figures.rows, 0.0)
