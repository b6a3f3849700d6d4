"""The workbooks that people would get after the demonstration: made by the roles, copied into one folder."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from common.clock import Clock, moment
from common.durable import closed, not_written
from launcher_app.demo.network import Network
from launcher_app.demo.timeline import Timeline
from launcher_app.instance import Instance

PERIOD = timedelta(hours=1)


class Wanted(NamedTuple):
    """One report: who makes it, of which kind, about whom."""

    instance: Instance
    kind: str
    subject: str = ""


def demand_place(folder: Path) -> None:
    """Refuse, before anything is played, a folder that cannot be made: Unavailable `folder_closed`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise closed(problem, folder) from problem


def leave(network: Network, timeline: Timeline, clock: Clock, folder: Path) -> None:
    """Have every report made and copy its files there."""
    timeline.scene(
        "Отчёты: их получают люди, которые наших окон не открывают", "Reports for people without our windows"
    )
    for wanted in _wanted(network):
        report = wanted.instance.ask("report", kind=wanted.kind, subject=wanted.subject, wait=True, **_period(clock))
        for name in _copied(report, folder):
            timeline.tell(report["title"]["ru"], name)


def _wanted(network: Network) -> Iterator[Wanted]:
    megafon = str(network.provider_ids["megafon"])
    yield Wanted(network.megafon, "statement", network.number)
    yield Wanted(network.centre, "register", megafon)
    yield Wanted(network.centre, "agent-statement", "1")
    yield Wanted(network.centre, "totals")
    yield Wanted(network.first, "terminal-journal")
    yield Wanted(network.centre, "osmp-register", megafon)


def _period(clock: Clock) -> dict[str, Any]:
    """The last hour up to now: what the demonstration did, wherever midnight was."""
    until = moment(clock.now_ms())
    return {"since": (until - PERIOD).isoformat(), "until": until.isoformat()}


def _copied(report: dict[str, Any], folder: Path) -> Iterator[str]:
    try:
        for file in report["files"]:
            shutil.copyfile(Path(report["folder"]) / file["name"], folder / file["name"])
            yield file["name"]
    except OSError as problem:
        raise not_written(problem, str(problem.filename2 or folder)) from problem
