"""One lane's process: started, looked at, ended with all that it has started, and what came of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

from common.setup.places import PROJECT
from tests.proof import running
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form

Command = Callable[[str, int, Form, Path], list[str]]
LIMIT_SECONDS = {Form.SAMPLE: 900, Form.SHORT: 3600, Form.LONG: 12 * 3600}
LAST_WORDS = 300
SAID = "said.txt"


class Proof(NamedTuple):
    """What came of a lane, and how long it took."""

    lane: str
    figures: list[Figure]
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether every figure keeps its bound."""
        return all(row.passed for row in self.figures)


class LaneProcess:
    """One lane's process, in a folder of its own; a lane that hangs is ended and told."""

    def __init__(self, lane: str, seed: int, form: Form, folder: Path, words: Command) -> None:
        """Started. A group of its own keeps Ctrl+C from it: it is ended from here, with all that it started."""
        self.lane = lane
        self._seed, self._limit, self._folder = seed, LIMIT_SECONDS[form], folder
        folder.mkdir(parents=True)
        self._began = time.monotonic()
        with (folder / SAID).open("wb") as said:
            self._process = subprocess.Popen(
                words(lane, seed, form, folder), cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                env=os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}, start_new_session=os.name != "nt",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )  # fmt: skip

    @property
    def seconds(self) -> float:
        """For how long it has run."""
        return time.monotonic() - self._began

    def ended(self) -> Proof | None:
        """What came of it, once it has ended."""
        late = self.seconds > self._limit
        if self._process.poll() is None and not late:
            return None
        self.stop()
        figures = [] if late else running.found(self._folder)
        if not figures or self._process.returncode:
            figures = [*figures, self._unfinished(late)]
        return Proof(self.lane, figures, self.seconds)

    def stop(self) -> None:
        """End it with everything that it has started."""
        try:
            family = psutil.Process(self._process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        self._process.kill()
        for one in family:
            if one.is_running():
                one.kill()
        self._process.wait()

    def _unfinished(self, late: bool) -> Figure:
        told = (self._folder / SAID).read_text(encoding="utf-8", errors="replace").strip()
        why = f"{self._limit} s" if late else " ".join(told.splitlines()[-1:])[-LAST_WORDS:]
        figures = Figures(self.lane, self._seed)
        figures.none("lanes that did not finish", [f"{why} · {self._folder / SAID}"])
        return figures.rows[0]


def command(lane: str, seed: int, form: Form, folder: Path) -> list[str]:
    """What is started for a lane."""
    return [sys.executable, "-P", "-m", running.__name__, lane, str(seed), form, str(folder)]
