"""The grading that was kept in a folder, as the window shows it: its checks, their points, the exchanges."""

from pathlib import Path
from typing import Any

import msgspec

from common.errors import OplataError
from launcher_app.grading.checks import EXTRA
from launcher_app.grading.outcome import Result, Run
from launcher_app.grading.report.writing import RESULTS, RUN, kept
from launcher_app.proxy import Exchange


class Points(msgspec.Struct, frozen=True):
    """What a check got of what it is worth, hundredths."""

    got: int
    worth: int


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A run with the points of its report; `criteria` tells which criterion a check belongs to."""

    folder: Path
    run: Run
    points: dict[str, Points]
    criteria: dict[str, str]

    def exchanges(self, result: Result) -> list[Exchange]:
        """The exchanges that a result points at."""
        numbers = set(result.evidence.exchanges)
        return [one for one in self.run.exchanges if one.number in numbers]

    @property
    def total(self) -> Points:
        """Of all that counts."""
        counted = [one for name, one in self.points.items() if self.criteria.get(name) != EXTRA]
        return Points(sum(one.got for one in counted), sum(one.worth for one in counted))


def read(folder: Path) -> Kept | None:
    """The folder's grading; None where there is none that can be read. It may be large: never in a window's thread."""
    try:
        run = kept(folder)
        told: dict[str, Any] = msgspec.json.decode((folder / RESULTS).read_bytes())
        points = {one["number"]: _points(one) for one in told["tests"] if "number" in one}
        criteria = {one["number"]: one["tags"][0] for one in told["tests"] if "number" in one}
    except (OSError, OplataError, msgspec.MsgspecError, LookupError, TypeError, ValueError):
        return None
    return Kept(folder=folder, run=run, points=points, criteria=criteria)


def changed(folder: Path) -> int:
    """Tells whether the folder's grading is another one by now."""
    try:
        return (folder / RUN).stat().st_mtime_ns
    except OSError:
        return 0


def _points(one: dict[str, Any]) -> Points:
    return Points(round(one["score"] * 100), round(one["max_score"] * 100))
