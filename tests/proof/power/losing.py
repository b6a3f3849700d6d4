"""The power lost after every call of every role, five disks each time: every yes is kept, every role begins again."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from common import ids
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.network import PROFILE
from tests.proof.power.calls import Call, Reader, Told
from tests.proof.power.disk import Disk, Image
from tests.proof.power.promises import IDS, Corrupt, Kept, begins, kept
from tests.proof.power.recording import Recorded, record

LANE = "power"
ROUNDS = {Form.SAMPLE: 2, Form.SHORT: 12, Form.LONG: 120}
"""Rounds: in each a payment, a credit, two edits, and mostly a use of a service."""
NOTES = {Form.SAMPLE: 1, Form.SHORT: 4, Form.LONG: 40}
"""Paid in cash at the terminal, one by one."""
LEAST_STATES = {Form.SAMPLE: 1_500, Form.SHORT: 10_000, Form.LONG: 50_000}
BEGIN_EVERY = 100
"""Of the disks that are looked at, so many for each from which the whole role is begun."""
LYING = {"processing": "-wal", "provider": "-wal", "terminal": "-wal", "consumer": ".part"}
"""What is left out to see that the replay sees it."""


@dataclass
class Found:
    """What came of one role's disks."""

    states: int = 0
    disks: int = 0
    begun: int = 0
    promised: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Record, then replay."""
    figures = Figures(LANE, seed)
    recorded = record(folder, ROUNDS[form], NOTES[form])
    found = {role: Replay(role, one, seed).run() for role, one in recorded.items()}
    words = ", ".join(f"{role} {one.states}/{one.disks}/{one.begun}" for role, one in found.items())
    figures.least(
        "crash states", sum(one.states for one in found.values()), LEAST_STATES[form], f"states/disks/starts {words}"
    )
    for role, one in found.items():
        asked = len(recorded[role].asked)
        figures.least(
            f"promises of {role}", len(one.promised), asked * 0.7, f"a yes to so many of {asked} was seen whole"
        )
    for role, ending in LYING.items():
        lying = Replay(role, recorded[role], seed, unsynced=ending).run()
        figures.least(f"losses of {role} seen when {ending} is never synced", len(lying.lost + lying.corrupt), 1)
    figures.none("lost", [line for one in found.values() for line in one.lost])
    figures.none("corrupt", [line for one in found.values() for line in one.corrupt])
    return figures.rows


class Replay:
    """One role's trace."""

    def __init__(self, role: str, recorded: Recorded, seed: int, *, unsynced: str = "") -> None:
        """Nothing is replayed yet; syncs of files with this ending are passed over."""
        self._unsynced = unsynced
        self._role, self._recorded = role, recorded
        self._chance = ids.chance(seed)
        self._disk = Disk(f"{recorded.folder}/")
        self._looked: dict[tuple[tuple[str, int], ...], tuple[Kept, Image]] = {}
        self._found = Found()

    def run(self) -> Found:
        """Call after call."""
        for call in Reader().read(self._recorded.trace):
            if isinstance(call, Told):
                told = {one.decode() for one in IDS.findall(call.data)}
                self._found.promised |= told & self._recorded.asked
            elif self._disk.holds(call) and not (self._unsynced and self._skipped(call)):
                self._disk.do(call)
                self._lose(call.kind)
        return self._found

    def _skipped(self, call: Call) -> bool:
        return call.kind == "sync" and call.path.endswith(self._unsynced)

    def _lose(self, kind: str) -> None:
        for number, image in enumerate(self._disk.images(self._chance)):
            self._found.states += 1
            try:
                lost = self._found.promised - self._look(image)
            except Corrupt as damage:
                self._found.corrupt.append(f"after {kind}, disk {number}: {damage}")
                continue
            if lost:
                self._found.lost.append(f"{self._role} after {kind}, disk {number}: {sorted(lost)[:2]}")

    def _look(self, image: Image) -> Kept:
        """The same disk is looked at once."""
        key = tuple((path, id(data)) for path, data in sorted(image.items()))
        if key not in self._looked:
            self._found.disks += 1
            self._looked[key] = self._read(image), image
        return self._looked[key][0]

    def _read(self, image: Image) -> Kept:
        with tempfile.TemporaryDirectory(dir=_memory()) as folder:
            data = Path(folder)
            here = data / self._role / PROFILE
            here.mkdir(parents=True)
            for path, content in image.items():
                whole = here / path.removeprefix(f"{self._recorded.folder}/")
                whole.parent.mkdir(parents=True, exist_ok=True)
                whole.write_bytes(content)
            if self._found.disks % BEGIN_EVERY == 0:
                self._begin(data)
            return kept(self._role, here)

    def _begin(self, data: Path) -> None:
        """On a copy: a start changes what it starts from."""
        with tempfile.TemporaryDirectory(dir=_memory()) as folder:
            copied = shutil.copytree(data, Path(folder) / "data")
            begins(self._role, copied)
            self._found.begun += 1


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
