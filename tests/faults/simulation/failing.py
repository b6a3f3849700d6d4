"""A schedule that failed: its faults made few, told as a diagram, kept in tests/faults/seeds/ for ever."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.faults.simulation.network import Sent
from tests.faults.simulation.plan import Fault, written
from tests.faults.simulation.schedule import Outcome, lived

SEEDS = Path(__file__).parent.parent / "seeds"
KILLERS = SEEDS / "mutants"
"""Few faults that are enough to see a mutant, a file for each: whoever has no time for a search tries them first."""
TRIES = 120
SHOWN_LINES = 60


class Kept(msgspec.Struct, frozen=True):
    """A file in tests/faults/seeds/."""

    seed: int
    script: str
    wrong: list[str]
    faults: list[Fault]


def shortened(faults: Sequence[Fault], fails: Callable[[Sequence[Fault]], bool], tries: int = TRIES) -> list[Fault]:
    """As few of the faults as still make it fail (delta debugging): halves, quarters, … left out while it does."""
    left, parts = list(faults), 2
    while len(left) > 1 and tries > 0:
        size = max(len(left) // parts, 1)
        for start in range(0, len(left), size):
            tries -= 1
            without = left[:start] + left[start + size :]
            if fails(without):
                left, parts = without, max(parts - 1, 2)
                break
            if tries <= 0:
                return left
        else:
            if size == 1:
                return left
            parts = min(parts * 2, len(left))
    return left


class Story(NamedTuple):
    """What is told of a failure, and the few faults that are enough for it."""

    text: str
    few: list[Fault]


def story(seed: int, faults: Sequence[Fault], outcome: Outcome, script: str = "any") -> Story:
    """What went wrong, by which few faults, and who said what to whom."""
    name = outcome.wrong[0].partition(":")[0]

    def fails(some: Sequence[Fault]) -> bool:
        return any(one.partition(":")[0] == name for one in lived(seed, some, script).wrong)

    few = shortened(faults, fails)
    again = lived(seed, few, script)
    lines = [
        f"seed {seed}, script {script}, digest {outcome.digest}",
        *(f"  ✗ {one}" for one in again.wrong),
        f"  {len(few)} of {len(faults)} faults are enough:",
        *(f"    {one}" for one in few),
        *diagram(again.said),
        *(f"  log {one[:200]}" for one in again.logs[-20:]),
    ]
    return Story("\n".join(lines), few)


def keep(seed: int, faults: Sequence[Fault], outcome: Outcome, script: str = "any", path: Path | None = None) -> Path:
    """Write it down beside the others; it is tried first from now on."""
    path = path or SEEDS / f"{script.replace(' ', '-')}-{seed}.json"
    kept = {"seed": seed, "script": script, "wrong": list(outcome.wrong), "faults": written(faults)}
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
    return path


def killer(mutant: str) -> Kept | None:
    """The faults that a mutant was seen by, if they were ever written down."""
    path = KILLERS / f"{mutant}.json"
    return msgspec.json.decode(path.read_bytes(), type=Kept) if path.exists() else None


def kept() -> list[Kept]:
    """All that ever failed."""
    return [msgspec.json.decode(path.read_bytes(), type=Kept) for path in sorted(SEEDS.glob("*.json"))]


def diagram(said: Sequence[Sent]) -> list[str]:
    """A sequence diagram in plain text, the newest lines of it."""
    left = len(said) - SHOWN_LINES
    lines = [f"  … {left} lines before"] if left > 0 else []
    return lines + [f"  {one.at:9.3f}  {one.sender:>9} → {one.receiver:<9} {one.what}" for one in said[-SHOWN_LINES:]]
