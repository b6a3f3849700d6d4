"""The process apart that makes one report: an order comes in on standard input, what is said goes out line by line."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from common import spawn
from common.database import snapshot
from common.durable import keep_names, not_written
from common.errors import OplataError, places
from common.reporting.order import Build, Kept, Order, Outcome, Said

BLOCK = 1024 * 1024
MUCH_SECONDS = 1.0
"""Of processor time: a small report is done by then even on a busy machine, a large one must not make payments wait."""
LEFT = 3
"""The exit code when the program that ordered the report is gone."""


def main(builders: Mapping[str, Build]) -> int:
    """Make the report that one line of standard input orders; its last line says what came of it."""
    spawn.be_modest()
    line = sys.stdin.buffer.readline()
    if not line:
        return LEFT
    order = msgspec.json.decode(line, type=Order)
    spawn.at_end_of_input(lambda: os._exit(LEFT))
    build = builders.get(order.kind)
    _say(carry_out(build, order) if build is not None else Said(code="report_failed", detail=order.kind))
    return 0


def carry_out(build: Build, order: Order) -> Said:
    """Build from a snapshot, make the files last, and name them with their checksums; or say what failed."""
    try:
        with snapshot(Path(order.database)) as db:
            outcome = build(db, order, _Progress().tell)
        return Said(percent=100, outcome=outcome, files=_kept(order.place, outcome))
    except OplataError as error:
        return Said(code=error.code, detail=error.detail)
    except OSError as problem:
        failed = not_written(problem, str(problem.filename or order.folder))
        return Said(code=failed.code, detail=failed.detail)
    except Exception as bug:  # noqa: BLE001 - the process's end: who ordered the report learns the place, never a value
        return Said(code="report_failed", detail=places(bug))


class _Progress:
    """Says a percent once; once it is seen that there is much to do, the process waits for all others."""

    def __init__(self) -> None:
        self._said = -1
        self._patient = False

    def tell(self, percent: int) -> None:
        """Only what is more than was said before; the whole is said with the outcome."""
        if not self._patient and sum(os.times()[:2]) > MUCH_SECONDS:
            self._patient = True
            spawn.be_patient()
        shown = min(percent, 99)
        if shown > self._said:
            self._said = shown
            _say(Said(percent=shown))


def _kept(folder: Path, outcome: Outcome) -> list[Kept]:
    files = [_one(folder / name) for name in outcome.files]
    keep_names(folder)
    return files


def _one(path: Path) -> Kept:
    digest = hashlib.sha256()
    size = 0
    with path.open("r+b") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
        os.fsync(file.fileno())
    return Kept(path.name, size, digest.hexdigest())


def _say(said: Said) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
    sys.stdout.buffer.flush()
