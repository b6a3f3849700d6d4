"""`bench size`: how soon each headless role answers, and how much memory it has then."""

import argparse
import time
from collections.abc import Sequence
from statistics import median

from tests.bench import machine
from tests.bench.role import MODULES, RunningRole
from tests.bench.verdict import at_most, concluded, table

READY_SECONDS = 2
MEGABYTES = 120
STARTS = 3
LOOK_AFTER_SECONDS = 1.0


def main(arguments: Sequence[str]) -> int:
    """Start every role a few times."""
    parser = argparse.ArgumentParser(prog="run_all.py bench size", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    options = parser.parse_args(arguments)
    print(machine.described(), flush=True)
    found = {name: measured(name) for name in MODULES}
    print(
        table(("", "готов, с", "МБ"), [(name, f"{ready:.2f}", f"{size:.0f}") for name, (ready, size) in found.items()])
    )
    claims = [
        at_most(f"{name}: готов, с", f"{name}: ready, s", ready, READY_SECONDS) for name, (ready, _) in found.items()
    ]
    claims += [at_most(f"{name}: МБ", f"{name}: MB", size, MEGABYTES) for name, (_, size) in found.items()]
    return concluded(claims, strict=options.strict)


def measured(name: str) -> tuple[float, float]:
    """Seconds until ready, the median of several first starts; megabytes a second later, the largest."""
    ready, sizes = [], []
    for number in range(STARTS):
        with machine.folder() as folder:
            role = RunningRole(name, folder / str(number))
            with role.server:
                time.sleep(LOOK_AFTER_SECONDS)
                ready.append(role.ready_seconds)
                sizes.append(role.server.memory() / 2**20)
    return median(ready), max(sizes)
